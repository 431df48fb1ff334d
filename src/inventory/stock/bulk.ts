import type { StepProcess } from '../../kernel/index.js';
import { distribution, type Distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import { poisson } from './poisson.js';
import type { StockFault } from './stock-fault.js';
import { shownInSeconds, type Background } from './whole-seconds.js';

export interface BulkSpec {
  /** Whole units of the pool. */
  readonly capacity: number;
  /** Losses per second. */
  readonly losses: number;
  /** Units that one loss takes; drawn values are rounded half up, to at least 1. */
  readonly size: DistributionSpec;
  /** How long the units of one loss stay away, in seconds; its mean must be finite. */
  readonly return: DistributionSpec;
}

export interface BulkStreams {
  readonly losses: Stream;
  /** One size per loss. */
  readonly sizes: Stream;
  /** One absence per loss. */
  readonly returns: Stream;
  /** The state at second 0. */
  readonly start: Stream;
}

/**
 * Capacity minus what is lost in batches: losses come as a Poisson process, each takes a batch of units away at once
 * and brings them back at once (an M/G/infinity system of batches). Losses add up; never fewer than 0 units. Begins in
 * equilibrium: a Poisson number of losses under way, each with a residual absence.
 * Source: L. Takacs, Introduction to the Theory of Queues (1962), chapter 3; docs/models/stock-bulk.md.
 */
export const bulk = (spec: BulkSpec, streams: BulkStreams): StepProcess =>
  shownInSeconds(new Bulk(spec, streams));

/** Losses under way on average, above which a pool is no pool. */
const MOST_UNDER_WAY = 100_000;

/** Why these losses make no stock, in words for people, and which key it is; undefined if they do. */
export function bulkFault(
  spec: Pick<BulkSpec, 'losses' | 'return'>,
): StockFault<'losses' | 'return'> | undefined {
  const { mean } = distribution(spec.return);
  if (!(mean > 0 && mean < Infinity)) {
    const message = `the absence has a mean of ${mean} seconds: expected a finite one above 0`;
    return { key: 'return', message };
  }
  const live = spec.losses * mean;
  if (live <= MOST_UNDER_WAY) return undefined;
  return {
    key: 'losses',
    message: `${live} losses are under way on average: expected at most ${MOST_UNDER_WAY}`,
  };
}

interface Loss {
  /** When its units come back. */
  readonly until: number;
  readonly units: number;
}

class Bulk implements Background {
  readonly #capacity: number;
  /** Mean seconds between losses. */
  readonly #gap: number;
  readonly #size: Distribution;
  readonly #absence: Distribution;
  readonly #streams: BulkStreams;
  #nextLoss: number;
  /** Under way, the one that ends first at the end. */
  #live: Loss[] = [];
  #lost = 0;

  constructor(spec: BulkSpec, streams: BulkStreams) {
    this.#capacity = spec.capacity;
    this.#gap = 1 / spec.losses;
    this.#size = distribution(spec.size);
    this.#absence = distribution(spec.return);
    this.#streams = streams;
    const { start } = streams;
    const live = poisson(spec.losses * this.#absence.mean, start.next());
    for (let i = 0; i < live; i += 1) {
      const units = this.#batch(start.next());
      this.#lose({ units, until: this.#absence.residual(start.next(), start.next()) });
    }
    this.#nextLoss = this.#interval();
  }

  get units(): number {
    return Math.max(0, this.#capacity - this.#lost);
  }

  get due(): number {
    return Math.min(this.#nextLoss, this.#live.at(-1)?.until ?? Infinity);
  }

  step(): void {
    const first = this.#live.at(-1);
    if (first !== undefined && first.until <= this.#nextLoss) {
      this.#live.pop();
      this.#lost -= first.units;
      return;
    }
    const { sizes, returns } = this.#streams;
    const units = this.#batch(sizes.next());
    const absence = Math.max(0, this.#absence.quantile(returns.next()));
    this.#lose({ units, until: this.#nextLoss + absence });
    this.#nextLoss += this.#interval();
  }

  save(): unknown {
    const { losses, sizes, returns } = this.#streams;
    return {
      nextLoss: this.#nextLoss,
      live: this.#live,
      lost: this.#lost,
      streams: [losses.save(), sizes.save(), returns.save()],
    };
  }

  restore(saved: unknown): void {
    const state = saved as {
      nextLoss: number;
      live: readonly Loss[];
      lost: number;
      streams: readonly unknown[];
    };
    this.#nextLoss = state.nextLoss;
    this.#live = [...state.live];
    this.#lost = state.lost;
    const { losses, sizes, returns } = this.#streams;
    [losses, sizes, returns].forEach((stream, i) => stream.restore(state.streams[i]));
  }

  #interval(): number {
    return -this.#gap * Math.log(this.#streams.losses.next());
  }

  #batch(u: number): number {
    return Math.min(this.#capacity, Math.max(1, Math.floor(this.#size.quantile(u) + 0.5)));
  }

  /** Puts a loss in its place: few are under way at once. */
  #lose(loss: Loss): void {
    let place = this.#live.length;
    while (place > 0 && this.#live[place - 1].until < loss.until) place -= 1;
    this.#live.splice(place, 0, loss);
    this.#lost += loss.units;
  }
}
