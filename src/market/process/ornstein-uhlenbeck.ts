import { normalQuantile, type Stream } from '../../random/index.js';
import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';
import type { TickingProcess } from './ticking.js';

export interface OrnsteinUhlenbeckSpec {
  /** In the currency per hour: exp(mu). */
  readonly median: number;
  /** Stationary standard deviation of the log price. */
  readonly sigma: number;
  /** Per second. */
  readonly reversion: number;
  readonly interval: Seconds;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/** What the season adds to the log price at a second of the run. */
export type LogSeason = (at: Seconds) => number;

/**
 * A log price that reverts to its mean, by the exact step (never Euler's):
 * x' = mu + phi (x - mu) + sigma sqrt(1 - phi^2) Z with phi = exp(-reversion interval). The first x is drawn from
 * the stationary law N(mu, sigma^2). One uniform per tick. A season is added to x where the price is shown; neither it
 * nor rounding concerns x.
 * Source: docs/models/price-ornstein-uhlenbeck.md.
 */
export const ornsteinUhlenbeck = (
  spec: OrnsteinUhlenbeckSpec,
  stream: Stream,
  limits: PriceLimits = ANY_PRICE,
  season?: LogSeason,
): TickingProcess => new OrnsteinUhlenbeck(spec, stream, priceGrid(spec.round, limits), season);

class OrnsteinUhlenbeck implements TickingProcess {
  value: MicroPerHour;
  nextAt: Seconds;
  readonly interval: Seconds;
  readonly #median: number;
  readonly #phi: number;
  /** Standard deviation of one step's innovation. */
  readonly #innovation: number;
  readonly #stream: Stream;
  readonly #grid: PriceGrid;
  readonly #season: LogSeason | undefined;
  /** Log price minus its mean. Begins as a number: a field that begins as undefined holds its numbers boxed. */
  #deviation = 0;

  constructor(spec: OrnsteinUhlenbeckSpec, stream: Stream, grid: PriceGrid, season: LogSeason | undefined) {
    const { median, sigma, reversion, interval } = spec;
    this.interval = interval;
    this.nextAt = interval;
    this.#median = median;
    this.#phi = Math.exp(-reversion * interval);
    // 1 - phi^2 without cancellation where a tick is short against the reversion time.
    this.#innovation = sigma * Math.sqrt(-Math.expm1(-2 * reversion * interval));
    this.#stream = stream;
    this.#grid = grid;
    this.#season = season;
    this.#deviation = sigma * normalQuantile(stream.next());
    this.value = this.#price();
  }

  advance(): void {
    this.nextAt += this.interval;
    this.#deviation = this.#phi * this.#deviation + this.#innovation * normalQuantile(this.#stream.next());
    this.value = this.#price();
  }

  save(): unknown {
    return copyPlain({ deviation: this.#deviation, nextAt: this.nextAt, stream: this.#stream.save() });
  }

  restore(saved: unknown): void {
    const { deviation, nextAt, stream } = saved as { deviation: number; nextAt: number; stream: unknown };
    this.#deviation = deviation;
    this.nextAt = nextAt;
    this.#stream.restore(stream);
    this.value = this.#price();
  }

  #price(): MicroPerHour {
    const season = this.#season;
    const deviation =
      season === undefined ? this.#deviation : this.#deviation + season(this.nextAt - this.interval);
    return toPrice(this.#median * Math.exp(deviation), this.#grid);
  }
}
