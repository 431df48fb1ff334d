import { copyPlain, MINUTE } from '../units/index.js';
import { PASS, type Excess, type Server } from './server.js';

/** Tokens a minute, by side. */
export interface Throughput {
  readonly input: number;
  readonly output: number;
}

export interface QueueLimits {
  /** The most calls that wait. */
  readonly max: number;
  /** The longest wait, in seconds. */
  readonly wait: number;
}

interface State {
  /** Tokens a minute of the replicas that are ready. */
  capacity: Throughput;
  /** Tokens taken and not yet worked off, at `at`. */
  input: number;
  output: number;
  at: number;
  /** Tokens taken so far. */
  takenInput: number;
  takenOutput: number;
  /** Of each call that may still wait: tokens of both sides taken before it, one after the other. */
  ahead: number[];
  /** First of them that waits. */
  head: number;
}

/** Numbers at the head of the line that are kept before it is closed up; even. */
const STALE = 2048;
/** Seconds and tokens below this are the rounding of doubles. */
const NOTHING = 1e-6;

/**
 * The ready replicas of a service as one fluid server: they work off input and output tokens side by side, each at
 * the sum of the replicas' rates, first in, first out. A call waits for the tokens before it; one that would wait
 * longer than `wait`, or would be one waiting more than `max`, is not taken. With nobody ready nothing is worked
 * off and nothing taken.
 */
export class FleetServer implements Server {
  #state: State = {
    capacity: { input: 0, output: 0 },
    input: 0,
    output: 0,
    at: 0,
    takenInput: 0,
    takenOutput: 0,
    ahead: [],
    head: 0,
  };

  constructor(private readonly limits: QueueLimits) {}

  /** From this instant on other replicas are ready; what has come before must have been admitted. */
  change(at: number, capacity: Throughput): void {
    this.#drain(at);
    this.#state.capacity = capacity;
  }

  admit(at: number, input: number, output: number): number {
    const { capacity } = this.#state;
    if (capacity.input <= 0 || capacity.output <= 0) return PASS;
    this.#drain(at);
    const state = this.#state;
    const wait = MINUTE * Math.max(state.input / capacity.input, state.output / capacity.output);
    if (wait > this.limits.wait + NOTHING) return PASS;
    if (wait > NOTHING) {
      if (this.#waiting() >= this.limits.max) return PASS;
      state.ahead.push(state.takenInput, state.takenOutput);
    }
    state.input += input;
    state.output += output;
    state.takenInput += input;
    state.takenOutput += output;
    return 0;
  }

  // A line within a minute cannot be told from the minute's sums.
  fit(): number {
    return 0;
  }

  excess(): Excess {
    return PASS;
  }

  tierOf(): number {
    return 0;
  }

  beginWindow(): void {}

  save(): unknown {
    return copyPlain(this.#state);
  }

  restore(saved: unknown): void {
    this.#state = copyPlain(saved as State);
  }

  #drain(at: number): void {
    const state = this.#state;
    const minutes = (at - state.at) / MINUTE;
    state.input = Math.max(0, state.input - state.capacity.input * minutes);
    state.output = Math.max(0, state.output - state.capacity.output * minutes);
    state.at = at;
  }

  /** Calls whose turn has not come: of the tokens before them some are left, on one side or both. */
  #waiting(): number {
    const state = this.#state;
    const { ahead } = state;
    const doneInput = state.takenInput - state.input + NOTHING;
    const doneOutput = state.takenOutput - state.output + NOTHING;
    while (state.head < ahead.length && ahead[state.head] <= doneInput && ahead[state.head + 1] <= doneOutput)
      state.head += 2;
    if (state.head > STALE) {
      state.ahead = state.ahead.slice(state.head);
      state.head = 0;
    }
    return (state.ahead.length - state.head) / 2;
  }
}
