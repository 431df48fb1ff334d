import type { Seconds } from '../../units/index.js';
import { historyStrategy } from './history-bids.js';
import type { HistorySettings } from './history-bids.js';
import { lowerBoundPlace, upperBoundPlace } from './order-statistic.js';
import { sampled } from './price-path.js';
import type { SeenPrices } from './strategy.js';

/** Settings of `drafts`. */
export interface DraftsSettings extends HistorySettings {
  /** How surely a unit is to last; its square root goes to the price, and its square root to the duration. */
  readonly probability: number;
  /** How sure the bounds themselves are. */
  readonly confidence: number;
  /** How long a unit is needed. */
  readonly need: Seconds;
  /** The grid on which the history is read. */
  readonly tick: Seconds;
  /** A price that has stood above the bound for so long has changed its ways: what was before is forgotten. */
  readonly changeAfter: Seconds;
  /** The least step between two bids, micro-units per hour. */
  readonly increment: number;
}

/** Bids are tried in steps of 5 %, up to four times the least one. */
const STEP = 1.05;
const MOST = 4;

/**
 * DrAFTS (Wolski, Brevik, Chard, Chard: "Probabilistic Guarantees of Execution Duration for Amazon Spot Instances",
 * SC'17): the least bid whose guaranteed duration covers the need. Bounds are order statistics, by binomial
 * counting; where the history is too short for one, the bid is the listed limit.
 */
export const drafts = (settings: DraftsSettings): ReturnType<typeof historyStrategy> =>
  historyStrategy(settings, (path) => draftsBid(path, settings) ?? Infinity);

/** The bid for one pool, micro-units per hour; undefined where the history is too short for a bound. */
export function draftsBid(path: SeenPrices, settings: DraftsSettings): number | undefined {
  const { tick, need, increment } = settings;
  const prices = sinceChange(sampled(path, tick), settings);
  const bound = upperBound(prices, settings);
  if (bound === undefined) return undefined;
  const least = bound + increment;
  for (let bid = least; bid <= MOST * least; bid *= STEP)
    if (guaranteed(prices, bid, settings) >= need) return bid;
  return MOST * least;
}

/** Upper bound of the sqrt(probability)-quantile of the price. */
function upperBound(
  prices: readonly number[],
  { probability, confidence }: DraftsSettings,
): number | undefined {
  const place = upperBoundPlace(prices.length, Math.sqrt(probability), confidence);
  return place === undefined ? undefined : [...prices].sort((a, b) => a - b)[place - 1];
}

/**
 * Lower bound of the time until the price reaches the bid, whenever one begins: over the ticks from which a whole need
 * has been seen, since of later ones nobody knows yet.
 */
function guaranteed(prices: readonly number[], bid: number, settings: DraftsSettings): Seconds {
  const durations: number[] = [];
  let reachedAt = prices.length;
  for (let i = prices.length - 1; i >= 0; i--) {
    if (prices[i] >= bid) reachedAt = i;
    if ((prices.length - i) * settings.tick > settings.need) durations.push(reachedAt - i);
  }
  const place = lowerBoundPlace(durations.length, 1 - Math.sqrt(settings.probability), settings.confidence);
  if (place === undefined) return 0;
  return durations.sort((a, b) => a - b)[place - 1] * settings.tick;
}

function sinceChange(prices: readonly number[], settings: DraftsSettings): readonly number[] {
  const bound = upperBound(prices, settings);
  if (bound === undefined) return prices;
  let run = 0;
  while (run < prices.length && prices[prices.length - 1 - run] > bound) run++;
  return run * settings.tick >= settings.changeAfter ? prices.slice(prices.length - run) : prices;
}
