import { normalQuantile, type Stream } from '../../random/index.js';
import type { StepProcess } from '../../kernel/index.js';
import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';

export interface AdministeredPriceSpec {
  /** In the currency per hour. */
  readonly median: number;
  /** Stationary standard deviation of the log of the level that the price follows. */
  readonly sigma: number;
  /** Per second. */
  readonly reversion: number;
  /** Mean number of changes per second. */
  readonly changes: number;
  /** The largest relative step: a price moves at most from p to p (1 + maxStep) or p / (1 + maxStep). */
  readonly maxStep: number;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/** Changes before second 0 in which a price that lags behind its level falls into its usual distance. */
const WARM_UP = 128;

/**
 * A price that its provider sets from time to time, by small steps: at each change of a Poisson clock the log price
 * goes to its level, an Ornstein-Uhlenbeck process (exact over the gap), but by no more than the largest step. Gaps
 * are exponential, rounded up to whole seconds, which leaves them without memory. Two uniforms per change.
 * Source: docs/models/price-administered.md.
 */
export const administeredPrice = (
  spec: AdministeredPriceSpec,
  stream: Stream,
  limits: PriceLimits = ANY_PRICE,
): StepProcess => new AdministeredPrice(spec, stream, priceGrid(spec.round, limits));

interface Saved {
  readonly level: number;
  readonly price: number;
  readonly gap: number;
  readonly nextAt: number;
  readonly stream: unknown;
}

class AdministeredPrice implements StepProcess {
  value: MicroPerHour;
  nextAt: Seconds = 0;
  readonly #spec: AdministeredPriceSpec;
  readonly #largest: number;
  readonly #stream: Stream;
  readonly #grid: PriceGrid;
  /** Seconds from the last change, which may lie before second 0, to the next. */
  #gap = 0;
  /** The log of the level, and of the price, over the median. */
  #level = 0;
  #price = 0;

  constructor(spec: AdministeredPriceSpec, stream: Stream, grid: PriceGrid) {
    this.#spec = spec;
    this.#largest = Math.log1p(spec.maxStep);
    this.#stream = stream;
    this.#grid = grid;
    this.#level = spec.sigma * normalQuantile(stream.next());
    this.#price = this.#level;
    this.#gap = this.#drawGap();
    for (let change = 0; change < WARM_UP; change += 1) this.#move();
    this.nextAt = this.#gap;
    // At a random instant the gap under way is longer than others: as much of it is past as is to come.
    this.#gap += this.#drawGap() - 1;
    this.value = this.#shown();
  }

  advance(): void {
    this.#move();
    this.nextAt += this.#gap;
    this.value = this.#shown();
  }

  save(): unknown {
    const state = { level: this.#level, price: this.#price, gap: this.#gap, nextAt: this.nextAt };
    return copyPlain({ ...state, stream: this.#stream.save() });
  }

  restore(saved: unknown): void {
    const { level, price, gap, nextAt, stream } = saved as Saved;
    this.#level = level;
    this.#price = price;
    this.#gap = gap;
    this.nextAt = nextAt;
    this.#stream.restore(stream);
    this.value = this.#shown();
  }

  #move(): void {
    const { sigma, reversion } = this.#spec;
    const age = reversion * this.#gap;
    const innovation = sigma * Math.sqrt(-Math.expm1(-2 * age));
    this.#level = Math.exp(-age) * this.#level + innovation * normalQuantile(this.#stream.next());
    const step = this.#level - this.#price;
    const largest = this.#largest;
    this.#price =
      step > largest ? this.#price + largest : step < -largest ? this.#price - largest : this.#level;
    this.#gap = this.#drawGap();
  }

  #drawGap(): Seconds {
    return Math.max(1, Math.ceil(-Math.log1p(-this.#stream.next()) / this.#spec.changes));
  }

  #shown(): MicroPerHour {
    return toPrice(this.#spec.median * Math.exp(this.#price), this.#grid);
  }
}
