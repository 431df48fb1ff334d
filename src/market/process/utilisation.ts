import type { MicroPerHour, Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceLimits } from '../price.js';
import type { TickingProcess } from './ticking.js';

/** A point of the curve from utilisation to price. */
export interface CurvePoint {
  /** Share of the pool's units that are taken, 0 to 1. */
  readonly utilisation: number;
  /** In the currency per hour. */
  readonly price: number;
}

export interface CurveSpec {
  /** Utilisations grow strictly from 0, prices never fall. */
  readonly points: readonly CurvePoint[];
  /** `linear`: straight lines between the points; `step`: the price of the last point at or below. */
  readonly between: 'linear' | 'step';
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/** The price at a utilisation. */
export type Quote = (utilisation: number) => MicroPerHour;

/** The curve as a function: rounded once, and kept inside the limits. Beyond the last point its price holds. */
export function priceCurve({ points, between, round }: CurveSpec, limits: PriceLimits = ANY_PRICE): Quote {
  const grid = priceGrid(round, limits);
  return (utilisation) => {
    let next = 1;
    while (next < points.length && points[next].utilisation <= utilisation) next += 1;
    const from = points[next - 1];
    if (between === 'step' || next === points.length) return toPrice(from.price, grid);
    const to = points[next];
    const share = Math.max(0, utilisation - from.utilisation) / (to.utilisation - from.utilisation);
    return toPrice(from.price + share * (to.price - from.price), grid);
  };
}

export interface UtilisationPriceSpec {
  readonly interval: Seconds;
  readonly quote: Quote;
}

/**
 * A price that follows utilisation: at 0 and at every multiple of the interval it is the curve at the utilisation
 * that the port then tells, and stands until the next tick. No randomness of its own.
 * Source: docs/models/market-endogenous.md.
 */
export const utilisationPrice = (
  { interval, quote }: UtilisationPriceSpec,
  utilisation: () => number,
): TickingProcess => new UtilisationPrice(interval, () => quote(utilisation()));

class UtilisationPrice implements TickingProcess {
  value: MicroPerHour;
  nextAt: Seconds;
  readonly interval: Seconds;
  readonly #quote: () => MicroPerHour;

  constructor(interval: Seconds, quote: () => MicroPerHour) {
    this.interval = interval;
    this.nextAt = interval;
    this.#quote = quote;
    this.value = quote();
  }

  advance(): void {
    this.nextAt += this.interval;
    this.value = this.#quote();
  }

  save(): unknown {
    return [this.value, this.nextAt];
  }

  restore(saved: unknown): void {
    [this.value, this.nextAt] = saved as [number, number];
  }
}
