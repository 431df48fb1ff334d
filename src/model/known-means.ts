import { distribution, normalQuantile } from '../random/index.js';
import type { PriceSpec } from '../scenario/index.js';
import { MICRO } from '../units/index.js';
import type { PriceLimits } from '../market/index.js';
import { priceGrid, toPrice } from '../market/index.js';
import type { Model } from './compile.js';

/** The mean of a pool's price over all replications, or why nobody can tell it. */
export type KnownMean =
  { readonly ok: true; readonly mean: number } | { readonly ok: false; readonly reason: string };

const POINTS = 20_000;

/**
 * Expected time-average market price of a pool, in the currency per hour: the mean of the stationary law, in which
 * every run begins, after rounding and limits (by the midpoint rule over 20 000 quantiles, finer at both ends).
 */
export function knownPriceMean(model: Model, pool: number): KnownMean {
  const { market, events } = model.pools[pool];
  const { price } = model.scenario.pools[pool];
  if (market === undefined) return { ok: false, reason: 'the pool has no spot price' };
  if (price === undefined) return { ok: false, reason: 'its price follows from demand, not from a law' };
  if (events.priceShocks.length > 0) return { ok: false, reason: 'the timeline shocks its price' };
  return meanOf(price, market.tiers.limits(market.tier));
}

function meanOf(price: PriceSpec, limits: PriceLimits): KnownMean {
  switch (price.process) {
    case 'independent': {
      const law = distribution(price.price);
      return integral((u) => law.quantile(u), price.round, limits);
    }
    case 'ornstein-uhlenbeck':
      if (price.season !== undefined) return { ok: false, reason: 'its season moves the mean with the hour' };
      return integral((u) => price.median * Math.exp(price.sigma * normalQuantile(u)), price.round, limits);
    case 'constant':
    case 'steps':
      return { ok: false, reason: 'its price is given, so that it is the same in every replication' };
    default:
      return {
        ok: false,
        reason: `the mean of a price of process ${price.process} is not known in closed form`,
      };
  }
}

function integral(
  quantile: (u: number) => number,
  round: number | undefined,
  limits: PriceLimits,
): KnownMean {
  const grid = priceGrid(round, limits);
  let sum = 0;
  // The outermost cells are cut again and again: there the quantile bends most.
  const cell = (from: number, to: number, depth: number): void => {
    const edge = (from === 0 || to === 1) && depth < 24;
    if (!edge) {
      sum += toPrice(quantile((from + to) / 2), grid) * (to - from);
      return;
    }
    const middle = (from + to) / 2;
    cell(from, middle, depth + 1);
    cell(middle, to, depth + 1);
  };
  for (let i = 0; i < POINTS; i += 1) cell(i / POINTS, (i + 1) / POINTS, 0);
  return { ok: true, mean: sum / MICRO };
}
