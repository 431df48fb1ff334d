import type { History } from './invariants/history.js';
import { replay } from './invariants/replay.js';
import type { UnitState, World } from './invariants/world.js';
import { isSpot } from './invariants/world.js';

/** What came up in a run: a law that nothing could have broken was not tested. */
export interface Coverage {
  /** Units taken for their price. */
  readonly priceReclaims: number;
  /** Units taken for stock. */
  readonly stockReclaims: number;
  /** Seconds' ends at which somebody was spared by its protection alone. */
  readonly putOff: number;
  /** Seconds' ends at which two units of one service were in notice at once. */
  readonly overlappingNotices: number;
  /** Requests that had to wait. */
  readonly waits: number;
}

/** Counts what came up in a run. */
export function coverageOf(history: History): Coverage {
  const { events } = history;
  const noticed = (cause: string): number =>
    events.filter((event) => event.kind === 'noticed' && event.cause === cause).length;
  let putOff = 0;
  let overlappingNotices = 0;
  replay(history, {
    settled: (world, at) => {
      if ([...world.units.values()].some((unit) => isSpared(world, unit, at))) putOff++;
      if ([...world.services.keys()].some((service) => inNotice(world, service) > 1)) overlappingNotices++;
    },
  });
  const waits = events.filter(({ kind }) => kind === 'waiting').length;
  return {
    priceReclaims: noticed('price'),
    stockReclaims: noticed('stock'),
    putOff,
    overlappingNotices,
    waits,
  };
}

function isSpared(world: World, unit: UnitState, at: number): boolean {
  if (!isSpot(unit) || unit.pool === null || unit.leaving !== 'no' || at >= unit.protectedUntil) return false;
  return world.priceOf(unit) > unit.ceiling || world.deficit(unit.pool) > 0;
}

const inNotice = (world: World, service: string): number =>
  world.unitsOf(service).filter(({ leaving }) => leaving === 'noticed').length;
