import type { MicroPerHour } from '../../units/index.js';
import { eachHold, type Segment } from './sample.js';

/** Seconds at each price, ascending by price. */
export interface Marginal {
  readonly value: Float64Array;
  readonly weight: Float64Array;
  readonly total: number;
}

/** How long each price was in force. */
export function marginalOf(segments: readonly Segment[]): Marginal {
  const seconds = new Map<number, number>();
  eachHold(segments, (value, held) => seconds.set(value, (seconds.get(value) ?? 0) + held));
  const value = Float64Array.from(seconds.keys()).sort();
  const weight = value.map((one) => seconds.get(one) ?? 0);
  return { value, weight, total: weight.reduce((sum, one) => sum + one, 0) };
}

/** The smallest price with at least this share of the time at or below it. */
export function quantileOf({ value, weight, total }: Marginal, share: number): MicroPerHour {
  let sum = 0;
  for (let index = 0; index < value.length; index += 1) {
    sum += weight[index];
    if (sum >= share * total) return value[index];
  }
  return value[value.length - 1];
}

const SHARES = [0.25, 0.5, 0.75, 0.9, 0.95, 0.1, 0.98, 0.4, 0.6, 0.05, 0.99];

/**
 * Up to `count` ceilings: each half way from a quantile (25, 50, 75, 90, 95 %, then others) to the next price that
 * occurred, so that nothing hangs on how equality is judged.
 */
export function ceilingsFor(marginal: Marginal, count = 5): readonly MicroPerHour[] {
  const { value } = marginal;
  const found = new Set<number>();
  for (const share of SHARES) {
    const index = value.indexOf(quantileOf(marginal, share));
    if (index + 1 < value.length && found.size < count)
      found.add(Math.floor((value[index] + value[index + 1]) / 2));
  }
  for (let index = value.length - 2; index >= 0 && found.size < count; index -= 1)
    found.add(Math.floor((value[index] + value[index + 1]) / 2));
  return [...found].sort((a, b) => a - b);
}

const MULTIPLES = [0.25, 0.35, 0.5, 0.75, 1];

/**
 * Five multiples of the standard price, 0.25 to 1, where it is known and the price passed one of them; else five by
 * the history's own quantiles.
 */
export function usualCeilings(marginal: Marginal, standardPrice?: MicroPerHour): readonly MicroPerHour[] {
  const { value } = marginal;
  const multiples = MULTIPLES.map((multiple) => Math.round(multiple * (standardPrice ?? 0)));
  const bites = multiples.some((ceiling) => ceiling >= value[0] && ceiling < value[value.length - 1]);
  return bites ? multiples : ceilingsFor(marginal);
}
