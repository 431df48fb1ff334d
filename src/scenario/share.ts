import { invariant } from '../units/index.js';
import type { CountOrPercent } from './schema/numbers.js';

/** A share of the desired replicas; percentages are taken in whole numbers, so that 2 % of 50 is 1. */
export function shareOf(amount: CountOrPercent, desired: number, round: (value: number) => number): number {
  if ('count' in amount) return amount.count;
  invariant(amount.percent >= 0, 'a percent is not negative');
  return round((Math.round(amount.percent * 1e6) * desired) / 1e8);
}

/** Units that an entry's `capacity` lets in: a percent of the desired replicas rounds down, and is at least 1. */
export const roomOf = (capacity: CountOrPercent, desired: number): number =>
  'count' in capacity ? capacity.count : Math.max(1, shareOf(capacity, desired, Math.floor));
