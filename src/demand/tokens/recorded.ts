import type { Traffic } from './traffic.js';

/** Requests as they were recorded, oldest first; seconds since the run's start, with fractions. */
export interface RecordedRequests {
  readonly at: Float64Array;
  readonly input: Float64Array;
  readonly output: Float64Array;
}

/** Those requests, from second 0 on; after the last there are none. */
export const recordedTraffic = (requests: RecordedRequests): Traffic => new Recorded(requests);

class Recorded implements Traffic {
  nextAt = Infinity;
  input = 0;
  output = 0;
  #index = 0;

  constructor(private readonly requests: RecordedRequests) {
    const { at } = requests;
    while (this.#index < at.length && at[this.#index] < 0) this.#index += 1;
    this.#look();
  }

  take(): void {
    const { input, output } = this.requests;
    this.input = input[this.#index];
    this.output = output[this.#index];
    this.#index += 1;
    this.#look();
  }

  countUntil(end: number): number {
    const first = this.#index;
    let input = 0;
    let output = 0;
    while (this.nextAt < end) {
      this.take();
      input += this.input;
      output += this.output;
    }
    this.input = input;
    this.output = output;
    return this.#index - first;
  }

  save(): unknown {
    return this.#index;
  }

  restore(saved: unknown): void {
    this.#index = saved as number;
    this.#look();
  }

  #look(): void {
    const { at } = this.requests;
    this.nextAt = this.#index < at.length ? at[this.#index] : Infinity;
  }
}
