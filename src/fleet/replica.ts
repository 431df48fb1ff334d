import type { ReleaseCause, Tier } from '../events/index.js';
import { InvariantError } from '../units/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';

/** Where a replica is in its life. A noticed one serves on (or goes on starting) until it is released. */
export type ReplicaState =
  'idle' | 'waiting' | 'starting' | 'ready' | 'starting-noticed' | 'ready-noticed' | 'draining';

export type Step = 'request' | 'withdraw' | 'acquire' | 'start' | 'notice' | 'drain' | 'release';

/** One replica of a service: a slot that holds at most one unit at a time. Plain, so that a run can be saved. */
export interface Replica {
  readonly id: number;
  readonly service: number;
  /** Number within the service; what `--replica N` names. */
  readonly slot: number;
  state: ReplicaState;
  /** Line that it waits in, or was acquired from. */
  line: number;
  /** Place in the order of asking; grows with every request of the run (A13). */
  order: number;
  /** When its request was made. */
  askedAt: Seconds;
  /** Its wait has been reported. */
  announced: boolean;
  /** Line whose strategy has been told that the request was refused; -1 for none. */
  told: number;
  /** It counts towards the desired replicas; a unit on its way out that has been replaced does not. */
  owed: boolean;
  /** The request replaces a preempted unit. */
  reallocation: boolean;
  /** A rebalancing probe that has not yet taken anybody's place. */
  probe: boolean;
  /** Placements of this slot so far. */
  acquisitions: number;
  /** Revision of the service's configuration that the unit was acquired under. */
  revision: number;
  entry: number;
  /** -1 on a dedicated machine. */
  pool: number;
  group: number;
  tier: Tier;
  ceiling: MicroPerHour;
  acquiredAt: Seconds;
  protectedUntil: Seconds;
  /** Seeded key of the unit, which breaks ties among equal ceilings at a reclaim (A20). */
  tie: number;
  releaseAt: Seconds;
  cause: ReleaseCause;
}

export function newReplica(id: number, service: number, slot: number): Replica {
  return {
    id,
    service,
    slot,
    state: 'idle',
    line: service,
    order: -1,
    askedAt: -1,
    announced: false,
    told: -1,
    owed: false,
    reallocation: false,
    probe: false,
    acquisitions: 0,
    revision: -1,
    entry: -1,
    pool: -1,
    group: -1,
    tier: 'standard',
    ceiling: Infinity,
    acquiredAt: -1,
    protectedUntil: -1,
    tie: 0,
    releaseAt: -1,
    cause: 'scale',
  };
}

/** Moves a replica along the table below; a step that it lacks is a fault of the engine. */
export function step(replica: Replica, by: Step): void {
  const next = after(replica.state, by);
  if (next === undefined)
    throw new InvariantError(
      `replica ${replica.service}/${replica.slot} cannot ${by} while ${replica.state}`,
    );
  replica.state = next;
}

// The transition table. As a switch, since a record read by two names that vary is looked up anew at every step.
function after(state: ReplicaState, by: Step): ReplicaState | undefined {
  switch (by) {
    case 'request':
      return state === 'idle' ? 'waiting' : undefined;
    case 'withdraw':
      return state === 'waiting' ? 'idle' : undefined;
    case 'acquire':
      return state === 'waiting' ? 'starting' : undefined;
    case 'start':
      if (state === 'starting') return 'ready';
      return state === 'starting-noticed' ? 'ready-noticed' : undefined;
    case 'notice':
      if (state === 'starting') return 'starting-noticed';
      return state === 'ready' ? 'ready-noticed' : undefined;
    case 'drain':
      return state === 'ready' || state === 'ready-noticed' ? 'draining' : undefined;
    case 'release':
      return state === 'idle' || state === 'waiting' ? undefined : 'idle';
  }
}

export const holdsUnit = ({ state }: Replica): boolean => state !== 'idle' && state !== 'waiting';
export const isLeaving = ({ state }: Replica): boolean =>
  state === 'starting-noticed' || state === 'ready-noticed' || state === 'draining';
/** Ready and serving, noticed or not. */
export const isServing = ({ state }: Replica): boolean => state === 'ready' || state === 'ready-noticed';
