import { weightedQuantile } from '../../statistics/index.js';
import type { Seconds } from '../../units/index.js';
import { historyStrategy } from './history-bids.js';
import type { HistorySettings } from './history-bids.js';
import { durationsOf } from './price-path.js';
import type { SeenPrices } from './strategy.js';

/** Settings of `zheng-one-time`. */
export interface OneTimeSettings extends HistorySettings {
  /** How long the work takes without interruption (t_s). */
  readonly work: Seconds;
  /** How long a price lasts (t_k). */
  readonly slot: Seconds;
}

/** Settings of `zheng-persistent`. */
export interface PersistentSettings extends HistorySettings {
  readonly slot: Seconds;
  /** What an interruption costs of running time (t_r). */
  readonly recovery: Seconds;
}

/**
 * Zheng, Joe-Wong, Tan, Chiang, Wang ("How to Bid the Cloud", SIGCOMM'15), a request that is not made again: the
 * expected run of t_k / (1 - F) slots must cover the work, so that p* = F^-1(1 - t_k / t_s).
 */
export const zhengOneTime = (settings: OneTimeSettings): ReturnType<typeof historyStrategy> =>
  historyStrategy(settings, (path) => oneTimeBid(path, settings));

export const oneTimeBid = (
  path: SeenPrices,
  { work, slot }: Pick<OneTimeSettings, 'work' | 'slot'>,
): number => weightedQuantile(path.price, durationsOf(path), Math.max(0, 1 - slot / work));

/**
 * The same, for a request that is made again until the work is done: the bid at which an hour of useful work costs
 * least. Where even that costs more than the standard price, nothing is bid.
 */
export const zhengPersistent = (settings: PersistentSettings): ReturnType<typeof historyStrategy> =>
  historyStrategy(settings, (path, choice, seen) => {
    const { bid, cost } = persistentBid(path, settings);
    return cost > seen.choices[choice].standardPrice ? 0 : bid;
  });

/**
 * Least of E[P | P <= p] / (1 - (t_r / t_k) (1 - F(p))) over the prices seen, F being their distribution over time:
 * the minimum of which psi(p) = t_k / t_r - 1 is the condition for a smooth F.
 */
export function persistentBid(
  path: SeenPrices,
  { recovery, slot }: Pick<PersistentSettings, 'recovery' | 'slot'>,
): { readonly bid: number; readonly cost: number } {
  const durations = durationsOf(path);
  const total = durations.reduce((sum, span) => sum + span, 0);
  const order = path.price.map((_, index) => index).sort((a, b) => path.price[a] - path.price[b]);
  let best = { bid: path.price[order[0]], cost: Infinity };
  let [below, spent] = [0, 0];
  order.forEach((index, place) => {
    const price = path.price[index];
    const weight = total > 0 ? durations[index] / total : 1 / order.length;
    below += weight;
    spent += weight * price;
    if (path.price[order[place + 1]] === price || below === 0) return;
    const useful = 1 - (recovery / slot) * (1 - Math.min(1, below));
    const cost = useful > 0 ? spent / below / useful : Infinity;
    if (cost < best.cost) best = { bid: price, cost };
  });
  return best;
}

/** psi(p) = F (S / (p F - S) - 1) with S the integral of x dF below p. */
export const psi = (price: number, share: number, spent: number): number =>
  share * (spent / (price * share - spent) - 1);
