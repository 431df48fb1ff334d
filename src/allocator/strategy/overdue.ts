import type { Seconds } from '../../units/index.js';
import { plainBid } from './list.js';
import type { Bid, Group, Observation, OwnReplica, Strategy } from './strategy.js';
import { answer, earlier, nameOfGroup, relabelled, wrap } from './wrapping.js';
import type { Wrapped } from './wrapping.js';

/** How requests that have waited long enough are treated. */
interface Patience {
  /** Name of the list that overdue requests walk. */
  readonly suffix: string;
  readonly after: Seconds;
  /** The list before and after; undefined where both are the same. */
  readonly lists: (group: Group, seen: Observation) => readonly [readonly Bid[], readonly Bid[]] | undefined;
}

/**
 * `waitBeforeFallback`: a request tries the first entry of its list alone until it has waited so long; only then may
 * it fall back.
 */
export const waitBeforeFallback = (inner: Strategy, after: Seconds): Strategy<Wrapped<null>> =>
  patient(inner, {
    suffix: 'fallback',
    after,
    lists: ({ entries }, { choices }) => {
      const first = entries.filter(
        ({ choice }) => choices[choice].entry === choices[entries[0].choice].entry,
      );
      return first.length === entries.length ? undefined : [first, entries];
    },
  });

/** `giveUpAfter`: a request that has failed for so long is given up, and made anew for anything that the service lists. */
export const giveUpAfter = (inner: Strategy, after: Seconds): Strategy<Wrapped<null>> =>
  patient(inner, {
    suffix: 'anywhere',
    after,
    lists: ({ entries }, { choices }) => [entries, choices.map((_, index) => plainBid(index))],
  });

function patient(inner: Strategy, patience: Patience): Strategy<Wrapped<null>> {
  return wrap<null>(inner, null, (state, seen) => {
    const [kept, groups, wakeAt] = inner.decide(state.inner, relabelled(seen, patience.suffix));
    let wake = wakeAt;
    const split = groups.flatMap((group, place) => {
      if (group.entries.length === 0) return [group];
      const lists = patience.lists(group, seen);
      if (lists === undefined) return [group];
      const [parts, due] = splitGroup({ ...group, name: nameOfGroup(group, place) }, seen, {
        patience,
        lists,
      });
      wake = earlier(wake, due);
      return parts;
    });
    return answer({ own: null, inner: kept }, split, wake);
  });
}

interface Splitting {
  readonly patience: Patience;
  readonly lists: readonly [readonly Bid[], readonly Bid[]];
}

/** The group in two, and when the next of its requests is overdue. */
function splitGroup(
  group: Group & { readonly name: string },
  seen: Observation,
  { patience: { suffix, after }, lists: [before, afterwards] }: Splitting,
): readonly [readonly Group[], Seconds | undefined] {
  const late = `${group.name}/${suffix}`;
  const taken = new Set(group.members ?? []);
  const isOurs = ({ group: name, slot }: OwnReplica): boolean =>
    name === group.name || name === late || taken.has(slot);
  const ours = seen.replicas.filter(isOurs);
  const waiting = ours.filter(({ state }) => state === 'waiting');
  const overdue = waiting.filter(({ askedAt }) => seen.at - askedAt >= after);
  const fresh = waiting.filter((replica) => !overdue.includes(replica));
  const placed = ours.filter((replica) => replica.state !== 'waiting' && replica.group === late);
  const lateCount = Math.min(group.count, placed.length + overdue.length);
  const earlyCount = group.count - lateCount;
  const parts: Group[] = [
    { ...group, entries: before, count: earlyCount, members: slotsOf(fresh) },
    { ...group, name: late, entries: afterwards, count: lateCount, members: slotsOf(overdue) },
  ];
  const early = ours.filter((replica) => replica.group !== late && replica.state !== 'waiting').length;
  if (earlyCount <= early) return [parts, undefined];
  const oldest = fresh.reduce((least, { askedAt }) => Math.min(least, askedAt), seen.at);
  return [parts, oldest + after];
}

const slotsOf = (replicas: readonly OwnReplica[]): readonly number[] => replicas.map(({ slot }) => slot);
