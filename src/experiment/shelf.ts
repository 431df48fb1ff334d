import type { LeastTerms } from '../model/index.js';
import { StepCursor } from './step-cursor.js';

/** One kind of unit at an instant: what one costs per hour, and how many there are. */
export interface Shelf {
  readonly rate: StepCursor;
  readonly most: StepCursor;
}

export const shelvesOf = (kinds: readonly LeastTerms[]): Shelf[] =>
  kinds.map(({ rate, most }) => ({ rate: new StepCursor(rate), most: new StepCursor(most) }));

/** The cheapest first; by insertion, since from one instant to the next little changes. */
export function sortByRate(shelves: Shelf[]): void {
  for (let end = 1; end < shelves.length; end += 1) {
    const shelf = shelves[end];
    let place = end;
    for (; place > 0 && shelves[place - 1].rate.value > shelf.rate.value; place -= 1)
      shelves[place] = shelves[place - 1];
    shelves[place] = shelf;
  }
}

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
