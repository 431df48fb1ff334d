import type { PlanCalls, PlanRecorder } from '../events/index.js';
import type { Seconds } from '../units/index.js';

/** Requests, input and output tokens of each place. */
const WIDTH = 3;

/** Calls of one demand: how many, and the sums of their tokens. */
export interface Calls {
  readonly requests: number;
  readonly input: number;
  readonly output: number;
}

/**
 * What became of one demand's calls since it was told last: requests, and sums of their tokens. Typed arrays, since
 * it is written at every call.
 */
export class WindowTally {
  readonly #served: Float64Array;
  readonly #passedOn: Float64Array;
  readonly #rejected: Float64Array;
  /** First place of each plan of the chain among those of the tiers. */
  readonly #base: readonly number[];
  /** What is being told; one object for all of it. */
  readonly #calls: { -readonly [key in keyof PlanCalls]: PlanCalls[key] };

  constructor(
    demand: number,
    private readonly chain: readonly number[],
    private readonly tiers: readonly number[],
  ) {
    let places = 0;
    this.#calls = { demand, plan: 0, tier: 0, requests: 0, input: 0, output: 0 };
    this.#base = chain.map((plan) => (places += tiers[plan]) - tiers[plan]);
    this.#served = new Float64Array(places * WIDTH);
    this.#passedOn = new Float64Array(chain.length * WIDTH);
    this.#rejected = new Float64Array(chain.length * WIDTH);
  }

  served(place: number, tier: number, calls: Calls): void {
    add(this.#served, this.#base[place] + tier, calls);
  }

  passedOn(place: number, calls: Calls): void {
    add(this.#passedOn, place, calls);
  }

  rejected(place: number, calls: Calls): void {
    add(this.#rejected, place, calls);
  }

  /** All that was offered to the chain. */
  offered(): Calls {
    const sum = { requests: 0, input: 0, output: 0 };
    for (const side of [this.#served, this.#rejected]) {
      for (let i = 0; i < side.length; i += WIDTH) {
        sum.requests += side[i];
        sum.input += side[i + 1];
        sum.output += side[i + 2];
      }
    }
    return sum;
  }

  /** Tells what there is, and begins anew. */
  tell(at: Seconds, recorder: PlanRecorder): void {
    const { chain, tiers } = this;
    for (let place = 0; place < chain.length; place++) {
      const plan = chain[place];
      for (let tier = 0; tier < tiers[plan]; tier++) {
        if (this.#take(this.#served, this.#base[place] + tier, plan, tier)) recorder.served(at, this.#calls);
      }
      if (this.#take(this.#passedOn, place, plan, 0)) recorder.passedOn(at, this.#calls);
      if (this.#take(this.#rejected, place, plan, 0)) recorder.rejected(at, this.#calls);
    }
  }

  save(): unknown {
    return [this.#served.slice(), this.#passedOn.slice(), this.#rejected.slice()];
  }

  restore(saved: unknown): void {
    const sides = saved as readonly [Float64Array, Float64Array, Float64Array];
    [this.#served, this.#passedOn, this.#rejected].forEach((side, i) => side.set(sides[i]));
  }

  #take(side: Float64Array, place: number, plan: number, tier: number): boolean {
    const at = place * WIDTH;
    if (side[at] === 0) return false;
    const calls = this.#calls;
    calls.plan = plan;
    calls.tier = tier;
    calls.requests = side[at];
    calls.input = side[at + 1];
    calls.output = side[at + 2];
    side[at] = 0;
    side[at + 1] = 0;
    side[at + 2] = 0;
    return true;
  }
}

function add(side: Float64Array, place: number, { requests, input, output }: Calls): void {
  const at = place * WIDTH;
  side[at] += requests;
  side[at + 1] += input;
  side[at + 2] += output;
}
