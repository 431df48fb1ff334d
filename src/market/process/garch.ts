import { normalQuantile, type Stream } from '../../random/index.js';
import type { MicroPerHour, Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';
import { ticked, type TickState } from './ticked.js';
import type { TickingProcess } from './ticking.js';

export interface GarchSpec {
  /** In the currency per hour. */
  readonly median: number;
  /** Variance that every tick adds, above 0. */
  readonly omega: number;
  /** Weight of the last squared innovation, of at least 0. */
  readonly alpha: number;
  /** Weight of the last variance, of at least 0; alpha + beta is below 1. */
  readonly beta: number;
  /** Per second, above 0. */
  readonly reversion: number;
  readonly interval: Seconds;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

export interface GarchStreams {
  /** One uniform per tick. */
  readonly ticks: Stream;
  /** The ticks before second 0. */
  readonly start: Stream;
}

/**
 * A log price that reverts to its median and whose innovations e cluster in size, GARCH(1,1):
 * x' = mu + phi (x - mu) + e', e' = sqrt(h') Z, h' = omega + alpha e^2 + beta h, phi = exp(-reversion interval).
 * The law of h has no closed form: the process begins with the stationary mean and variance of x and the mean of h,
 * and then runs, before second 0 and on a stream of its own, until what is left of that beginning is below 1e-4
 * (at most 100,000 ticks). Source: T. Bollerslev, J. Econometrics 31 (1986) 307-327; docs/models/price-garch.md.
 */
export const garch = (
  spec: GarchSpec,
  streams: GarchStreams,
  limits: PriceLimits = ANY_PRICE,
): TickingProcess => ticked(spec.interval, new GarchState(spec, streams, priceGrid(spec.round, limits)));

const LEFT = 1e-4;
const MOST_TICKS = 100_000;

class GarchState implements TickState {
  readonly #spec: GarchSpec;
  readonly #phi: number;
  readonly #ticks: Stream;
  readonly #grid: PriceGrid;
  /** Log price minus its mean, and the variance of the next innovation. */
  #deviation = 0;
  #variance = 0;

  constructor(spec: GarchSpec, { ticks, start }: GarchStreams, grid: PriceGrid) {
    const { omega, alpha, beta, reversion, interval } = spec;
    this.#spec = spec;
    this.#phi = Math.exp(-reversion * interval);
    this.#ticks = ticks;
    this.#grid = grid;
    this.#variance = omega / (1 - alpha - beta);
    this.#deviation =
      Math.sqrt(this.#variance / -Math.expm1(-2 * reversion * interval)) * normalQuantile(start.next());
    const forgets = -Math.log(Math.max(this.#phi, alpha + beta, LEFT));
    const before = Math.min(MOST_TICKS, Math.ceil(-Math.log(LEFT) / forgets));
    for (let tick = 0; tick < before; tick += 1) this.#move(start);
  }

  price(): MicroPerHour {
    return toPrice(this.#spec.median * Math.exp(this.#deviation), this.#grid);
  }

  step(): void {
    this.#move(this.#ticks);
  }

  save(): unknown {
    return { deviation: this.#deviation, variance: this.#variance, ticks: this.#ticks.save() };
  }

  restore(saved: unknown): void {
    const { deviation, variance, ticks } = saved as { deviation: number; variance: number; ticks: unknown };
    this.#deviation = deviation;
    this.#variance = variance;
    this.#ticks.restore(ticks);
  }

  #move(stream: Stream): void {
    const { omega, alpha, beta } = this.#spec;
    const innovation = Math.sqrt(this.#variance) * normalQuantile(stream.next());
    this.#deviation = this.#phi * this.#deviation + innovation;
    this.#variance = omega + alpha * innovation * innovation + beta * this.#variance;
  }
}
