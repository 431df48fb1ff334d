import type { Seconds } from '../../units/index.js';
import { isSpot, plainBid } from './list.js';
import { durationsOf } from './price-path.js';
import type { Choice, Group, Observation, SeenPrices, Strategy } from './strategy.js';
import { atLeast, expectedShortfall, survivors } from './survival.js';
import type { Holding } from './survival.js';

/** Settings of `tributary`. */
export interface TributarySettings {
  /** Wanted: the probability that enough replicas survive the horizon. */
  readonly target: number;
  /** How far ahead it looks. */
  readonly horizon: Seconds;
  /** How far back it looks. */
  readonly window: Seconds;
  /** How often it decides anew, if nothing happens. */
  readonly every: Seconds;
  readonly fate: 'together' | 'apart';
}

/** What is known of each pool beside its prices: units that it took, and the time that units ran there. */
export interface TributaryState {
  readonly at: Seconds;
  readonly taken: Readonly<Record<string, number>>;
  readonly unitSeconds: Readonly<Record<string, number>>;
}

/** No set is larger than so many times the replicas that are wanted. */
const MOST = 4;

/**
 * After Tributary (Harlap, Chung, Tumanov, Ganger, Gibbons, ATC'18): buys sets of units with partly independent
 * fates until enough of them survive the horizon with the target probability. Grows by the unit that buys most of
 * the expected shortfall for its price, then leaves out what is not needed, the dearest first.
 */
export const tributary = (settings: TributarySettings): Strategy<TributaryState> => ({
  initial: { at: 0, taken: {}, unitSeconds: {} },
  window: settings.window,
  followsPrices: false,
  decide: (before, seen) => {
    const state = learn(before, seen);
    const counts = leastSet(seen, lossesOf(seen, state, settings), settings);
    const groups = seen.choices.map((choice, index): Group => ({
      name: nameOf(choice),
      entries: [plainBid(index)],
      count: counts[index],
      handover: 'make-first',
    }));
    return [state, groups, seen.at + settings.every];
  },
});

const nameOf = ({ entry, pool }: Choice): string => `${entry} ${pool ?? 'dedicated'}`;

/** Probability that the pool takes a unit within the horizon: by price from its history, otherwise from what it took. */
function lossesOf(
  seen: Observation,
  state: TributaryState,
  { horizon }: TributarySettings,
): readonly number[] {
  return seen.choices.map((choice, index) => {
    if (!isSpot(choice)) return 0;
    const name = nameOf(choice);
    const rate = (state.taken[name] ?? 0) / Math.max(horizon, state.unitSeconds[name] ?? 0);
    return Math.max(lossByPrice(seen.history(index), choice.limit, horizon), 1 - Math.exp(-rate * horizon));
  });
}

/** Share of the time within the ceiling from which the price passes it within the horizon. */
export function lossByPrice(path: SeenPrices, ceiling: number, horizon: Seconds): number {
  const durations = durationsOf(path);
  let [within, lost] = [0, 0];
  let nextCrossing = Infinity;
  for (let row = path.at.length - 1; row >= 0; row--) {
    const [from, span] = [path.at[row], durations[row]];
    if (path.price[row] > ceiling) {
      nextCrossing = from;
      continue;
    }
    within += span;
    lost += Math.max(0, Math.min(span, from + span - Math.max(from, nextCrossing - horizon)));
  }
  return within === 0 ? 1 : lost / within;
}

function leastSet(
  seen: Observation,
  losses: readonly number[],
  settings: TributarySettings,
): readonly number[] {
  const { desired, choices } = seen;
  const counts = choices.map(() => 0);
  const lawWith = (changed: number, by: number): readonly number[] =>
    survivors(counts.map((units, i) => holding(units + (i === changed ? by : 0), losses[i], settings)));
  const open = choices.flatMap((choice, index) => (seen.price(index) <= choice.limit ? [index] : []));
  for (let size = 0; size < MOST * desired; size++) {
    const law = lawWith(-1, 0);
    if (atLeast(law, desired) >= settings.target) break;
    const short = expectedShortfall(law, desired);
    const worth = open.map((index) => ({
      index,
      worth: (short - expectedShortfall(lawWith(index, 1), desired)) / Math.max(1, seen.price(index)),
    }));
    const best = worth.reduce((a, b) => (b.worth > a.worth ? b : a), { index: -1, worth: 0 });
    if (best.index < 0) break;
    counts[best.index]++;
  }
  const dearest = [...open].sort((a, b) => seen.price(b) - seen.price(a));
  for (const index of dearest)
    while (counts[index] > 0 && atLeast(lawWith(index, -1), desired) >= settings.target) counts[index]--;
  return counts;
}

const holding = (units: number, lost: number, { fate }: TributarySettings): Holding => ({
  units,
  lost,
  fate,
});

function learn(before: TributaryState, seen: Observation): TributaryState {
  const taken = { ...before.taken };
  const unitSeconds = { ...before.unitSeconds };
  for (const { kind, group } of seen.news) if (kind === 'noticed') taken[group] = (taken[group] ?? 0) + 1;
  for (const { group, state } of seen.replicas) {
    if (state !== 'waiting') unitSeconds[group] = (unitSeconds[group] ?? 0) + seen.at - before.at;
  }
  return { at: seen.at, taken, unitSeconds };
}
