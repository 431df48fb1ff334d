import { firmOf, LIST, plainBid, spotOf } from './list.js';
import type { Observation, Strategy } from './strategy.js';
import { zoneName } from './zones.js';

/** Pools that are taken for the deepest ones: the best third. */
const DEEPEST = 1 / 3;

/**
 * EC2 Fleet's allocation strategies, on the spot choices of the list; its standard ones are tried last, in the order
 * of the list. The provider runs them, and so they see free units where they need to.
 */
const ordered = (order: (seen: Observation) => readonly number[], seesSpare: boolean): Strategy<null> => ({
  initial: null,
  seesSpare,
  decide: (_, seen) => {
    const entries = [...order(seen), ...firmOf(seen)].map(plainBid);
    return [null, [{ name: LIST, entries, count: seen.desired }]];
  },
});

/** The cheapest pool that has a unit. */
export const lowestPrice = (): Strategy<null> => ordered((seen) => byPrice(seen, spotOf(seen)), false);

/** The pool with most free units. */
export const capacityOptimized = (): Strategy<null> => ordered(bySpare, true);

/** One of the deepest pools, the first on the list among them. */
export const capacityOptimizedPrioritized = (): Strategy<null> =>
  ordered((seen) => deepestFirst(seen, (some) => [...some].sort((a, b) => a - b)), true);

/** The cheapest of the deepest pools; then the others, the cheapest first. */
export const priceCapacityOptimized = (): Strategy<null> =>
  ordered((seen) => deepestFirst(seen, (some) => byPrice(seen, some)), true);

/** As many in each pool as in any other; where one has nothing, the cheapest of the others steps in. */
export const diversified = (): Strategy<null> => ({
  initial: null,
  decide: (_, seen) => {
    const spot = spotOf(seen);
    if (spot.length === 0)
      return [null, [{ name: LIST, entries: firmOf(seen).map(plainBid), count: seen.desired }]];
    const each = Math.floor(seen.desired / spot.length);
    const cheapest = byPrice(seen, spot);
    const groups = spot.map((own, place) => ({
      name: zoneName(seen.choices[own]),
      entries: [own, ...cheapest.filter((other) => other !== own), ...firmOf(seen)].map(plainBid),
      count: each + (place < seen.desired - each * spot.length ? 1 : 0),
    }));
    return [null, groups];
  },
});

/** Sorting is stable: equal ones stay in the order of the list. */
const byPrice = (seen: Observation, choices: readonly number[]): readonly number[] =>
  [...choices].sort((a, b) => seen.price(a) - seen.price(b));

const spareOf = (seen: Observation, choice: number): number => seen.spare(choice) ?? 0;

const bySpare = (seen: Observation): readonly number[] =>
  spotOf(seen)
    .map((choice) => ({ choice, spare: spareOf(seen, choice) }))
    .sort((a, b) => (b.spare === a.spare ? 0 : b.spare - a.spare))
    .map(({ choice }) => choice);

/** The deepest third with free units, sorted; then the rest, sorted. A tie at the edge counts as deep. */
function deepestFirst(
  seen: Observation,
  sort: (choices: readonly number[]) => readonly number[],
): readonly number[] {
  const all = bySpare(seen);
  const edge = all[Math.max(1, Math.ceil(DEEPEST * all.length)) - 1] as number | undefined;
  if (edge === undefined) return all;
  const least = spareOf(seen, edge);
  const deep = all.filter((choice) => spareOf(seen, choice) >= least);
  return [...sort(deep), ...sort(all.filter((choice) => !deep.includes(choice)))];
}
