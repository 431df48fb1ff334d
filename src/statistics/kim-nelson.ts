import { momentsOf } from './moments.js';
import { h2Of, undecided } from './sequential-boundary.js';

/** What the selection of the least mean among k systems is promised. */
export interface SelectionPlan {
  /** Probability of ending with a system within `delta` of the best is at least 1 - alpha. */
  readonly alpha: number;
  /** The least difference that matters, > 0. */
  readonly delta: number;
  /** First-stage samples of each, at least 2. */
  readonly n0: number;
}

/** A selection in progress: numbers of the systems still in, in ascending order. */
export interface Selection {
  readonly survivors: readonly number[];
  /** Samples of each survivor seen so far. */
  readonly seen: number;
}

/**
 * KN, the fully sequential procedure that keeps the least mean; common random numbers are allowed, and help. Give
 * it samples of the survivors, one row at a time, until one is left. Each comparison errs with alpha / (k - 1).
 * Source: S.-H. Kim and B. L. Nelson, ACM TOMACS 11 (2001) 251-273.
 */
export class KimNelson {
  #survivors: number[];
  readonly #sums: Float64Array;
  readonly #first: number[][];
  #variance: (i: number, l: number) => number = () => NaN;
  readonly #h2: number;
  #seen = 0;

  constructor(
    readonly systems: number,
    readonly plan: SelectionPlan,
    /** Those that take part; all by default. The promise counts `systems` all the same. */
    entrants: readonly number[] = Array.from({ length: systems }, (_, i) => i),
  ) {
    this.#survivors = [...entrants];
    this.#sums = new Float64Array(systems);
    this.#first = Array.from({ length: systems }, () => []);
    this.#h2 = systems < 2 ? 0 : h2Of(plan.alpha / (systems - 1), plan.n0);
  }

  get selection(): Selection {
    return { survivors: [...this.#survivors], seen: this.#seen };
  }

  /** One more sample of each survivor; `sample(i)` is that of system i. */
  observe(sample: (system: number) => number): Selection {
    const { n0 } = this.plan;
    this.#seen += 1;
    for (const i of this.#survivors) {
      const value = sample(i);
      this.#sums[i] += value;
      if (this.#seen <= n0) this.#first[i].push(value);
    }
    if (this.#seen === n0) this.#variance = firstStageVariances(this.#first);
    if (this.#seen >= n0) this.#screen();
    return this.selection;
  }

  #screen(): void {
    const { delta } = this.plan;
    const before = this.#survivors;
    this.#survivors = before.filter((i) =>
      before.every((l) => {
        if (l === i) return true;
        const room = undecided({ h2: this.#h2, delta }, this.#variance(i, l), this.#seen);
        // Two that are equal once the triangle has closed would stay for ever: the first of them does.
        if (room === 0 && this.#sums[i] === this.#sums[l]) return i < l;
        return this.#sums[i] <= this.#sums[l] + room;
      }),
    );
  }
}

/** Variance of the difference of two systems in the first stage. */
function firstStageVariances(first: readonly (readonly number[])[]): (i: number, l: number) => number {
  const known = new Map<number, number>();
  return (i, l) => {
    const key = Math.min(i, l) * first.length + Math.max(i, l);
    const before = known.get(key);
    if (before !== undefined) return before;
    const variance = momentsOf(first[i].map((value, r) => value - first[l][r])).variance;
    known.set(key, variance);
    return variance;
  };
}
