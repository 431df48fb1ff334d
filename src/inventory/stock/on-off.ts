import type { StepProcess } from '../../kernel/index.js';
import { distribution, type Distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import type { StockFault } from './stock-fault.js';
import { shownInSeconds, type Background } from './whole-seconds.js';

export interface OnOffSpec {
  /** Whole units while the pool is up; none while it is down. */
  readonly capacity: number;
  /** Length of an up spell in seconds; its mean must be finite and above 0. */
  readonly up: DistributionSpec;
  /** Length of a down spell in seconds; likewise. */
  readonly down: DistributionSpec;
  /** The state at second 0: drawn in equilibrium (default), or a spell that begins there. */
  readonly start?: 'equilibrium' | 'up' | 'down' | undefined;
}

export interface OnOffStreams {
  /** One uniform per up spell. */
  readonly ups: Stream;
  /** One uniform per down spell. */
  readonly downs: Stream;
  /** The state at second 0. */
  readonly start: Stream;
}

/**
 * All or nothing: up and down spells of any laws in turn, independent of one another (an alternating renewal process).
 * Begins in equilibrium: up with probability E up / (E up + E down), the spell then running with its residual life.
 * Source: D. R. Cox, Renewal Theory (1962), chapter 7; docs/models/stock-on-off.md.
 */
export const onOff = (spec: OnOffSpec, streams: OnOffStreams): StepProcess =>
  shownInSeconds(new OnOff(spec, streams));

/** Why these spells make no stock, in words for people, and which of them it is; undefined if they do. */
export function onOffFault({
  up,
  down,
}: Pick<OnOffSpec, 'up' | 'down'>): StockFault<'up' | 'down'> | undefined {
  const means = { up: distribution(up).mean, down: distribution(down).mean };
  for (const key of ['up', 'down'] as const) {
    if (means[key] > 0 && means[key] < Infinity) continue;
    return {
      key,
      message: `the ${key} spell has a mean of ${means[key]} seconds: expected a finite one above 0`,
    };
  }
  const cycle = means.up + means.down;
  if (cycle >= 1) return undefined;
  return { key: 'up', message: `up and down last ${cycle} seconds together: expected at least 1 s` };
}

class OnOff implements Background {
  due = 0;
  readonly #capacity: number;
  readonly #up: Distribution;
  readonly #down: Distribution;
  readonly #streams: OnOffStreams;
  #isUp: boolean;

  constructor({ capacity, up, down, start = 'equilibrium' }: OnOffSpec, streams: OnOffStreams) {
    this.#capacity = capacity;
    this.#up = distribution(up);
    this.#down = distribution(down);
    this.#streams = streams;
    const [first, second, third] = [streams.start.next(), streams.start.next(), streams.start.next()];
    const share = this.#up.mean / (this.#up.mean + this.#down.mean);
    this.#isUp = start === 'equilibrium' ? first < share : start === 'up';
    this.due = start === 'equilibrium' ? this.#law().residual(second, third) : this.#spell();
  }

  get units(): number {
    return this.#isUp ? this.#capacity : 0;
  }

  step(): void {
    this.#isUp = !this.#isUp;
    this.due += this.#spell();
  }

  save(): unknown {
    const { ups, downs } = this.#streams;
    return { isUp: this.#isUp, due: this.due, ups: ups.save(), downs: downs.save() };
  }

  restore(saved: unknown): void {
    const state = saved as { isUp: boolean; due: number; ups: unknown; downs: unknown };
    this.#isUp = state.isUp;
    this.due = state.due;
    this.#streams.ups.restore(state.ups);
    this.#streams.downs.restore(state.downs);
  }

  #law(): Distribution {
    return this.#isUp ? this.#up : this.#down;
  }

  #spell(): number {
    const stream = this.#isUp ? this.#streams.ups : this.#streams.downs;
    return Math.max(0, this.#law().quantile(stream.next()));
  }
}
