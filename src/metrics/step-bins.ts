import type { Seconds } from '../units/index.js';

/**
 * A step function of time over equal columns of the horizon: what it was when a column began and ended, its least
 * and greatest value there, and its time mean. NaN where it had no value yet.
 */
export interface BinnedSteps {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly mean: Float64Array;
}

/**
 * Takes a step function as it goes, in memory that depends on the columns only. Nothing is left out: a value that
 * stood for one second of a month is in its column's least or greatest. A value replaced in its own second is not
 * seen, as in all metrics (rank 9).
 */
export class StepBins {
  readonly #horizon: Seconds;
  readonly #bins: BinnedSteps;
  readonly #covered: Float64Array;
  #since: Seconds = 0;
  #value = NaN;

  constructor(horizon: Seconds, columns: number) {
    const size = Math.max(1, Math.min(columns, horizon));
    const empty = (): Float64Array => new Float64Array(size).fill(NaN);
    this.#horizon = Math.max(1, horizon);
    this.#bins = {
      first: empty(),
      last: empty(),
      least: empty(),
      most: empty(),
      mean: new Float64Array(size),
    };
    this.#covered = new Float64Array(size);
  }

  /** The value from this second on; seconds never fall. */
  set(at: Seconds, value: number): void {
    this.#settle(at);
    this.#value = value;
  }

  /** The columns, with the last value standing until the horizon. */
  finish(): BinnedSteps {
    this.#settle(this.#horizon);
    const mean = this.#bins.mean.map((sum, i) => (this.#covered[i] > 0 ? sum / this.#covered[i] : NaN));
    return { ...this.#bins, mean };
  }

  #settle(to: Seconds): void {
    const from = this.#since;
    const until = Math.min(to, this.#horizon);
    if (until <= from) return;
    this.#since = until;
    if (Number.isNaN(this.#value)) return;
    const size = this.#covered.length;
    const width = this.#horizon / size;
    for (let column = Math.floor((from * size) / this.#horizon); column < size; column += 1) {
      const seconds = Math.min(until, (column + 1) * width) - Math.max(from, column * width);
      if (seconds <= 0) break;
      this.#add(column, seconds);
    }
  }

  #add(column: number, seconds: number): void {
    const { first, last, least, most, mean } = this.#bins;
    const value = this.#value;
    if (Number.isNaN(first[column])) first[column] = value;
    last[column] = value;
    least[column] = Number.isNaN(least[column]) ? value : Math.min(least[column], value);
    most[column] = Number.isNaN(most[column]) ? value : Math.max(most[column], value);
    mean[column] += value * seconds;
    this.#covered[column] += seconds;
  }
}
