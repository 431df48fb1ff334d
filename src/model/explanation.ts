import type { OfferTier, Reason } from '../allocator/index.js';
import type { ReleaseCause, ServiceState, SimulationEvent, Tier } from '../events/index.js';
import type { ReplicaState } from '../fleet/index.js';
import type { Seconds } from '../units/index.js';

/** Which replica, and when. */
export interface Question {
  readonly service: string;
  /** The replica's number within its service, from 0. */
  readonly replica: number;
  /** Seconds since the start; all that happens in this second has happened. */
  readonly at: Seconds;
}

/** One step of a walk along the list of instances; prices in the currency per hour. */
export interface WalkStep {
  readonly entry: number;
  readonly type: string;
  /** Null on dedicated machines, and for a type that the region does not have. */
  readonly pool: string | null;
  readonly tier: OfferTier;
  /** Null where there is none. */
  readonly ceiling: number | null;
  /** Price of the tier at that instant; null where none applies. */
  readonly price: number | null;
  /** Free units of the pool, or free dedicated machines; null where the stock is unlimited. */
  readonly free: number | null;
  readonly verdict: 'taken' | Reason;
}

/** One walk of the list from entry 0, up to the entry that was taken (R22, R23). */
export interface Walk {
  readonly at: Seconds;
  /** `rebalancing`: a probe for a better entry, which tries only the entries before the present one. */
  readonly by: 'request' | 'rebalancing';
  readonly placed: boolean;
  readonly steps: readonly WalkStep[];
}

/** The unit that a replica holds. */
export interface Holding {
  readonly entry: number;
  readonly type: string;
  readonly pool: string | null;
  readonly tier: Tier;
  readonly ceiling: number | null;
  readonly acquiredAt: Seconds;
  /** Market price of the tier now, and the rate that is charged now; currency per hour. */
  readonly marketPrice: number;
  readonly paidPrice: number;
  /** The price is locked at that of the acquisition until protection ends (A5). */
  readonly locked: boolean;
  /** First second outside protection; null where there is none, or no longer. */
  readonly protectedUntil: Seconds | null;
  /** Set while the unit is on its way out. */
  readonly leaving: { readonly cause: ReleaseCause; readonly releaseAt: Seconds | null } | null;
}

/** One bid of a strategy, with the limit that the scenario lists; currency per hour, null where there is none. */
export interface BidView {
  readonly entry: number;
  readonly type: string;
  readonly pool: string | null;
  readonly tier: OfferTier;
  readonly ceiling: number | null;
  readonly limit: number | null;
}

/** What a strategy asks for: so many replicas on one ordered list. */
export interface GroupView {
  readonly name: string;
  readonly count: number;
  readonly bids: readonly BidView[];
}

/** What the strategy of a service asks for at an instant. */
export interface StrategyView {
  /** Its name, or its module. */
  readonly name: string;
  /** The group that the replica belongs to; null for none. */
  readonly group: string | null;
  readonly groups: readonly GroupView[];
}

/** Where a replica was, and why. */
export interface Explanation {
  readonly scenario: string;
  readonly variant: string | null;
  readonly seed: string;
  readonly currency: string;
  readonly service: string;
  readonly replica: number;
  readonly at: Seconds;
  /** The same instant by the calendar. */
  readonly instant: string;
  readonly state: ReplicaState;
  readonly since: Seconds | null;
  readonly serviceState: ServiceState;
  readonly serviceReason: string;
  readonly holding: Holding | null;
  /** Null where the list stands for itself. */
  readonly strategy: StrategyView | null;
  /** The last walk for this replica at or before the instant. */
  readonly walk: Walk | null;
  /** While it waits: what the list looks like at the instant. */
  readonly walkNow: Walk | null;
  /** Its last events, oldest first. */
  readonly history: readonly SimulationEvent[];
}
