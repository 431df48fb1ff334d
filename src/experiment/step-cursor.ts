import type { Steps } from '../model/index.js';
import type { Seconds } from '../units/index.js';

/** A place in a step function, which begins at second 0. */
export class StepCursor {
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
