import type { Entry, ZonePolicy } from '../allocator/index.js';
import type { ReleaseCause, ServiceState } from '../events/index.js';
import type { Distribution } from '../random/index.js';
import type { Seconds } from '../units/index.js';
import type { Line } from './line.js';
import type { Plan } from './plan.js';

/** One version of a service's configuration, compiled; an update makes the next one (A15). */
export interface Revision {
  readonly entries: readonly Entry[];
  readonly zonePolicy: ZonePolicy;
  /** Units that each entry may hold, given the desired replicas; Infinity without a `capacity`. */
  readonly capacity: readonly ((desired: number) => number)[];
  /** Length of the protection period; 0 for none (R26). */
  readonly protectedFor: Seconds;
  /** Gibibytes of system disk. */
  readonly disk: number;
  readonly startup: Distribution;
  readonly rebalancing: boolean;
  /** Replicas that a rolling update may have beyond the desired ones; at least 1. */
  readonly surge: (desired: number) => number;
  /** Replicas that a rolling update may take out of service at once. */
  readonly unavailable: (desired: number) => number;
  readonly deletion: DeletionFaults;
  /** Who decides what is asked for; the list as it stands where absent. */
  readonly plan?: Plan;
}

/** Faults of a deletion to play (R9-R15). */
export interface DeletionFaults {
  readonly activeRequests: boolean;
  /** Names of services that call the endpoint. */
  readonly referencedBy: readonly string[];
  readonly permitted: boolean;
  readonly stuck: boolean;
}

/** What the service is being asked to be; its visible state follows from this and its replicas. */
export type Phase = 'created' | 'started' | 'stopping' | 'stopped' | 'deleting' | 'delete-failed' | 'deleted';

/** Plain state of one service. */
export interface Service extends Line {
  readonly name: string;
  phase: Phase;
  state: ServiceState;
  reason: string;
  /** Index into the service's revisions. */
  revision: number;
  /** Replicas asked for; in force while the service is live. */
  wanted: number;
  /** Replica ids by slot. */
  readonly replicas: number[];
  /** Slots that can be used again, the one freed last on top. */
  readonly idle: number[];
  ready: number;
  /** Ready replicas that have not been told to go. */
  steady: number;
  /** Units of an earlier revision that have not been told to go. */
  outdated: number;
  /** Slots before this one hold nothing that an update must replace. */
  replaced: number;
  /** Units held, whatever their state. */
  held: number;
  /** Replicas that count towards the desired ones. */
  owed: number;
  /** Units of the current revision by entry, those on their way out excepted. */
  entryUsed: number[];
  /** It has had a ready replica since it was last deployed or started. */
  running: boolean;
  updating: boolean;
  scaling: boolean;
  /** Cause given to replicas that are now too many. */
  surplus: ReleaseCause;
  /** When it displaced last, and how many units in that second. */
  displacedAt: Seconds;
  displaced: number;
  stoppedAt: Seconds;
  /** Probes of the next rebalancing round. */
  probes: number;
  /** Probes under way. */
  probesOut: number;
}

export function newService(index: number, name: string, wanted: number): Service {
  return {
    line: index,
    index,
    name,
    phase: 'created',
    state: 'Creating',
    reason: '',
    revision: 0,
    wanted,
    replicas: [],
    idle: [],
    queue: [],
    head: 0,
    waiting: 0,
    enrolled: false,
    ready: 0,
    steady: 0,
    outdated: 0,
    replaced: 0,
    held: 0,
    owed: 0,
    entryUsed: [],
    running: false,
    updating: false,
    scaling: false,
    surplus: 'scale',
    refusal: '',
    claim: -1,
    displacedAt: -1,
    displaced: 0,
    stoppedAt: -1,
    probes: 1,
    probesOut: 0,
  };
}

export const isLive = ({ phase }: Service): boolean => phase === 'created' || phase === 'started';
/** Desired replicas now: none while stopped or deleted. */
export const desiredOf = (service: Service): number => (isLive(service) ? service.wanted : 0);

/** It runs, was seen to run, and nothing is under way: one replica more or less ready changes none of that. */
export const atRest = (service: Service): boolean =>
  isLive(service) &&
  service.state === 'Running' &&
  service.reason === '' &&
  service.refusal === '' &&
  service.ready > 0 &&
  service.owed === service.wanted &&
  service.probesOut === 0 &&
  !service.updating &&
  !service.scaling;
