import type { Seconds } from '../units/index.js';

/** Sums of what flows, over equal columns of the horizon. */
export class FlowBins {
  readonly #horizon: Seconds;
  readonly #sums: Float64Array;

  constructor(horizon: Seconds, columns: number) {
    this.#horizon = Math.max(1, horizon);
    this.#sums = new Float64Array(Math.max(1, Math.min(columns, horizon)));
  }

  /** What flowed in a window that ended at this second: it counts in the column of the window's last one. */
  add(end: Seconds, amount: number): void {
    const size = this.#sums.length;
    const column = Math.floor((Math.max(0, end - 1) * size) / this.#horizon);
    this.#sums[Math.min(size - 1, column)] += amount;
  }

  finish(): Float64Array {
    return this.#sums;
  }
}
