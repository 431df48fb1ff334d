import { distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceLimits } from '../price.js';
import type { TickingProcess } from './ticking.js';

export interface IndependentPriceSpec {
  readonly interval: Seconds;
  /** The law of one price, in the currency per hour. */
  readonly price: DistributionSpec;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/**
 * A new price, independent of all before, at 0 and at every multiple of the interval; so it is stationary from
 * the start. One uniform per interval.
 */
export function independentPrice(
  spec: IndependentPriceSpec,
  stream: Stream,
  limits: PriceLimits = ANY_PRICE,
): TickingProcess {
  const law = distribution(spec.price);
  const grid = priceGrid(spec.round, limits);
  return drawnEachInterval(spec.interval, stream, () => toPrice(law.quantile(stream.next()), grid));
}

/** What `draw` gives, at 0 and at every multiple of the interval; the stream is that from which it draws. */
export const drawnEachInterval = (
  interval: Seconds,
  stream: Stream,
  draw: () => MicroPerHour,
): TickingProcess => new IndependentPrice(interval, stream, draw);

class IndependentPrice implements TickingProcess {
  value: MicroPerHour;
  nextAt: Seconds;
  readonly interval: Seconds;
  readonly #stream: Stream;
  readonly #draw: () => MicroPerHour;

  constructor(interval: Seconds, stream: Stream, draw: () => MicroPerHour) {
    this.interval = interval;
    this.nextAt = interval;
    this.#stream = stream;
    this.#draw = draw;
    this.value = draw();
  }

  advance(): void {
    this.nextAt += this.interval;
    this.value = this.#draw();
  }

  save(): unknown {
    return copyPlain({ value: this.value, nextAt: this.nextAt, stream: this.#stream.save() });
  }

  restore(saved: unknown): void {
    const { value, nextAt, stream } = saved as { value: number; nextAt: number; stream: unknown };
    this.value = value;
    this.nextAt = nextAt;
    this.#stream.restore(stream);
  }
}
