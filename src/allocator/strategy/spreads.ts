import type { Seconds } from '../../units/index.js';
import { plainBid } from './list.js';
import type { Strategy } from './strategy.js';
import { launchMissing, zoneGroups, zonesOf } from './zones.js';

/** `even-spread`: as many replicas in each zone as in any other, one more in the first; each waits in its zone. */
export const evenSpread = ({ extra }: { readonly extra: number }): Strategy<null> => ({
  initial: null,
  followsPrices: false,
  decide: (_, seen) => {
    const zones = zonesOf(seen);
    const want = seen.desired === 0 ? 0 : seen.desired + extra;
    const each = Math.floor(want / Math.max(1, zones.length));
    const rest = want - each * zones.length;
    const groups = zones.map(({ name, choice }, place) => ({
      name,
      entries: [plainBid(choice)],
      count: each + (place < rest ? 1 : 0),
    }));
    return [null, groups];
  },
});

/** Settings of `round-robin`. */
export interface RoundRobinSettings {
  readonly extra: number;
  /** How often launches that were refused go on to the next zone. */
  readonly interval: Seconds;
}

interface RoundRobinState {
  readonly next: number;
  /** When launches that were refused go on. */
  readonly due: Seconds;
}

/** `round-robin`: every launch goes to the next zone in turn, that of a replica which was taken or refused too. */
export const roundRobin = ({ extra, interval }: RoundRobinSettings): Strategy<RoundRobinState> => ({
  initial: { next: 0, due: 0 },
  followsPrices: false,
  decide: (before, seen) => {
    const zones = zonesOf(seen);
    if (zones.length === 0) return [before, []];
    const want = seen.desired === 0 ? 0 : seen.desired + extra;
    let turn = before.next;
    const due = launchMissing(seen, zones, {
      want,
      due: before.due,
      interval,
      choose: (all) => all[turn++ % all.length],
    });
    const groups = zoneGroups(seen, zones, want);
    const next = turn % zones.length;
    return due === Infinity ? [{ next, due: 0 }, groups] : [{ next, due }, groups, due];
  },
});
