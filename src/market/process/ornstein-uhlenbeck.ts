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

/** Ticks made at a time. */
const AHEAD = 64;

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
  /** Log price minus its mean at the last tick made. Begins as a number: a field that begins as undefined holds its numbers boxed. */
  #deviation = 0;
  /** Prices made ahead, and how many of them are in the past: nobody else draws from the stream, and many at once cost half. */
  readonly #ahead = new Float64Array(AHEAD);
  #passed = AHEAD;

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
    this.value = toPrice(median * Math.exp(this.#deviation + (season?.(0) ?? 0)), grid);
  }

  advance(): void {
    if (this.#passed === AHEAD) this.#lookAhead();
    this.value = this.#ahead[this.#passed];
    this.#passed += 1;
    this.nextAt += this.interval;
  }

  save(): unknown {
    return copyPlain({
      deviation: this.#deviation,
      value: this.value,
      nextAt: this.nextAt,
      ahead: this.#ahead.slice(this.#passed),
      stream: this.#stream.save(),
    });
  }

  restore(saved: unknown): void {
    const { deviation, value, nextAt, ahead, stream } = saved as Saved;
    this.#deviation = deviation;
    this.value = value;
    this.nextAt = nextAt;
    this.#passed = AHEAD - ahead.length;
    this.#ahead.set(ahead, this.#passed);
    this.#stream.restore(stream);
  }

  /** Makes the prices of the ticks from the next one on. */
  #lookAhead(): void {
    const [ahead, stream, grid, season] = [this.#ahead, this.#stream, this.#grid, this.#season];
    const [median, phi, innovation] = [this.#median, this.#phi, this.#innovation];
    let deviation = this.#deviation;
    for (let tick = 0; tick < AHEAD; tick += 1) {
      deviation = phi * deviation + innovation * normalQuantile(stream.next());
      const shown = season === undefined ? deviation : deviation + season(this.nextAt + tick * this.interval);
      ahead[tick] = toPrice(median * Math.exp(shown), grid);
    }
    this.#deviation = deviation;
    this.#passed = 0;
  }
}

interface Saved {
  readonly deviation: number;
  readonly value: MicroPerHour;
  readonly nextAt: Seconds;
  readonly ahead: Float64Array;
  readonly stream: unknown;
}
