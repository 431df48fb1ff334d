import type { LeastTerms, Steps } from '../model/index.js';
import type { Seconds } from '../units/index.js';

/** What a service asks of its market at least, and what that costs. */
export interface LeastCost {
  /** Replica-seconds: at every instant as many of the desired ones as could be ready at all. */
  readonly readySeconds: number;
  /** Of having these ready, in micro-units. */
  readonly cost: number;
  /** Of having as many of the desired ones ready at every instant as the run had, in micro-units. */
  readonly costAsReady: number;
}

/** Over time: how many replicas were wanted, and how many served. */
export interface Service {
  readonly desired: Steps;
  readonly ready: Steps;
}

/**
 * The least cost of a service with perfect foresight, from second 0 to `until`: at every instant its replicas run on
 * the cheapest units that there are. Units change hands at no cost, so that each instant is settled by itself; a kind
 * of unit gives no more than it has.
 */
export function leastCost(
  kinds: readonly LeastTerms[],
  { desired, ready }: Service,
  until: Seconds,
): LeastCost {
  const shelves = kinds.map(({ rate, most }) => ({ rate: new Cursor(rate), most: new Cursor(most) }));
  const [wanted, served] = [new Cursor(desired), new Cursor(ready)];
  const all = [wanted, served, ...shelves.flatMap(({ rate, most }) => [rate, most])];
  const sums = { readySeconds: 0, cost: 0, costAsReady: 0 };
  for (let now = 0; now < until;) {
    let next = until;
    for (const cursor of all) next = Math.min(next, cursor.until);
    if (wanted.value > 0) {
      sortByRate(shelves);
      const whole = cheapest(shelves, wanted.value);
      const same = cheapest(shelves, Math.min(wanted.value, served.value));
      sums.readySeconds += whole.units * (next - now);
      sums.cost += whole.rate * (next - now);
      sums.costAsReady += same.rate * (next - now);
    }
    for (const cursor of all) cursor.moveTo(next);
    now = next;
  }
  return { ...sums, cost: sums.cost / HOUR, costAsReady: sums.costAsReady / HOUR };
}

const HOUR = 3600;

interface Shelf {
  readonly rate: Cursor;
  readonly most: Cursor;
}

/** A place in a step function. */
class Cursor {
  #step = 0;

  constructor(private readonly steps: Steps) {}

  get value(): number {
    return this.steps.value[this.#step];
  }

  /** The second of the next step. */
  get until(): Seconds {
    return this.steps.at[this.#step + 1] ?? Infinity;
  }

  moveTo(second: Seconds): void {
    if (this.until === second) this.#step += 1;
  }
}

/** By insertion: from one instant to the next little changes. */
function sortByRate(shelves: Shelf[]): void {
  for (let end = 1; end < shelves.length; end += 1) {
    const shelf = shelves[end];
    let place = end;
    for (; place > 0 && shelves[place - 1].rate.value > shelf.rate.value; place -= 1)
      shelves[place] = shelves[place - 1];
    shelves[place] = shelf;
  }
}

/** Takes units from the cheapest on: how many there are, and what they cost per hour together. */
function cheapest(
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
