/** Whole micro-units (1e-6) of the scenario's currency. */
export type Micro = number;

/** Whole micro-units per instance-hour. */
export type MicroPerHour = number;

export const MICRO = 1_000_000;

/**
 * The highest price the schema allows (100,000 per hour). Price x duration then stays below 2^53
 * micro-units, so that sums of whole seconds at whole prices are exact.
 */
export const MAX_PRICE: MicroPerHour = 100_000 * MICRO;

/** A decimal amount as whole micro-units, rounded half away from zero. */
export const toMicro = (amount: number): Micro => Math.sign(amount) * Math.round(Math.abs(amount) * MICRO);

/** Micro-units as a decimal amount. */
export const fromMicro = (micro: Micro): number => micro / MICRO;
