import type { History, Violation } from './history.js';
import { Findings } from './history.js';
import { replay } from './replay.js';
import { isSpot } from './world.js';

/** No acquisition raises the units used above the stock, nor the machines used above those bought. Always. */
export function acquisitionsStayWithinStock(history: History): readonly Violation[] {
  const findings = new Findings('acquisitions stay within stock');
  replay(history, {
    after: (world, event) => {
      if (event.kind !== 'acquired') return;
      const { service, replica, pool, at } = event;
      const group = world.units.get(`${service}/${replica}`)?.group ?? null;
      const spare = pool !== null ? world.spare(pool) : group !== null ? world.spareMachines(group) : 0;
      if (spare >= 0) return;
      findings.add(
        at,
        `${service}/${replica}`,
        `took a unit of ${pool ?? group ?? 'nothing'}, which had none left`,
      );
    },
  });
  return findings.list;
}

/** From one second's end to the next a deficit grows only where the stock fell. Always. */
export function onlyFallingStockMakesDeficit(history: History): readonly Violation[] {
  const findings = new Findings('only falling stock makes a deficit');
  const before = new Map<string, { readonly deficit: number; readonly level: number }>();
  replay(history, {
    settled: (world, at) => {
      for (const [name, { level }] of world.pools) {
        const deficit = world.deficit(name);
        const last = before.get(name);
        if (last !== undefined && deficit > last.deficit && level >= last.level) {
          findings.add(
            at,
            name,
            `the deficit grew from ${last.deficit} to ${deficit} while the stock did not fall`,
          );
        }
        before.set(name, { deficit, level });
      }
    },
  });
  return findings.list;
}

/**
 * A deficit outlives its second only as far as protected and standard units explain it (A6, A20); units on their
 * way out are no part of it. Always, since reclaim for stock is immediate (A7).
 */
export function deficitIsExplained(history: History): readonly Violation[] {
  const findings = new Findings('a deficit is explained');
  replay(history, {
    settled: (world, at) => {
      for (const name of world.pools.keys()) {
        const deficit = world.deficit(name);
        if (deficit === 0) continue;
        const free = world
          .unitsIn(name)
          .filter((unit) => unit.leaving === 'no' && isSpot(unit) && at >= unit.protectedUntil);
        if (free.length > 0) {
          findings.add(
            at,
            name,
            `${deficit} units must go, and unprotected ${free.map((unit) => unit.name).join(', ')} stay`,
          );
        }
      }
    },
  });
  return findings.list;
}

/**
 * For stock the lowest ceiling goes first (A20), and nobody goes who need not. Skipped under
 * `standardDisplacesSpot: all`, where a service's own units are exempt from its demand.
 */
export function stockTakesTheLowestCeiling(history: History): readonly Violation[] {
  const findings = new Findings('stock takes the lowest ceiling');
  if (history.parsed.scenario.rules.standardDisplacesSpot === 'all') return findings.list;
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'noticed' || event.cause !== 'stock') return;
      const name = `${event.service}/${event.replica}`;
      const unit = world.units.get(name);
      if (unit === undefined || unit.pool === null) return;
      if (world.deficit(unit.pool) === 0)
        findings.add(event.at, name, `goes for stock, which ${unit.pool} does not lack`);
      const cheaper = world
        .unitsIn(unit.pool)
        .find((other) => isReclaimable(other, event.at) && other.ceiling < unit.ceiling);
      if (cheaper !== undefined)
        findings.add(event.at, name, `goes for stock before ${cheaper.name}, whose ceiling is lower`);
    },
  });
  return findings.list;
}

type Unit = Parameters<typeof isSpot>[0];
const isReclaimable = (unit: Unit, at: number): boolean =>
  unit.leaving === 'no' && isSpot(unit) && at >= unit.protectedUntil;
