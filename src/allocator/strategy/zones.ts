import type { Seconds } from '../../units/index.js';
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

/** Picks the zone of one launch; `tried` names the zone that the replica was refused in, if it was. */
export type Chooser = (zones: readonly Zone[], tried: string | undefined) => Zone;

/**
 * Brings the zones to `want` replicas. What holds a unit stays; what lacks is launched where the chooser says; so is
 * what waits, if it is new or the last launches were made `interval` ago, and otherwise it goes on waiting where it is.
 * Returns when to look at those that wait again; Infinity where none does.
 */
export function launchMissing(seen: Observation, zones: readonly Zone[], plan: LaunchPlan): Seconds {
  const names = new Set(zones.map(({ name }) => name));
  const waiting = seen.replicas.filter(({ state, group }) => state === 'waiting' && names.has(group));
  const held = zones.reduce((sum, zone) => sum + zone.held.length, 0);
  const missing = Math.max(0, plan.want - held);
  const again = seen.at >= plan.due;
  for (let i = 0; i < missing; i++) {
    const replica = waiting[i] as OwnReplica | undefined;
    const refused = replica !== undefined && replica.askedAt < seen.at ? replica.group : undefined;
    const stays = refused !== undefined && !again;
    const zone = stays ? zoneNamed(zones, refused) : plan.choose(zones, refused);
    zone.launches++;
    if (replica !== undefined) zone.moved.push(replica.slot);
  }
  if (missing === 0) return Infinity;
  return again ? seen.at + plan.interval : plan.due;
}

const zoneNamed = (zones: readonly Zone[], name: string): Zone =>
  zones.find((zone) => zone.name === name) ?? zones[0];

export interface LaunchPlan {
  readonly want: number;
  /** When refused launches are to be made anew. */
  readonly due: Seconds;
  readonly interval: Seconds;
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
