import type { Fault } from '../fault.js';
import { child, itemsOf, type Path } from '../path.js';
import { correlated } from '../schema/stocks/correlated.js';
import { textAt } from '../world.js';
import { formatDuration } from '../../units/index.js';

/** Zones that share a driver must say the same of it: each computes its path for itself. */
export function checkDrivers(tree: unknown): readonly Fault[] {
  const first = new Map<string, Shared>();
  return itemsOf(tree, 'pools').flatMap((pool, i): readonly Fault[] => {
    const found = sharedBy(child(pool, 'stock'), ['pools', i, 'stock']);
    if (found === undefined) return [];
    const before = first.get(found.driver);
    if (before !== undefined) return differences(found, before);
    first.set(found.driver, { ...found, pool: textAt(pool, 'name') ?? String(i) });
    return [];
  });
}

interface Shared {
  readonly pool?: string;
  readonly path: Path;
  readonly driver: string;
  readonly reversion: number;
  readonly interval: number;
}

/** What a stock, or the base of its season, says of a driver; undefined if it has none or is at fault itself. */
function sharedBy(stock: unknown, path: Path): Shared | undefined {
  const base = child(stock, 'base');
  if (base !== undefined) return sharedBy(base, [...path, 'base']);
  const read = correlated.safeParse(stock);
  return read.success ? { path, ...read.data } : undefined;
}

function differences(found: Shared, { pool = '', reversion, interval }: Shared): readonly Fault[] {
  const faults: Fault[] = [];
  const of = `the driver ${JSON.stringify(found.driver)}`;
  if (found.reversion !== reversion) {
    const message = `${of} has another reversion in pool ${JSON.stringify(pool)}`;
    faults.push({
      path: [...found.path, 'reversion'],
      message,
      hint: 'zones that share a driver share its reversion',
    });
  }
  if (found.interval !== interval) {
    const message = `${of} has an interval of ${formatDuration(interval)} in pool ${JSON.stringify(pool)}`;
    const hint = 'zones that share a driver share its interval';
    faults.push({ path: [...found.path, 'interval'], message, hint, missing: false });
  }
  return faults;
}
