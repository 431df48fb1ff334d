import type { LeastTerms } from '../model/index.js';
import { sortFew } from '../units/index.js';
import { StepCursor } from './step-cursor.js';

/** One kind of unit at an instant: what one costs per hour, and how many there are. */
export interface Shelf {
  readonly rate: StepCursor;
  readonly most: StepCursor;
}

export const shelvesOf = (kinds: readonly LeastTerms[]): Shelf[] =>
  kinds.map(({ rate, most }) => ({ rate: new StepCursor(rate), most: new StepCursor(most) }));

/** The cheapest first. */
export const sortByRate = (shelves: Shelf[]): void => sortFew(shelves, (a, b) => a.rate.value - b.rate.value);

/** Takes units from the cheapest shelf on: how many there are, and what they cost per hour together. */
export function cheapest(
  shelves: readonly Shelf[],
  count: number,
): { readonly units: number; readonly rate: number } {
  let [units, total] = [0, 0];
  for (const { rate, most } of shelves) {
    if (units === count || rate.value === Infinity) break;
    const taken = Math.min(count - units, most.value);
    units += taken;
    total += taken * rate.value;
  }
  return { units, rate: total };
}
