import type { Seconds } from '../units/index.js';
import type { StepProcess } from './step-process.js';

/** One step of a given series: `value` is in force from `at` on. */
export interface GivenStep {
  readonly at: Seconds;
  readonly value: number;
}

/** A value that never changes. */
export const constantProcess = (value: number): StepProcess => givenSteps([{ at: 0, value }]);

/** The steps as given; the first is at 0 and their seconds grow strictly. */
export const givenSteps = (steps: readonly GivenStep[]): StepProcess => new GivenSteps(steps);

class GivenSteps implements StepProcess {
  value: number;
  nextAt: number;
  readonly #steps: readonly GivenStep[];
  #index = 0;

  constructor(steps: readonly GivenStep[]) {
    this.#steps = steps;
    this.value = steps[0].value;
    this.nextAt = steps.length > 1 ? steps[1].at : Infinity;
  }

  advance(): void {
    this.#moveTo(this.#index + 1);
  }

  save(): unknown {
    return this.#index;
  }

  restore(saved: unknown): void {
    this.#moveTo(saved as number);
  }

  #moveTo(index: number): void {
    this.#index = index;
    this.value = this.#steps[index].value;
    this.nextAt = index + 1 < this.#steps.length ? this.#steps[index + 1].at : Infinity;
  }
}
