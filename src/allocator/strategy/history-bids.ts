import { weightedQuantile } from '../../statistics/index.js';
import type { Seconds } from '../../units/index.js';
import { bidOf, listOf } from './list.js';
import { durationsOf, meanOf } from './price-path.js';
import type { Bid, Observation, SeenPrices, Strategy } from './strategy.js';

/** What strategies that bid from a history of prices have in common. */
export interface HistorySettings {
  /** How far back they look. */
  readonly window: Seconds;
  /** How often they bid anew. */
  readonly every: Seconds;
  /** No bid is above so many times the standard price; null for no such bound. */
  readonly cap: number | null;
}

/** Bids in force until the next look, by choice; the list is bid on anew only when it is due. */
interface Standing {
  readonly due: Seconds;
  readonly ceilings: readonly number[];
}

/** A strategy that walks the whole list under ceilings computed from each pool's own history, every so often. */
export function historyStrategy(
  { window, every, cap }: HistorySettings,
  ceilingOf: (path: SeenPrices, choice: number, seen: Observation) => number,
): Strategy<Standing> {
  const look = (seen: Observation): Standing => ({
    due: seen.at + every,
    ceilings: seen.choices.map(({ standardPrice, limit }, choice) => {
      if (limit === Infinity) return 0;
      const bid = ceilingOf(seen.history(choice), choice, seen);
      return Math.floor(Math.min(bid, cap === null ? Infinity : cap * standardPrice, limit));
    }),
  });
  const bidAt =
    (seen: Observation, { ceilings }: Standing) =>
    (choice: number): Bid =>
      bidOf(seen, choice, ceilings[choice]);
  return {
    initial: { due: 0, ceilings: [] },
    window,
    followsPrices: false,
    decide: (before, seen) => {
      const standing = seen.at >= before.due ? look(seen) : before;
      return [standing, listOf(seen, bidAt(seen, standing)), standing.due];
    },
  };
}

/** `percentile`: the price that was not passed for a share `quantile` of the window's time. */
export const percentile = (settings: HistorySettings & { readonly quantile: number }): Strategy<Standing> =>
  historyStrategy(settings, (path) => weightedQuantile(path.price, durationsOf(path), settings.quantile));

/** `mean`: the mean price of the window's time. */
export const mean = (settings: HistorySettings): Strategy<Standing> =>
  historyStrategy(settings, (path) => meanOf(path));
