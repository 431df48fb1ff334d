import type { Micro, MicroPerHour, Seconds } from '../units/index.js';

/** The scenario's rules that say what is billed. */
export interface BillingRules {
  /** Compute is billed from the replica being ready in a running service, or from its placement (A1, R2). */
  readonly billingStart: 'running' | 'provisioned';
  /** Compute of a run that has ended is charged in whole multiples of this; at least 1 (A24). */
  readonly billingIncrement: Seconds;
  /** What is free where the provider ends a spot run. */
  readonly interruptedFree: 'none' | 'first-hour' | 'last-increment';
  /** Outside protection no rate above the ceiling (A9). */
  readonly capAtCeiling: boolean;
}

/** Seconds since placement within which an interrupted run is free (`interruptedFree: first-hour`). */
export const FREE_SPAN: Seconds = 3600;

/** Gibibytes of system disk that come free with every instance on public resources (R3). */
export const FREE_DISK = 30;

/** What things cost: prices in micro-units per hour, by the index of pool and dedicated machines. */
export interface BillingRates {
  /** Per gibibyte-hour. */
  readonly prices: { readonly diskGiBHour: Micro };
  readonly pools: readonly { readonly standardPrice: MicroPerHour }[];
  /** `diskFree` in gibibytes per replica. */
  readonly dedicated: readonly { readonly price: MicroPerHour; readonly diskFree: number }[];
}
