import type { StepProcess } from '../../kernel/index.js';
import { stationaryLaw, type Stream } from '../../random/index.js';
import { shownInSeconds, type Background } from './whole-seconds.js';

export interface MarkovModulatedSpec {
  readonly states: readonly { readonly units: number }[];
  /** Per second, from row to column; the diagonal is 0, every state reachable from every other. */
  readonly rates: readonly (readonly number[])[];
}

export interface MarkovModulatedStreams {
  /** One uniform per stay in a state. */
  readonly stays: Stream;
  /** One uniform per jump: where it leads. */
  readonly jumps: Stream;
  /** The state at second 0. */
  readonly start: Stream;
}

/**
 * The units of a hidden state that jumps as a Markov chain in continuous time, begun in its stationary law.
 * Source: M. F. Neuts, Matrix-Geometric Solutions in Stochastic Models (1981); docs/models/stock-markov-modulated.md.
 */
export const markovModulated = (spec: MarkovModulatedSpec, streams: MarkovModulatedStreams): StepProcess =>
  shownInSeconds(new MarkovModulated(spec, streams));

class MarkovModulated implements Background {
  due = 0;
  readonly #units: readonly number[];
  /** Mean seconds of a stay, by state. */
  readonly #stays: readonly number[];
  /** Where a jump from each state leads: rates, summed from the left. */
  readonly #jumps: readonly (readonly number[])[];
  readonly #streams: MarkovModulatedStreams;
  #state: number;

  constructor({ states, rates }: MarkovModulatedSpec, streams: MarkovModulatedStreams) {
    this.#units = states.map(({ units }) => units);
    this.#jumps = rates.map((row, state) => sums(row.map((rate, to) => (to === state ? 0 : rate))));
    this.#stays = this.#jumps.map((row) => 1 / row[row.length - 1]);
    this.#streams = streams;
    this.#state = pick(sums(stationaryLaw(rates)), streams.start.next());
    this.due = this.#stay();
  }

  get units(): number {
    return this.#units[this.#state];
  }

  step(): void {
    this.#state = pick(this.#jumps[this.#state], this.#streams.jumps.next());
    this.due += this.#stay();
  }

  save(): unknown {
    const { stays, jumps } = this.#streams;
    return { state: this.#state, due: this.due, stays: stays.save(), jumps: jumps.save() };
  }

  restore(saved: unknown): void {
    const found = saved as { state: number; due: number; stays: unknown; jumps: unknown };
    this.#state = found.state;
    this.due = found.due;
    this.#streams.stays.restore(found.stays);
    this.#streams.jumps.restore(found.jumps);
  }

  #stay(): number {
    return -this.#stays[this.#state] * Math.log(this.#streams.stays.next());
  }
}

function sums(weights: readonly number[]): readonly number[] {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

/** The first place whose sum of the weights so far exceeds the share u of all; never one of weight 0. */
function pick(reached: readonly number[], u: number): number {
  const wanted = u * reached[reached.length - 1];
  return reached.findIndex((sum) => sum > wanted);
}
