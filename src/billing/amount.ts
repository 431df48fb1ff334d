import { HOUR, type Micro, type MicroPerHour, type Seconds } from '../units/index.js';

/**
 * An exact amount of money: whole micro-units, and what is left in 1/3600 of one (0 <= parts < 3600), since
 * rates are per hour and time is in seconds.
 */
export interface Amount {
  whole: Micro;
  parts: number;
}

export const nothing = (): Amount => ({ whole: 0, parts: 0 });

/**
 * Adds rate x seconds, exactly: hours and the seconds beyond them apart, so that no product passes 2^53
 * for any rate up to MAX_PRICE and any time up to MAX_DURATION. `seconds` may be negative.
 */
export function charge(amount: Amount, rate: MicroPerHour, seconds: Seconds): void {
  const hours = Math.trunc(seconds / HOUR);
  add(amount, rate * hours, rate * (seconds - hours * HOUR));
}

/** Adds whole micro-units and any whole number of parts, and brings the parts back into their range. */
export function add(amount: Amount, whole: Micro, parts: number): void {
  const sum = amount.parts + parts;
  // Below 2^53 the rounding of this quotient cannot reach the next whole number, and `%` is many times slower.
  const carried = Math.floor(sum / HOUR);
  amount.whole += whole + carried;
  amount.parts = sum - carried * HOUR;
}

/** The amount in whole micro-units, half up. */
export const rounded = (amount: Amount): Micro => amount.whole + (2 * amount.parts >= HOUR ? 1 : 0);
