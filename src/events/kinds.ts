/** The price tier that a unit was acquired in; it keeps the tier for life. */
export type Tier = 'unprotected' | 'protected' | 'standard' | 'dedicated';

/** Why a provider takes a spot unit back. */
export type PreemptionCause = 'price' | 'stock' | 'lifetime' | 'outage';

/** Why a unit is given back: the provider's causes, and our own. */
export type ReleaseCause =
  | PreemptionCause
  | ('stop' | 'delete' | 'scale' | 'update' | 'autoscaler' | 'rebalancing' | 'strategy')
  /** Of jobs: another unit of the gang is gone; the work is done. */
  | ('gang' | 'done');

export const isPreemption = (cause: ReleaseCause): cause is PreemptionCause =>
  cause === 'price' || cause === 'stock' || cause === 'lifetime' || cause === 'outage';

/** The service states of the EAS API that a run can reach (ListServices). */
export type ServiceState =
  | 'Creating'
  | 'Waiting'
  | 'Running'
  | 'Updating'
  | 'Scaling'
  | 'Stopping'
  | 'Stopped'
  | 'Starting'
  | 'Deleting'
  | 'Deleted'
  | 'DeleteFailed'
  | 'Failed';

/**
 * What a deadline job is doing. `waiting`: it lacks units; `restarting`: it has them all, and makes no progress yet;
 * `saving`: it writes a checkpoint, and makes none either.
 */
export type JobPhase = 'waiting' | 'restarting' | 'working' | 'saving' | 'done';

/** Why an entry of the list was passed over. */
export type Refusal =
  'price-above-ceiling' | 'out-of-stock' | 'entry-capacity-reached' | 'not-spot-capable' | 'unknown-type';

/** The facts of one placement. Entities are named by their index in the run's directory. */
export interface Acquisition {
  readonly service: number;
  /** Global replica index; `Directory.slotOf` gives its number within the service. */
  readonly replica: number;
  readonly entry: number;
  /** Pool index; -1 for a dedicated machine. */
  readonly pool: number;
  readonly tier: Tier;
  /** Micro-units per hour; Infinity for standard and dedicated. */
  readonly ceiling: number;
  /** Price of the tier at this instant, micro-units per hour. */
  readonly price: number;
  /** First second outside protection; equal to the second of acquisition where there is none. */
  readonly protectedUntil: number;
  /** True where the service's price is locked until `protectedUntil` (A5). */
  readonly locked: boolean;
  /** Gibibytes of system disk. */
  readonly disk: number;
  /** True if this replica replaces a preempted one. */
  readonly reallocation: boolean;
}

/** Names of what the indices in events stand for. Replicas are added while the run goes on. */
export interface Directory {
  readonly pools: readonly string[];
  /** Services, and the deadline jobs after them. */
  readonly services: readonly string[];
  readonly dedicated: readonly string[];
  /** Absent: none. */
  readonly plans?: readonly string[];
  readonly demands?: readonly string[];
  serviceOf(replica: number): number;
  slotOf(replica: number): number;
}
