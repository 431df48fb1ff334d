import type { Micro, MicroPerHour } from '../units/index.js';
import type { Directory } from '../events/index.js';

export type PlacementMode = 'spot' | 'standard' | 'dedicated';

/** What metrics need to know of a pool, by index. */
export interface PoolFacts {
  readonly type: string;
  readonly standardPrice: MicroPerHour;
  /** Serving capacity of one instance. */
  readonly weight: number;
}

/** What metrics need to know of a service, by index. */
export interface ServiceFacts {
  /** Fewest ready replicas with which the service is up, given the desired ones. */
  readonly minReady: (desired: number) => number;
  /** Weight of the first listed type: that of a desired replica. */
  readonly firstWeight: number;
  /** Standard price of the first entry that is not dedicated, in its first listed pool; null for none. */
  readonly standardReference: MicroPerHour | null;
  /** The list as first configured: its entries show among the placements even if never taken. */
  readonly entries?: readonly { readonly type: string; readonly mode: PlacementMode }[];
  /** It is a deadline job; jobs come after all services. */
  readonly job?: JobFacts;
}

/** What metrics need to know of a deadline job. */
export interface JobFacts {
  /** Second of its submission. */
  readonly at: number;
  /** From its submission. */
  readonly deadline: number;
  /** Replica-seconds that it takes on units that are never taken: work, one restart, checkpoints. */
  readonly leastReplicaSeconds: number;
}

export interface MetricsInputs {
  readonly directory: Directory;
  readonly pools: readonly PoolFacts[];
  readonly services: readonly ServiceFacts[];
  readonly dedicated: readonly { readonly weight: number }[];
  /** Index of the dedicated machines that an entry means now; without it the first ones (as in billing). */
  readonly dedicatedOf?: (service: number, entry: number) => number;
  readonly billingStart: 'running' | 'provisioned';
}

/** The bill, as `BillingMeter.totals` gives it: whole micro-units. */
export interface LedgerTotals {
  readonly services: readonly {
    readonly spot: Micro;
    readonly standard: Micro;
    readonly disk: Micro;
    readonly placements: readonly {
      readonly entry: number;
      /** Pool index; -1 for dedicated machines. */
      readonly pool: number;
      readonly mode: PlacementMode;
      readonly amount: Micro;
    }[];
  }[];
  readonly dedicated: Micro;
  /** Of plans; absent: there are none. */
  readonly ptu?: Micro;
  readonly modelUnit?: Micro;
  readonly calls?: Micro;
}

/** The `type` of an entry that means dedicated machines. */
export const DEDICATED_TYPE = 'dedicated_resource';
