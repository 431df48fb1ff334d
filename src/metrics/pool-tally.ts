import { copyPlain, fromMicro, type MicroPerHour, type Seconds } from '../units/index.js';
import { WeightedHistogram } from '../statistics/index.js';
import type { PoolMetrics } from './results.js';

// Fields of a pool, side by side in one Float64Array: prices and stocks are nine events in ten, and numbers in
// a typed array are written in place.
const STANDARD = 0;
const PRICE = 1;
const PRICE_SINCE = 2;
const PRICE_SUM = 3;
const PRICED = 4;
const BELOW = 5;
const LEVEL = 6;
const USED = 7;
const STOCK_SINCE = 8;
const FREE_SUM = 9;
const OUT = 10;
const SIZE = 11;

/** A price before the first one. */
const NONE = -1;

/** Price and stock of all pools over time, O(1) per change. Of several changes in one second the last counts. */
export class PoolTallies {
  readonly #prices: readonly WeightedHistogram[];
  #fields: Float64Array;

  constructor(standardPrices: readonly MicroPerHour[]) {
    this.#prices = standardPrices.map(() => new WeightedHistogram());
    this.#fields = new Float64Array(standardPrices.length * SIZE);
    standardPrices.forEach((price, pool) => {
      this.#fields[pool * SIZE + STANDARD] = price;
      this.#fields[pool * SIZE + PRICE] = NONE;
      this.#fields[pool * SIZE + LEVEL] = Infinity;
    });
  }

  price(at: Seconds, pool: number, unprotected: MicroPerHour): void {
    this.#settlePrice(at, pool);
    this.#fields[pool * SIZE + PRICE] = unprotected;
  }

  level(at: Seconds, pool: number, level: number): void {
    this.#settleStock(at, pool * SIZE);
    this.#fields[pool * SIZE + LEVEL] = level;
  }

  /** Our units: +1 at acquisition, -1 at release. */
  use(at: Seconds, pool: number, change: 1 | -1): void {
    this.#settleStock(at, pool * SIZE);
    this.#fields[pool * SIZE + USED] += change;
  }

  finish(at: Seconds): void {
    for (let pool = 0; pool < this.#prices.length; pool += 1) {
      this.#settlePrice(at, pool);
      this.#settleStock(at, pool * SIZE);
    }
  }

  metrics(pool: number): PoolMetrics {
    const field = (name: number): number => this.#fields[pool * SIZE + name];
    const priced = field(PRICED);
    const p95 = this.#prices[pool].quantile(0.95);
    const seconds = field(STOCK_SINCE);
    return {
      priceMean: priced === 0 ? null : fromMicro(field(PRICE_SUM) / priced),
      priceP95: p95 === null ? null : fromMicro(p95),
      shareBelowStandard: priced === 0 ? null : field(BELOW) / priced,
      stockMean: seconds === 0 || field(FREE_SUM) === Infinity ? null : field(FREE_SUM) / seconds,
      stockOutSeconds: field(OUT),
    };
  }

  save(): unknown {
    return { fields: copyPlain(this.#fields), prices: this.#prices.map((prices) => prices.save()) };
  }

  restore(saved: unknown): void {
    const from = saved as { fields: Float64Array; prices: readonly unknown[] };
    this.#fields = copyPlain(from.fields);
    this.#prices.forEach((prices, pool) => prices.restore(from.prices[pool]));
  }

  #settlePrice(at: Seconds, pool: number): void {
    const fields = this.#fields;
    const base = pool * SIZE;
    const span = at - fields[base + PRICE_SINCE];
    if (span <= 0) return;
    fields[base + PRICE_SINCE] = at;
    const price = fields[base + PRICE];
    if (price === NONE) return;
    fields[base + PRICED] += span;
    fields[base + PRICE_SUM] += price * span;
    if (price < fields[base + STANDARD]) fields[base + BELOW] += span;
    this.#prices[pool].add(price, span);
  }

  #settleStock(at: Seconds, base: number): void {
    const fields = this.#fields;
    const span = at - fields[base + STOCK_SINCE];
    if (span <= 0) return;
    const free = Math.max(0, fields[base + LEVEL] - fields[base + USED]);
    fields[base + FREE_SUM] += free * span;
    if (free === 0) fields[base + OUT] += span;
    fields[base + STOCK_SINCE] = at;
  }
}
