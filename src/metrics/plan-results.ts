import type { PlanState } from '../events/index.js';

/** Calls or tokens of a plan: what was offered is served, passed on to the next plan (overflow), or rejected. */
export interface Fate {
  readonly offered: number;
  readonly served: number;
  readonly overflowed: number;
  readonly rejected: number;
}

/** When a bought plan pays, by the price tables alone but for the mix of tokens; null where a price is missing. */
export interface BreakEven {
  /** Utilisation from which it costs no more than plain calls; above 1: never. */
  readonly callsUtilisation: number | null;
  /** Hours a day from which PTU by the day costs no more than by the hour. */
  readonly hoursPerDay: number | null;
  /** Hours a month from which model units by the month cost no more than by the hour. */
  readonly hoursPerMonth: number | null;
}

/** What a plan did, and what it cost. Tokens are of both sides unless said otherwise. */
export interface PlanMetrics extends Fate {
  readonly kind: 'eas' | 'ptu' | 'model-unit' | 'calls';
  /** Input and output tokens served. */
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Input and output tokens that came to the plan. */
  readonly offeredIn: number;
  readonly offeredOut: number;
  readonly requests: Fate;
  /** Share of the bought (or ready) throughput that was used, of the side used more; null where there is none. */
  readonly utilisation: number | null;
  /** Calendar minutes in which calls were passed on. */
  readonly overflowMinutes: number;
  /** Share of the minutes with calls in which some were passed on; null without calls. */
  readonly overflowShare: number | null;
  /** Line items, in the currency; of an EAS plan those of its service. */
  readonly cost: number;
  /** Per million tokens served; null if none were. */
  readonly costPerMillionTokens: number | null;
  /** Null for plans that are not bought. */
  readonly breakEven: BreakEven | null;
  /** At the end of the run; null for plans without a contract. */
  readonly state: PlanState | null;
  readonly stateReason: string;
}

/** What became of one demand. */
export interface DemandMetrics {
  readonly requests: Omit<Fate, 'overflowed'>;
  readonly tokens: Omit<Fate, 'overflowed'>;
  /** Share of the tokens that were served; null if none were asked for. */
  readonly servedShare: number | null;
}
