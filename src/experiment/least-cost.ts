import type { LeastTerms, Steps } from '../model/index.js';
import { HOUR } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import { cheapest, shelvesOf, sortByRate } from './shelf.js';
import { StepCursor } from './step-cursor.js';

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
  const shelves = shelvesOf(kinds);
  const [wanted, served] = [new StepCursor(desired), new StepCursor(ready)];
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
