import type { LineItem } from '../billing/index.js';
import type { Tier } from '../events/index.js';
import { HistoryCollector } from '../metrics/index.js';
import type { PoolHistory, ServiceHistory } from '../metrics/index.js';
import { fromMicro } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import type { Model } from './compile.js';
import type { RunResults } from './results.js';
import { Run } from './run.js';
import { minReadyOf } from './services.js';

/** A spot limit that some service has in a pool; the price of its tier must not rise above it (R18). */
export interface CeilingLine {
  readonly service: string;
  readonly entry: number;
  readonly tier: Tier;
  /** In the currency per hour. */
  readonly ceiling: number;
}

/** Line items of one service, kind, entry and pool, summed up. */
export interface BillRow {
  /** Null for dedicated machines, which belong to no service. */
  readonly service: string | null;
  readonly kind: LineItem['kind'];
  readonly entry: number | null;
  readonly pool: string | null;
  readonly items: number;
  /** Charged for, over all items. */
  readonly seconds: Seconds;
  /** In the currency. */
  readonly amount: number;
}

/** A run over time, for pictures: bounded in size however long the run. */
export interface RunHistory {
  readonly horizonSeconds: Seconds;
  readonly replication: number;
  readonly pools: readonly (PoolHistory & {
    readonly name: string;
    readonly standardPrice: number;
    readonly ceilings: readonly CeilingLine[];
  })[];
  readonly services: readonly (ServiceHistory & {
    readonly name: string;
    /** As first configured: `ecs.c8i.2xlarge, spot up to 0.12`. */
    readonly entries: readonly string[];
  })[];
  readonly bill: readonly BillRow[];
}

/** Columns of the horizon: finer than a chart has pixels. */
const COLUMNS = 720;

/** Runs a model once more under observation; what is observed is what any other run of it gives. */
export function runHistory(
  model: Model,
  { replication = 0, columns = COLUMNS }: { readonly replication?: number; readonly columns?: number } = {},
): { readonly results: RunResults; readonly history: RunHistory } {
  const { scenario, services } = model;
  const rows = new Map<string, BillRow>();
  const revisionOf: { current: (service: number) => number } = { current: () => 0 };
  const collector = new HistoryCollector({
    ...{ horizon: scenario.duration, columns, pools: scenario.pools.length },
    services: services.map(({ specs }, index) => {
      const minReady = specs.map(minReadyOf);
      return { minReady: (desired: number) => minReady[revisionOf.current(index)](desired) };
    }),
  });
  const run = new Run(model, {
    replication,
    recorders: () => [collector],
    ledger: (item) => sum(rows, item),
  });
  revisionOf.current = (service) => run.fleet.revisionOf(service);
  const results = run.finish();
  const seen = collector.finish();
  return {
    results,
    history: {
      ...{ horizonSeconds: scenario.duration, replication },
      pools: scenario.pools.map(({ name, standardPrice }, pool) => ({
        ...seen.pools[pool],
        ...{ name, standardPrice: fromMicro(standardPrice), ceilings: ceilingsOf(model, pool) },
      })),
      services: scenario.services.map(({ name }, service) => ({
        ...seen.services[service],
        ...{ name, entries: entriesOf(model, service) },
      })),
      bill: [...rows.values()].sort((a, b) => b.amount - a.amount),
    },
  };
}

function sum(rows: Map<string, BillRow>, item: LineItem): void {
  const { service, kind, entry, pool } = item;
  const key = JSON.stringify([service, kind, entry, pool]);
  const row = rows.get(key) ?? { service, kind, entry, pool, items: 0, seconds: 0, amount: 0 };
  rows.set(key, {
    ...row,
    items: row.items + 1,
    seconds: row.seconds + item.seconds,
    amount: row.amount + fromMicro(item.amount),
  });
}

/** Those of every revision, each once; a ceiling at the standard price or beyond is none that can be crossed from below. */
function ceilingsOf({ services, scenario }: Model, pool: number): readonly CeilingLine[] {
  const lines = new Map<string, CeilingLine>();
  services.forEach(({ name, revisions }) => {
    for (const { entries } of revisions)
      for (const offer of entries.flatMap(({ offers }) => offers)) {
        const { tier, entry } = offer;
        if (offer.pool !== pool || tier === 'standard' || tier === 'dedicated') continue;
        if (offer.ceiling >= scenario.pools[pool].standardPrice) continue;
        const ceiling = fromMicro(offer.ceiling);
        lines.set(JSON.stringify([name, tier, ceiling]), { service: name, entry, tier, ceiling });
      }
  });
  return [...lines.values()];
}

function entriesOf({ scenario }: Model, service: number): readonly string[] {
  return scenario.services[service].instances.map(({ type, from, spotPriceLimit }) => {
    if (from !== undefined) return `dedicated (${from})`;
    if (spotPriceLimit === undefined) return `${type}, standard`;
    return `${type}, ${spotPriceLimit === 'market' ? 'spot at market price' : `spot up to ${fromMicro(spotPriceLimit)}`}`;
  });
}
