import { normalQuantile, truncatedNormalQuantile, type Stream } from '../../random/index.js';
import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';
import type { TickingProcess } from './ticking.js';

/** Between which prices, in the currency per hour, the hidden reserve price moves. */
export interface PriceBand {
  readonly floor: number;
  readonly ceiling: number;
}

/** What becomes of a step that would leave the band. */
export type Truncation = 'resample' | 'clamp' | 'reflect';

export interface ReservePriceSpec extends PriceBand {
  /** Share of a step that the next one repeats; negative: the price swings back. Inside (-1, 1). */
  readonly coefficient: number;
  /** Standard deviation of the innovation as a share of the band's width. */
  readonly noise: number;
  readonly truncation: Truncation;
  /** The bands in force from given seconds on, which grow strictly. */
  readonly epochs?: readonly (PriceBand & { readonly at: Seconds })[] | undefined;
  readonly interval: Seconds;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/** Ticks before second 0 in which the price forgets that it began uniform in its band. */
const WARM_UP = 1000;

/**
 * A price that an autoregression drives at random inside a band, as by a hidden reserve price:
 * D' = coefficient D + noise (ceiling - floor) Z, P' = P + D', kept inside the band; D is the step that was really
 * made. `resample` draws Z anew until P' is inside (done by one uniform: Z is a truncated normal), `clamp` stops at
 * the end of the band, `reflect` turns back there. One uniform per tick.
 * Source: O. Agmon Ben-Yehuda et al. 2013, docs/models/price-reserve-price.md.
 */
export const reservePrice = (
  spec: ReservePriceSpec,
  stream: Stream,
  limits: PriceLimits = ANY_PRICE,
): TickingProcess => new ReservePrice(spec, stream, priceGrid(spec.round, limits));

interface Saved {
  readonly price: number;
  readonly step: number;
  readonly begun: number;
  readonly nextAt: number;
  readonly stream: unknown;
}

class ReservePrice implements TickingProcess {
  value: MicroPerHour;
  nextAt: Seconds;
  readonly interval: Seconds;
  readonly #spec: ReservePriceSpec;
  readonly #epochs: readonly (PriceBand & { readonly at: Seconds })[];
  readonly #stream: Stream;
  readonly #grid: PriceGrid;
  #price = 0;
  #step = 0;
  /** Epochs begun so far. */
  #begun = 0;

  constructor(spec: ReservePriceSpec, stream: Stream, grid: PriceGrid) {
    this.interval = spec.interval;
    this.nextAt = spec.interval;
    this.#spec = spec;
    this.#epochs = spec.epochs ?? [];
    this.#stream = stream;
    this.#grid = grid;
    this.#enterEpoch(0);
    const { floor, ceiling } = this.#band();
    this.#price = floor + (ceiling - floor) * stream.next();
    for (let tick = 0; tick < WARM_UP; tick += 1) this.#move();
    this.value = toPrice(this.#price, grid);
  }

  advance(): void {
    this.#enterEpoch(this.nextAt);
    this.nextAt += this.interval;
    this.#move();
    this.value = toPrice(this.#price, this.#grid);
  }

  save(): unknown {
    const state = { price: this.#price, step: this.#step, begun: this.#begun, nextAt: this.nextAt };
    return copyPlain({ ...state, stream: this.#stream.save() });
  }

  restore(saved: unknown): void {
    const { price, step, begun, nextAt, stream } = saved as Saved;
    this.#price = price;
    this.#step = step;
    this.#begun = begun;
    this.nextAt = nextAt;
    this.#stream.restore(stream);
    this.value = toPrice(price, this.#grid);
  }

  #band(): PriceBand {
    return this.#begun === 0 ? this.#spec : this.#epochs[this.#begun - 1];
  }

  #enterEpoch(now: Seconds): void {
    const epochs = this.#epochs;
    while (this.#begun < epochs.length && epochs[this.#begun].at <= now) this.#begun += 1;
  }

  #move(): void {
    const { floor, ceiling } = this.#band();
    const { coefficient, noise, truncation } = this.#spec;
    const before = this.#price;
    const centre = before + coefficient * this.#step;
    const spread = noise * (ceiling - floor);
    const u = this.#stream.next();
    const wanted =
      truncation === 'resample'
        ? centre + spread * truncatedNormalQuantile(u, (floor - centre) / spread, (ceiling - centre) / spread)
        : centre + spread * normalQuantile(u);
    const inside = truncation === 'reflect' ? reflected(wanted, floor, ceiling) : wanted;
    this.#price = inside < floor ? floor : inside > ceiling ? ceiling : inside;
    this.#step = this.#price - before;
  }
}

/** Where a ball that runs to `x` between two walls comes to rest. */
function reflected(x: number, floor: number, ceiling: number): number {
  const width = ceiling - floor;
  const turns = (x - floor) / (2 * width);
  const along = (turns - Math.floor(turns)) * 2 * width;
  return floor + (along > width ? 2 * width - along : along);
}
