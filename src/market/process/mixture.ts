import { gaussianMixture, type Distribution, type Gaussian, type Stream } from '../../random/index.js';
import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import type { StepProcess } from '../../kernel/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';

export interface MixturePriceSpec {
  /** The law of a price, in the currency per hour. */
  readonly price: readonly Gaussian[];
  /** The law of the time between two changes, in seconds. */
  readonly gap: readonly Gaussian[];
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/**
 * A marked point process: gaps and prices are independent draws from mixtures of normal laws, of which values above
 * 0 count. Begins in equilibrium: the first change comes after a residual gap. Two uniforms per change.
 * Source: B. Javadi, R. K. Thulasiram, R. Buyya 2011, docs/models/price-mixture.md.
 */
export const mixturePrice = (
  spec: MixturePriceSpec,
  stream: Stream,
  limits: PriceLimits = ANY_PRICE,
): StepProcess => new MixturePrice(spec, stream, priceGrid(spec.round, limits));

interface Saved {
  readonly value: number;
  readonly nextAt: number;
  readonly due: number;
  readonly stream: unknown;
}

class MixturePrice implements StepProcess {
  value: MicroPerHour;
  nextAt: Seconds;
  readonly #price: Distribution;
  readonly #gap: Distribution;
  readonly #stream: Stream;
  readonly #grid: PriceGrid;
  /** The instant of the next change before it is moved to a whole second, so that rounding does not add up. */
  #due = 0;

  constructor(spec: MixturePriceSpec, stream: Stream, grid: PriceGrid) {
    this.#price = gaussianMixture(spec.price);
    this.#gap = gaussianMixture(spec.gap);
    this.#stream = stream;
    this.#grid = grid;
    this.value = this.#mark();
    this.#due = this.#gap.residual(stream.next(), stream.next());
    this.nextAt = Math.max(1, Math.ceil(this.#due));
  }

  advance(): void {
    this.value = this.#mark();
    this.#due += this.#gap.quantile(this.#stream.next());
    this.nextAt = Math.max(this.nextAt + 1, Math.ceil(this.#due));
  }

  save(): unknown {
    const { value, nextAt } = this;
    return copyPlain({ value, nextAt, due: this.#due, stream: this.#stream.save() });
  }

  restore(saved: unknown): void {
    const { value, nextAt, due, stream } = saved as Saved;
    this.value = value;
    this.nextAt = nextAt;
    this.#due = due;
    this.#stream.restore(stream);
  }

  #mark(): MicroPerHour {
    return toPrice(this.#price.quantile(this.#stream.next()), this.#grid);
  }
}
