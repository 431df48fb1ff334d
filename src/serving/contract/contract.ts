import type { PlanOrder, PlanQuota, PlanState } from '../../events/index.js';
import type { Seconds } from '../../units/index.js';

/** Where one plan stands; plain data. */
export interface Contract {
  readonly plan: number;
  /** Null before its first purchase. */
  state: PlanState | null;
  quota: PlanQuota;
  /** The second at which the validity in force ends; Infinity where it is billed by the hour. */
  until: Seconds;
  /** The second at which the contract began to run. */
  runningSince: Seconds;
  /** Prepaid orders that are in force. */
  orders: PlanOrder[];
  /** Handle of what falls due next; -1 for nothing. */
  due: number;
}

const NOTHING: PlanQuota = { inputTpm: 0, outputTpm: 0, units: 0 };

export const newContract = (plan: number): Contract => ({
  plan,
  state: null,
  quota: NOTHING,
  until: Infinity,
  runningSince: Infinity,
  orders: [],
  due: -1,
});

/** Calls are taken: while it runs, and in the grace after the end of validity or of the balance (R44, R46, A29). */
export const isServing = ({ state }: Contract): boolean =>
  state === 'Running' || state === 'Stopping' || state === 'Overdue';

/** It holds resources of the platform. */
export const isAlive = ({ state }: Contract): boolean =>
  state !== null && state !== 'Released' && state !== 'DeployFailed';

export function endContract(contract: Contract): void {
  contract.quota = NOTHING;
  contract.until = Infinity;
  contract.runningSince = Infinity;
  contract.orders = [];
}
