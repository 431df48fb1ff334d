import type { History, Violation } from './history.js';
import { Findings } from './history.js';
import { firstFeasible, optionsOf } from './feasibility.js';
import type { Option } from './feasibility.js';
import { isPlain } from '../../index.js';
import { replay } from './replay.js';
import type { World } from './world.js';
import type { Refusal } from './words.js';

/**
 * Every placement is the first feasible entry of the list at its instant, and the first feasible pool of that entry
 * in the order of its `zonePolicy` (R22, R23, R25, A10, A11). A rebalancing probe tries fewer entries, which does
 * not change the first one. Needs the strategy `fixed`.
 */
export function placementsAreTheFirstFeasible(history: History): readonly Violation[] {
  const findings = new Findings('placements are the first feasible');
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'acquired' || !walksItsList(world, event.service)) return;
      const option = firstFeasible(world, world.service(event.service));
      if (option?.entry === event.entry && option.pool === event.pool) return;
      const expected = option === undefined ? 'nothing was feasible' : `${shown(option)} came first`;
      findings.add(
        event.at,
        `${event.service}/${event.replica}`,
        `was placed on ${shown(event)}, but ${expected}`,
      );
    },
  });
  return findings.list;
}

/**
 * Whoever is placed is placed on its service's list, where something was free and the entry's capacity let it in (R22,
 * R24, R29), whatever the strategy: a pool that is not listed is never taken.
 */
export function placementsAreOnTheList(history: History): readonly Violation[] {
  const findings = new Findings('placements are on the list');
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'acquired') return;
      const options = optionsOf(world, world.service(event.service));
      const option = options.find(({ entry, pool }) => entry === event.entry && pool === event.pool);
      const fault = option === undefined ? 'not on the list' : option.refusal;
      if (fault !== undefined)
        findings.add(
          event.at,
          `${event.service}/${event.replica}`,
          `was placed on ${shown(event)}, but: ${fault}`,
        );
    },
  });
  return findings.list;
}

/** At the end of a second nobody waits while an entry of its list is feasible (R7, A13, A14). Strategy `fixed`. */
export function nobodyWaitsBesideAFeasibleEntry(history: History): readonly Violation[] {
  const findings = new Findings('nobody waits beside a feasible entry');
  replay(history, {
    settled: (world, at) => {
      for (const service of world.services.values()) {
        if (service.waiting.size === 0 || !isPlain(service.spec.strategy)) continue;
        const option = firstFeasible(world, service);
        if (option === undefined) continue;
        findings.add(
          at,
          `${service.name}/${[...service.waiting].join(',')}`,
          `waits, though ${shown(option)} is feasible`,
        );
      }
    },
  });
  return findings.list;
}

/** Whoever begins to wait is told of each entry why it was passed over: of the last pool that was tried. Always. */
export function refusalsAreTrue(history: History): readonly Violation[] {
  const findings = new Findings('refusals are true');
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'waiting' || !walksItsList(world, event.service)) return;
      const expected: (Refusal | undefined)[] = [];
      for (const { entry, refusal } of optionsOf(world, world.service(event.service)))
        expected[entry] = refusal;
      const name = `${event.service}/${event.replica}`;
      if (expected.join() !== event.refusals.join()) {
        findings.add(event.at, name, `was told ${event.refusals.join()}, but it was ${expected.join()}`);
      }
    },
  });
  return findings.list;
}

/**
 * At the end of a second a service holds, or has asked for, the replicas that it wants: none is forgotten, and without
 * an update or probes none is too many. Units in notice count until they go, unless `reallocateOn: notice`.
 */
export function nothingDesiredIsForgotten(history: History): readonly Violation[] {
  const findings = new Findings('nothing desired is forgotten');
  const { rules } = history.parsed.scenario;
  replay(history, {
    settled: (world, at) => {
      for (const service of world.services.values()) {
        if (!isPlain(service.spec.strategy)) continue;
        const counted = world
          .unitsOf(service.name)
          .filter(
            ({ leaving }) => leaving === 'no' || (leaving === 'noticed' && rules.reallocateOn === 'release'),
          );
        const found = counted.length + service.waiting.size;
        const plain = service.revision === 0 && !service.spec.rebalancing;
        if (found === service.desired || (found > service.desired && !plain)) continue;
        findings.add(at, service.name, `wants ${service.desired} replicas, and holds or waits for ${found}`);
      }
    },
  });
  return findings.list;
}

/** Its strategy is `fixed`: others have lists of their own, which no event tells. */
const walksItsList = (world: World, service: string): boolean =>
  isPlain(world.service(service).spec.strategy);

const shown = ({ entry, pool }: Pick<Option, 'entry' | 'pool'>): string =>
  `entry ${entry} (${pool ?? 'dedicated machines'})`;
