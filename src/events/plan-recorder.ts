import type { Seconds } from '../units/index.js';

/**
 * Where a plan that serves tokens stands. `Stopping`: validity is over, calls are served for two hours more;
 * `Retained`: the service has stopped, resources wait for a renewal (R44). `Overdue`: unpaid, still served (R46).
 */
export type PlanState =
  'Deploying' | 'Running' | 'Stopping' | 'Retained' | 'Overdue' | 'Released' | 'DeployFailed';

/** What of a plan is bought: tokens per minute of a PTU plan, or model units; the other is 0. */
export interface PlanQuota {
  readonly inputTpm: number;
  readonly outputTpm: number;
  readonly units: number;
}

/** A prepaid order: what it buys, from when, and for how many days it is charged. */
export interface PlanOrder extends PlanQuota {
  readonly days: number;
  /** Second of payment (PTU), or from which it is charged (model units). */
  readonly from: Seconds;
  /** First second after it. */
  readonly until: Seconds;
  /** Within the first month of its contract (R54). */
  readonly firstMonth: boolean;
}

/** Calls of one demand that came to one plan, in one window or part of one. */
export interface PlanCalls {
  readonly demand: number;
  readonly plan: number;
  /** Price tier by the input length of the request; 0 where the plan has one price. */
  readonly tier: number;
  readonly requests: number;
  readonly input: number;
  readonly output: number;
}

/**
 * What happens to plans, beside what happens to pools and services: a port of its own, since the events of the
 * one are counted in windows and those of the other in replicas. Observers implement it; they never act. The object
 * with the calls is used again for the next ones: copy what you keep.
 */
export interface PlanRecorder {
  /** `reason` in words; empty where there is nothing to say. */
  planState(at: Seconds, plan: number, state: PlanState, reason: string): void;
  /** What is bought (of an EAS plan: what its ready replicas serve) from this second on. */
  planQuota(at: Seconds, plan: number, quota: PlanQuota): void;
  planOrdered(at: Seconds, plan: number, order: PlanOrder): void;
  /** Calls that a plan took, told at the end of each window. */
  served(at: Seconds, calls: PlanCalls): void;
  /** Calls that a plan did not take and the next one in the chain was asked for. */
  passedOn(at: Seconds, calls: PlanCalls): void;
  /** Calls that ended here, unserved. */
  rejected(at: Seconds, calls: PlanCalls): void;
}

/** One plan recorder that tells all of these, in the order given. */
export const teePlans = (...recorders: readonly PlanRecorder[]): PlanRecorder => ({
  planState: (at, plan, state, reason) => {
    for (const one of recorders) one.planState(at, plan, state, reason);
  },
  planQuota: (at, plan, quota) => {
    for (const one of recorders) one.planQuota(at, plan, quota);
  },
  planOrdered: (at, plan, order) => {
    for (const one of recorders) one.planOrdered(at, plan, order);
  },
  served: (at, calls) => {
    for (const one of recorders) one.served(at, calls);
  },
  passedOn: (at, calls) => {
    for (const one of recorders) one.passedOn(at, calls);
  },
  rejected: (at, calls) => {
    for (const one of recorders) one.rejected(at, calls);
  },
});
