import { ChainPath, normalQuantile, type ChainRates, type Stream } from '../../random/index.js';
import type { MicroPerHour, Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';
import { ticked, type TickState } from './ticked.js';
import type { TickingProcess } from './ticking.js';

/** One regime: an Ornstein-Uhlenbeck log price. */
export interface PriceRegime {
  /** In the currency per hour. */
  readonly median: number;
  /** Stationary standard deviation of the log price. */
  readonly sigma: number;
  /** Per second. */
  readonly reversion: number;
}

export interface RegimeSwitchingSpec {
  readonly regimes: readonly PriceRegime[];
  /** Per second, from row to column; without fault as `chainFault` has it. */
  readonly rates: ChainRates;
  /** What becomes of the standardised deviation when the regime changes: kept, or drawn anew. */
  readonly onSwitch: 'keep' | 'draw';
  readonly interval: Seconds;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

export interface RegimeStreams {
  /** One uniform per tick. */
  readonly ticks: Stream;
  /** The hidden chain. */
  readonly regimes: Stream;
}

/**
 * Markov regime switching: a hidden chain in continuous time, and in regime i a log price ln(median_i) + sigma_i y
 * whose standardised deviation y reverts at rate reversion_i. The step over a tick is exact, with the regimes that
 * held in it: y' = phi y + sqrt(1 - phi^2) Z, phi = exp(-integral of the reversion). y is N(0, 1) at every instant
 * and independent of the regime, so that the share of time at or below b is the sum of pi_i Phi(z_i). Begins in
 * the stationary law of both. Source: docs/models/price-regime-switching.md.
 */
export const regimeSwitching = (
  spec: RegimeSwitchingSpec,
  streams: RegimeStreams,
  limits: PriceLimits = ANY_PRICE,
): TickingProcess => ticked(spec.interval, new RegimeState(spec, streams, priceGrid(spec.round, limits)));

class RegimeState implements TickState {
  readonly #regimes: readonly PriceRegime[];
  readonly #redraws: boolean;
  readonly #chain: ChainPath;
  readonly #ticks: Stream;
  readonly #grid: PriceGrid;
  /** Standardised deviation. Begins as a number: a field that begins as undefined holds its numbers boxed. */
  #deviation = 0;
  #now = 0;

  constructor(spec: RegimeSwitchingSpec, { ticks, regimes }: RegimeStreams, grid: PriceGrid) {
    this.#regimes = spec.regimes;
    this.#redraws = spec.onSwitch === 'draw';
    this.#chain = new ChainPath(spec.rates, regimes);
    this.#ticks = ticks;
    this.#grid = grid;
    this.#deviation = normalQuantile(ticks.next());
  }

  price(): MicroPerHour {
    const { median, sigma } = this.#regimes[this.#chain.state];
    return toPrice(median * Math.exp(sigma * this.#deviation), this.#grid);
  }

  step(now: Seconds): void {
    const chain = this.#chain;
    let since = this.#now;
    let decay = 0;
    while (chain.nextAt <= now) {
      decay += this.#regimes[chain.state].reversion * (chain.nextAt - since);
      since = chain.nextAt;
      chain.change();
      if (this.#redraws) decay = Infinity;
    }
    decay += this.#regimes[chain.state].reversion * (now - since);
    this.#now = now;
    this.#deviation =
      Math.exp(-decay) * this.#deviation +
      Math.sqrt(-Math.expm1(-2 * decay)) * normalQuantile(this.#ticks.next());
  }

  save(): unknown {
    const ticks = this.#ticks.save();
    return { deviation: this.#deviation, now: this.#now, chain: this.#chain.save(), ticks };
  }

  restore(saved: unknown): void {
    const { deviation, now, chain, ticks } = saved as {
      deviation: number;
      now: number;
      chain: unknown;
      ticks: unknown;
    };
    this.#deviation = deviation;
    this.#now = now;
    this.#chain.restore(chain);
    this.#ticks.restore(ticks);
  }
}
