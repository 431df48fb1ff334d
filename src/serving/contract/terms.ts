import type { PlanQuota } from '../../events/index.js';
import type { Seconds } from '../../units/index.js';

/** How a plan is bought. It cannot be changed after creation: one unpublishes, and buys anew (R36). */
export type PlanBilling =
  | { readonly method: 'hourly' }
  /** PTU for a number of days, paid in advance (R40-R45). */
  | { readonly method: 'upfront'; readonly days: number; readonly autoRenew: boolean }
  /** Model units by the month of 30 days (R53, A37). */
  | { readonly method: 'monthly'; readonly autoRenew: boolean };

/** What a plan was agreed on; the same in every replication. */
export interface PlanTerms {
  readonly kind: 'ptu' | 'model-unit';
  readonly billing: PlanBilling;
  /** What is bought first. */
  readonly quota: PlanQuota;
  /** Tokens a minute of one model unit; a scaling of units scales them. */
  readonly perUnit?: { readonly input: number; readonly output: number } | undefined;
  /** From purchase to Running. */
  readonly deploy: Seconds;
  /** Whether the workspace may deploy the model (R60). */
  readonly permitted: boolean;
  /** Bought at second 0; otherwise by an action of the timeline. */
  readonly atStart: boolean;
}
