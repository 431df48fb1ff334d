import type { LeastTerms } from '../model/index.js';
import type { Seconds } from '../units/index.js';
import type { Path } from './omniscient-job.js';
import { cheapest, shelvesOf, sortByRate, type Shelf } from './shelf.js';

/** Above so many ways to make up a gang, one stands for all. */
const MOST_WAYS = 24;

/**
 * What a job may stand on from second `from` to `until`, which becomes second 0: every way to make up its gang of the
 * kinds of unit that there are (the units of one gang may be of several pools), with what they cost per hour together;
 * Infinity while they are not to be had. Where there are too many ways, the cheapest units of each instant stand for all
 * of them: to change between those costs no restart.
 */
export function gangRates(
  kinds: readonly LeastTerms[],
  gang: number,
  { from, until }: { readonly from: Seconds; readonly until: Seconds },
): readonly Path[] {
  const shelves = shelvesOf(kinds);
  const lanes = lanesOf(shelves, gang).map((rate) => ({ rate, at: [] as Seconds[], value: [] as number[] }));
  const all = shelves.flatMap(({ rate, most }) => [rate, most]);
  for (let now = 0; now < until;) {
    let next = until;
    for (const cursor of all) next = Math.min(next, cursor.until);
    if (next > from) {
      const second = Math.max(now, from) - from;
      for (const { rate, at, value } of lanes) {
        const cost = rate();
        if (value.length > 0 && value[value.length - 1] === cost) continue;
        at.push(second);
        value.push(cost);
      }
    }
    for (const cursor of all) cursor.moveTo(next);
    now = next;
  }
  return lanes.filter(({ value }) => value.some((cost) => cost < Infinity));
}

/** What each way costs where the shelves stand now. */
function lanesOf(shelves: readonly Shelf[], gang: number): readonly (() => number)[] {
  const ways = compositions(shelves.length, gang);
  if (ways !== undefined) return ways.map((way) => () => costOf(way, shelves));
  const sorted = [...shelves];
  const least = (): number => {
    sortByRate(sorted);
    const { units, rate } = cheapest(sorted, gang);
    return units === gang ? rate : Infinity;
  };
  return [least];
}

/** How many of each kind. */
type Way = readonly number[];

/** All ways to take so many units of so many kinds; undefined where they are too many. */
function compositions(kinds: number, gang: number): readonly Way[] | undefined {
  let ways: readonly Way[] = [[]];
  for (let kind = 0; kind < kinds; kind += 1) {
    const last = kind === kinds - 1;
    ways = ways.flatMap((way) => {
      const left = gang - way.reduce((sum, units) => sum + units, 0);
      const counts = last ? [left] : Array.from({ length: left + 1 }, (_, units) => units);
      return counts.map((units) => [...way, units]);
    });
    if (ways.length > MOST_WAYS) return undefined;
  }
  return ways;
}

function costOf(way: Way, shelves: readonly Shelf[]): number {
  let cost = 0;
  for (const [kind, units] of way.entries()) {
    if (units === 0) continue;
    const { rate, most } = shelves[kind];
    if (units > most.value) return Infinity;
    cost += units * rate.value;
  }
  return cost;
}
