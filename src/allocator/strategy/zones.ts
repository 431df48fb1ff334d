import { isSpot, plainBid } from './list.js';
import type { Choice, Group, Observation, OwnReplica } from './strategy.js';

/** Name of the group of one spot choice: it outlives an update that moves the choice within the list. */
export const zoneName = ({ entry, pool }: Choice): string => `spot ${entry} ${pool ?? ''}`;

/** A spot choice with what the service has there. */
export interface Zone {
  readonly choice: number;
  readonly name: string;
  /** Replicas there that hold a unit. */
  readonly held: readonly OwnReplica[];
  /** Waiting replicas that are to be asked for there from here on. */
  readonly moved: number[];
  /** Launches there in this decision, those of `moved` with them. */
  launches: number;
}

export function zonesOf(seen: Observation): readonly Zone[] {
  return seen.choices.flatMap((choice, index) => {
    if (!isSpot(choice)) return [];
    const name = zoneName(choice);
    const held = seen.replicas.filter(({ group, state }) => group === name && state !== 'waiting');
    return [{ choice: index, name, held, moved: [], launches: 0 }];
  });
}

/** Picks the zone of one launch; `from` names the zone that the replica has waited in, if it has. */
export type Chooser = (zones: readonly Zone[], from: string | undefined) => Zone;

/**
 * Brings the zones to `want` replicas: what holds a unit stays, every replica that waits is launched anew where the
 * chooser says, and so is every one that lacks. Returns whether anything was launched.
 */
export function launchMissing(seen: Observation, zones: readonly Zone[], plan: LaunchPlan): boolean {
  const names = new Set(zones.map(({ name }) => name));
  const waiting = seen.replicas.filter(({ state, group }) => state === 'waiting' && names.has(group));
  const held = zones.reduce((sum, zone) => sum + zone.held.length, 0);
  const missing = Math.max(0, plan.want - held);
  for (let i = 0; i < missing; i++) {
    const replica = waiting[i] as OwnReplica | undefined;
    const tried = replica !== undefined && replica.askedAt < seen.at ? replica.group : undefined;
    const zone = plan.choose(zones, tried);
    zone.launches++;
    if (replica !== undefined) zone.moved.push(replica.slot);
  }
  return missing > 0;
}

export interface LaunchPlan {
  readonly want: number;
  readonly choose: Chooser;
}

/** One group per zone. Beyond `want`, replicas go from the dearest zone, those that are not ready first. */
export function zoneGroups(seen: Observation, zones: readonly Zone[], want: number): readonly Group[] {
  const dropped = new Map<string, number>();
  const held = zones.flatMap((zone) => zone.held.map((replica) => ({ replica, zone })));
  held.sort(
    (a, b) => useOf(a.replica) - useOf(b.replica) || seen.price(b.zone.choice) - seen.price(a.zone.choice),
  );
  for (const { zone } of held.slice(0, Math.max(0, held.length - want)))
    dropped.set(zone.name, (dropped.get(zone.name) ?? 0) + 1);
  return zones.map(({ name, choice, held: there, launches, moved }) => ({
    name,
    entries: [plainBid(choice)],
    count: there.length + launches - (dropped.get(name) ?? 0),
    members: moved,
  }));
}

const useOf = ({ state }: OwnReplica): number => (state === 'starting' ? 0 : state === 'noticed' ? 1 : 2);
