import { isPlain } from '../../index.js';
import type { History, Violation } from './history.js';
import { Findings } from './history.js';
import { replay } from './replay.js';
import type { ServiceState, UnitState, World } from './world.js';
import { nameOf } from './world.js';

/**
 * A rolling update keeps to `maxSurge`: a service never holds and asks for more than the desired replicas and the
 * surge, which is at least 1 (A15). Needs a service that nothing scales, and no `rebalancing`.
 */
export function updatesKeepToTheirSurge(history: History): readonly Violation[] {
  const findings = new Findings('updates keep to their surge');
  const { rules, timeline, services } = history.parsed.scenario;
  const scaled = new Set(timeline.flatMap((action) => ('replicas' in action ? [action.service] : [])));
  for (const { name, autoscaling } of services) if (autoscaling !== undefined) scaled.add(name);
  replay(history, {
    settled: (world, at) => {
      for (const service of world.services.values()) {
        if (service.spec.rebalancing || !isPlain(service.spec.strategy) || scaled.has(service.name)) continue;
        const most = service.desired + Math.max(1, share(service.spec.maxSurge, service.desired, Math.ceil));
        const found = counted(world, service, rules.reallocateOn) + service.waiting.size;
        if (found > most) findings.add(at, service.name, `has ${found} replicas, and may have ${most}`);
      }
    },
  });
  return findings.list;
}

/** A rolling update takes a ready replica out only while `desired - maxUnavailable` others stay ready (A15). Always. */
export function updatesKeepEnoughReady(history: History): readonly Violation[] {
  const findings = new Findings('updates keep enough ready');
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'draining' && event.kind !== 'released') return;
      const unit = world.units.get(nameOf(event));
      if (event.cause !== 'update' || unit === undefined || !stays(unit)) return;
      const service = world.service(event.service);
      const rest = serving(world, service).length - 1;
      const least = service.desired - share(service.spec.maxUnavailable, service.desired, Math.floor);
      if (rest < least)
        findings.add(event.at, unit.name, `goes for an update and leaves ${rest} ready, not ${least}`);
    },
  });
  return findings.list;
}

/**
 * Rebalancing moves up: what is placed beyond the replicas that a service wants is a probe, and a probe takes an entry
 * above that of some ready replica, which it may then replace (A12). Needs a service that has not been updated.
 */
export function rebalancingMovesUp(history: History): readonly Violation[] {
  const findings = new Findings('rebalancing moves up');
  const { rules } = history.parsed.scenario;
  // Probes that are not ready yet: they do not count.
  const probes = new Map<string, string>();
  replay(history, {
    before: (world, event) => {
      if (event.kind === 'ready' || event.kind === 'released') probes.delete(nameOf(event));
      if (event.kind !== 'acquired') return;
      const service = world.service(event.service);
      if (!isPlain(service.spec.strategy)) return;
      const others = [...service.waiting].filter((replica) => replica !== event.replica).length;
      const own = [...probes.values()].filter((name) => name === event.service).length;
      if (counted(world, service, rules.reallocateOn) - own + others < service.desired) return;
      probes.set(nameOf(event), event.service);
      const worst = Math.max(-1, ...serving(world, service).map(({ entry }) => entry));
      if (event.entry < worst || service.revision > 0) return;
      findings.add(
        event.at,
        nameOf(event),
        `is placed on entry ${event.entry}, and would replace nothing below it`,
      );
    },
  });
  return findings.list;
}

/** Ready, and nobody has told it to go. */
const stays = ({ ready, leaving }: UnitState): boolean => ready && leaving === 'no';
const serving = (world: World, { name }: ServiceState): readonly UnitState[] =>
  world.unitsOf(name).filter(stays);

/** Units that count towards the desired replicas: those in notice until they go, or until they have been replaced. */
const counted = (world: World, { name }: ServiceState, reallocateOn: string): number =>
  world
    .unitsOf(name)
    .filter(({ leaving }) => leaving === 'no' || (leaving === 'noticed' && reallocateOn === 'release'))
    .length;

type Amount = ServiceState['spec']['maxSurge'];

function share(amount: Amount, desired: number, round: (value: number) => number): number {
  return 'count' in amount ? amount.count : round((Math.round(amount.percent * 1e6) * desired) / 1e8);
}
