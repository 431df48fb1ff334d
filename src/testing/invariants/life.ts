import type { SimulationEvent } from '../../index.js';
import type { History, Violation } from './history.js';
import { Findings } from './history.js';
import { replay } from './replay.js';
import { isProviders } from './words.js';
import { nameOf } from './world.js';
import type { UnitState, World } from './world.js';

type OfReplica = Extract<SimulationEvent, { replica: number }>;

/**
 * Units are conserved: a replica holds at most one; it is placed, becomes ready at most once, is told to go and is
 * released, each in its turn, and nothing happens to a replica that holds nothing. Always.
 */
export function unitsAreConserved(history: History): readonly Violation[] {
  const findings = new Findings('units are conserved');
  replay(history, {
    before: (world, event) => {
      if (!('replica' in event)) return;
      const fault = faultOf(world, event);
      if (fault !== undefined) findings.add(event.at, nameOf(event), fault);
    },
  });
  return findings.list;
}

/**
 * Whoever is told to go goes when it was said, and not later; a notice lasts as long as the rules say, a drain at most
 * the grace (a deletion that is stuck has no end). Sooner goes: a unit in an outage, one that was not ready yet, one whose drain was ordered again. A ready
 * unit that the provider takes was told before; one that we give up drains, unless the grace is 0. Always.
 */
export function noticeIsKept(history: History): readonly Violation[] {
  const findings = new Findings('notice is kept');
  const { rules } = history.parsed.scenario;
  replay(history, {
    before: (world, event) => {
      if (!('replica' in event)) return;
      if (event.kind === 'noticed') {
        const expected = event.cause === 'outage' ? event.at : event.at + rules.notice;
        if (event.releaseAt !== expected)
          findings.add(event.at, nameOf(event), `is to go at ${event.releaseAt}, not ${expected}`);
      }
      const stuck = event.kind === 'draining' && world.service(event.service).spec.deletion.stuck;
      if (event.kind === 'draining' && event.releaseAt > event.at + rules.grace && !stuck) {
        findings.add(event.at, nameOf(event), `drains until ${event.releaseAt}, longer than the grace`);
      }
      const unit = world.units.get(nameOf(event));
      if (event.kind === 'draining' && unit !== undefined && event.releaseAt > unit.releaseAt) {
        findings.add(event.at, unit.name, `drains until ${event.releaseAt}, longer than its notice`);
      }
      if (event.kind !== 'released') return;
      if (unit !== undefined && isEarly(world, unit, event.cause, event.at)) {
        findings.add(event.at, unit.name, `went for ${event.cause} before its time`);
      }
    },
    settled: (world, at, until) => {
      for (const unit of world.units.values()) {
        if (unit.releaseAt < until)
          findings.add(Math.max(at, unit.releaseAt), unit.name, `should be gone since ${unit.releaseAt}`);
      }
    },
  });

  function isEarly({ pools }: World, unit: UnitState, cause: string, at: number): boolean {
    if (at === unit.releaseAt || !unit.ready || unit.leaving === 'draining') return false;
    const outage = unit.pool !== null && pools.get(unit.pool)?.outage === true;
    if (unit.leaving === 'noticed') return !outage && rules.grace > 0;
    return isProviders(cause) || rules.grace > 0;
  }
  return findings.list;
}

function faultOf(world: World, event: OfReplica): string | undefined {
  const unit = world.units.get(nameOf(event));
  const waits = world.service(event.service).waiting.has(event.replica);
  switch (event.kind) {
    case 'waiting':
      return unit !== undefined ? 'waits while it holds a unit' : waits ? 'begins to wait twice' : undefined;
    case 'withdrawn':
      return unit !== undefined ? 'withdraws a request that was met' : undefined;
    case 'acquired':
      return unit !== undefined ? 'takes a second unit' : undefined;
    case 'ready':
      return unit === undefined ? 'is ready without a unit' : unit.ready ? 'is ready twice' : undefined;
    case 'rebid':
      return unit === undefined
        ? 'is bid for without a unit'
        : unit.leaving !== 'no'
          ? 'is bid for on its way out'
          : undefined;
    case 'protection-ended':
      return unit?.protectedUntil !== event.at ? 'leaves a protection that does not end now' : undefined;
    case 'noticed':
      return unit === undefined
        ? 'is told to go without a unit'
        : unit.leaving !== 'no'
          ? 'is told to go twice'
          : undefined;
    case 'draining': {
      // A unit in notice that is given up before it serves goes without a drain, and says so.
      const goesNow = unit?.leaving === 'noticed' && event.releaseAt === event.at;
      if (unit?.ready !== true && !goesNow) return 'drains without being ready';
      return unit?.leaving === 'draining' ? 'drains twice' : undefined;
    }
    case 'released':
      return unit === undefined ? 'gives back a unit that it does not hold' : undefined;
  }
}
