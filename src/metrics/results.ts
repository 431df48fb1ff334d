import type { ServiceState } from '../events/index.js';
import type { PlacementMode } from './inputs.js';
import type { DemandMetrics, PlanMetrics } from './plan-results.js';

/** Counted when notice is given, by cause. */
export interface PreemptionCounts {
  readonly total: number;
  readonly price: number;
  readonly stock: number;
  readonly lifetime: number;
  readonly outage: number;
}

/** Lengths in seconds; spells still open at the horizon count with their length so far, and as `censored`. */
export interface SpellMetrics {
  readonly count: number;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
  readonly censored: number;
}

/** Sums of line items, decimal, in the scenario's currency. */
export interface CostMetrics {
  readonly total: number;
  readonly spot: number;
  readonly standard: number;
  readonly disk: number;
  readonly dedicated: number;
  readonly ptu: number;
  readonly modelUnit: number;
  readonly calls: number;
}

/** What services and totals have in common; see docs/metrics.md for each formula. */
export interface CommonMetrics {
  readonly preemptions: PreemptionCounts;
  readonly preemptionsPer100Hours: number | null;
  readonly acquisitions: number;
  readonly fallbacks: number;
  readonly reallocations: number;
  readonly desiredReplicaSeconds: number;
  readonly readyReplicaSeconds: number;
  readonly shortfallReplicaSeconds: number;
  readonly downSeconds: number;
  readonly outageSeconds: number;
  readonly degradedSeconds: number;
  readonly availability: number | null;
  readonly servedCapacity: number | null;
  readonly deploySeconds: number | null;
  readonly downtimeSpells: SpellMetrics;
  readonly timeToRecover: SpellMetrics;
  readonly waitingSeconds: number;
  readonly protectedHours: { readonly completed: number; readonly broken: number };
  readonly cost: CostMetrics;
  readonly standardCost: number | null;
  readonly relativeCost: number | null;
  readonly costPerReadyHour: number | null;
  readonly wasteShare: number | null;
  /** Denominators of the ratios above: time with d > 0, ready spot units, units whose compute is billed. */
  readonly wantedSeconds: number;
  readonly readySpotReplicaSeconds: number;
  readonly billedReplicaSeconds: number;
}

export interface PlacementMetrics {
  readonly entry: number;
  readonly type: string;
  readonly mode: PlacementMode;
  /** Held time, from acquisition to release. */
  readonly replicaSeconds: number;
  readonly acquisitions: number;
  /** Line items of these units, disk included. */
  readonly cost: number;
}

export interface ServiceMetrics extends CommonMetrics {
  readonly placements: readonly PlacementMetrics[];
  /** At the end of the run; null if no state was ever recorded. */
  readonly state: ServiceState | null;
  readonly stateReason: string;
}

/** What became of a deadline job. Times of its clock are seconds of the whole gang, held ones replica-seconds. */
export interface JobMetrics {
  /** Done by its deadline. */
  readonly met: boolean;
  /** Second of the run; null if it was not done by the end of it. */
  readonly finishedAt: number | null;
  /** After the deadline; 0 in time, null if it was not done by the end of the run. */
  readonly lateSeconds: number | null;
  /** From submission to the end of the work, or of the run: the five that follow, summed. */
  readonly elapsedSeconds: number;
  /** Work done that was not lost. */
  readonly usefulSeconds: number;
  /** Work done that a preemption took away. */
  readonly lostSeconds: number;
  readonly restartSeconds: number;
  readonly checkpointSeconds: number;
  /** Without units, or without all of them. */
  readonly idleSeconds: number;
  /** Useful work by what it was done on; dedicated machines count as standard. */
  readonly usefulSpotSeconds: number;
  readonly usefulStandardSeconds: number;
  /** Starts and changes of units. */
  readonly starts: number;
  readonly preemptions: PreemptionCounts;
  readonly acquisitions: number;
  /** Held time. */
  readonly spotSeconds: number;
  readonly standardSeconds: number;
  /** Line items, disk included. */
  readonly cost: number;
  /** The same work, a restart and its checkpoints at the standard price of the first entry that is not dedicated. */
  readonly standardCost: number | null;
  /** Compute cost / standardCost. */
  readonly relativeCost: number | null;
  readonly placements: readonly PlacementMetrics[];
}

export interface TotalMetrics extends CommonMetrics {
  readonly worstAvailability: number | null;
}

/** Null where the pool has no spot price, or its stock is unlimited. */
export interface PoolMetrics {
  readonly priceMean: number | null;
  readonly priceP95: number | null;
  readonly shareBelowStandard: number | null;
  readonly stockMean: number | null;
  readonly stockOutSeconds: number;
}

export interface Metrics {
  readonly totals: TotalMetrics;
  readonly services: Readonly<Record<string, ServiceMetrics>>;
  readonly pools: Readonly<Record<string, PoolMetrics>>;
  /** Only where the scenario has jobs. */
  readonly jobs?: Readonly<Record<string, JobMetrics>>;
  /** Only where the scenario has plans. */
  readonly plans?: Readonly<Record<string, PlanMetrics>>;
  readonly demand?: Readonly<Record<string, DemandMetrics>>;
}
