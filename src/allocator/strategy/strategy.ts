import type { MicroPerHour, Seconds } from '../../units/index.js';
import type { OfferTier } from '../offer.js';

/** One thing that a replica may run on: an entry of the service's list in one pool, or on dedicated machines. */
export interface Choice {
  /** Position of the entry in the scenario's `instances`. */
  readonly entry: number;
  readonly type: string;
  /** Null on dedicated machines. */
  readonly pool: string | null;
  readonly zone: string | null;
  readonly tier: OfferTier;
  /** The listed limit: the most that a bid may be, micro-units per hour; Infinity where nothing is bid. */
  readonly limit: MicroPerHour;
  /** Micro-units per hour; 0 on dedicated machines. */
  readonly standardPrice: MicroPerHour;
  /** Serving capacity of one unit. */
  readonly weight: number;
}

/** A replica that counts towards what the strategy asked for. One that it gave up is gone from its sight. */
export interface OwnReplica {
  /** Number of the replica within its service. */
  readonly slot: number;
  /** Name of the group it was asked for in. */
  readonly group: string;
  /** `noticed`: the provider takes it back; it serves until then if it was ready. */
  readonly state: 'waiting' | 'starting' | 'ready' | 'noticed';
  /** When its request was made. */
  readonly askedAt: Seconds;
  /** What it runs on: an index into `choices`; -1 while it waits, or if the list has changed since. */
  readonly choice: number;
  /** Micro-units per hour; Infinity where there is none. */
  readonly ceiling: MicroPerHour;
}

/** What has happened to the service (or job) since the strategy was asked last. */
export interface News {
  readonly at: Seconds;
  /**
   * `deployed`: the service begins, or begins anew after a stop or an update; `released`: a unit that the provider
   * took is gone; `refused`: a request found nothing on its list (told once per request and group).
   */
  readonly kind: 'deployed' | 'wake-up' | 'price' | 'demand' | 'refused' | 'ready' | 'noticed' | 'released';
  /** The replica; -1 where it is of no one. */
  readonly slot: number;
  /** Group of the replica; empty where it is of no one. */
  readonly group: string;
  /** What it ran on, an index into `choices`; -1 where nothing. */
  readonly choice: number;
}

/** Prices of one pool so far: each holds from its second to the next one's, the last until `until`. */
export interface SeenPrices {
  /** The first is the window's beginning, or the run's. */
  readonly at: readonly Seconds[];
  /** Micro-units per hour. */
  readonly price: readonly MicroPerHour[];
  readonly until: Seconds;
}

/** A deadline job, as whoever runs it sees it; all in seconds. */
export interface JobProgress {
  /** Seconds of the run: of its submission, and by when it must be done. */
  readonly submitted: Seconds;
  readonly deadline: Seconds;
  /** The whole of the work. */
  readonly work: Seconds;
  /** What every start and change of units takes. */
  readonly restart: Seconds;
  readonly checkpoint: { readonly every: Seconds; readonly cost: Seconds } | null;
  readonly phase: 'waiting' | 'restarting' | 'working' | 'saving' | 'done';
  /** Work done. */
  readonly done: Seconds;
  /** What a preemption at this instant would leave of it: all, where there are no checkpoints. */
  readonly saved: Seconds;
  /** What is left of a restart under way. */
  readonly restarting: Seconds;
  /** What the work that is not saved takes on units that are never taken: checkpoints included, a restart not. */
  readonly needed: Seconds;
}

/** What a client of the provider can see, and nothing else: no future, and no stock unless it is published. */
export interface Observation {
  readonly at: Seconds;
  /** Replicas that the service wants. */
  readonly desired: number;
  /** Absent for a service. */
  readonly job?: JobProgress;
  /** The universe: what the scenario lists for the service, in its order. */
  readonly choices: readonly Choice[];
  readonly replicas: readonly OwnReplica[];
  readonly news: readonly News[];
  /** Price of the choice now, in its tier; micro-units per hour. */
  readonly price: (choice: number) => MicroPerHour;
  /** Its prices within the strategy's `window`, in its tier. */
  readonly history: (choice: number) => SeenPrices;
  /** Free units where they are published, and free dedicated machines; otherwise undefined. */
  readonly spare: (choice: number) => number | undefined;
}

/** A choice, and the most that is paid there for a unit acquired from here on. */
export interface Bid {
  /** Index into `choices`. */
  readonly choice: number;
  /** Whole micro-units per hour, at most the listed limit; the limit where absent. */
  readonly ceiling?: MicroPerHour;
}

/** So many replicas that are to be found somewhere on one ordered list. */
export interface Group {
  /** Names the group from one decision to the next; its place in the answer where absent. */
  readonly name?: string;
  /** Walked in this order for every request of the group. */
  readonly entries: readonly Bid[];
  readonly count: number;
  /** Slots of replicas that belong to this group from here on, whichever they were asked for in. */
  readonly members?: readonly number[];
  /** `make-first`: ready replicas beyond the count go only as far as the service keeps those it wants ready. */
  readonly handover?: 'at-once' | 'make-first';
}

/** The state to keep, what is wanted, and when to ask again at the latest (a second after the present one). */
export type StrategyAnswer<S> = readonly [state: S, groups: readonly Group[], wakeAt?: Seconds];

/**
 * Decides what a service asks for. It must be a pure function of its arguments, and its state plain data (numbers,
 * texts, booleans, null, arrays and records), since it is saved with the run.
 */
export interface Strategy<S = unknown> {
  /** The state at deployment, and after every update. */
  readonly initial: S;
  /** How long prices are remembered for it; 0 unless told. */
  readonly window?: Seconds;
  /** Whether a change of a price is a reason to ask; true unless told. */
  readonly followsPrices?: boolean;
  /** Whether free units are published to it; only a provider's own strategy, or one that is told so, sees them. */
  readonly seesSpare?: boolean;
  /** Whether a new bid replaces the ceiling of units that are held already; false unless the scenario says so. */
  readonly rebid?: boolean;
  /**
   * Called at the deployment, a wake-up, a change of price or of the desired replicas, a notice, a release, a replica
   * that is ready, a refusal (what happens while requests are walked is told one second later).
   */
  decide(state: S, seen: Observation): StrategyAnswer<S>;
}

/** Makes a strategy from the parameters that stand beside its name. */
export type StrategyFactory<P = Readonly<Record<string, unknown>>> = (parameters: P) => Strategy;
