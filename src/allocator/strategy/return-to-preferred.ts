import { isSpot } from './list.js';
import type { Bid, Group, Observation, OwnReplica, Strategy } from './strategy.js';
import { answer, nameOfGroup, stripped, wrap } from './wrapping.js';
import type { Wrapped } from './wrapping.js';

const RETURN = 'return-';

/** `anywhere`: from any lower entry to any higher one; `standard`: from what is not spot, to spot only. */
export type ReturnFrom = 'anywhere' | 'standard';

/**
 * `returnToPreferred`: for every ready replica below the first entry of its list a request stands open for what comes
 * before it. The unit that is given up goes when the better one is ready (make before break).
 */
export function returnToPreferred(inner: Strategy, from: ReturnFrom): Strategy<Wrapped<null>> {
  return wrap<null>(inner, null, (state, seen) => {
    const { view, arrived } = swapped(seen);
    const [kept, groups, wakeAt] = inner.decide(state.inner, view);
    const all = groups.flatMap((group, place) => {
      const name = nameOfGroup(group, place);
      const own = arrived.filter((replica) => stripped(replica.group, RETURN) === name);
      const members = [...(group.members ?? []), ...own.map(({ slot }) => slot)];
      return [{ ...group, name, members }, ...returnsOf({ ...group, name }, view, from)];
    });
    return answer({ own: null, inner: kept }, all, wakeAt);
  });
}

interface Swap {
  /** What the inner strategy sees: better units in the place of those that they replace. */
  readonly view: Observation;
  /** Better units that are ready. */
  readonly arrived: readonly OwnReplica[];
}

function swapped(seen: Observation): Swap {
  const isReturning = ({ group }: OwnReplica): boolean => stripped(group, RETURN) !== group;
  const arrived = seen.replicas.filter((replica) => isReturning(replica) && replica.state === 'ready');
  const replaced = new Set<number>();
  for (const { group } of arrived) {
    const home = stripped(group, RETURN);
    const worst = seen.replicas
      .filter((other) => other.group === home && other.state === 'ready' && !replaced.has(other.slot))
      .reduce<OwnReplica | undefined>((a, b) => (a === undefined || b.choice > a.choice ? b : a), undefined);
    if (worst !== undefined) replaced.add(worst.slot);
  }
  const replicas = seen.replicas.flatMap((replica) => {
    if (replaced.has(replica.slot)) return [];
    if (!isReturning(replica)) return [replica];
    return replica.state === 'ready' ? [{ ...replica, group: stripped(replica.group, RETURN) }] : [];
  });
  const news = seen.news.map((item) => ({ ...item, group: stripped(item.group, RETURN) }));
  return { view: { ...seen, replicas, news }, arrived };
}

/** One group for each length of list that somebody has above himself. */
function returnsOf(
  { name, entries }: Group & { readonly name: string },
  { replicas, choices }: Observation,
  from: ReturnFrom,
): readonly Group[] {
  const isWanted = ({ choice }: Bid): boolean => from === 'anywhere' || isSpot(choices[choice]);
  const counts = new Map<number, number>();
  for (const replica of replicas) {
    if (replica.group !== name || replica.state !== 'ready' || replica.choice < 0) continue;
    if (from === 'standard' && isSpot(choices[replica.choice])) continue;
    const above = betterThan(replica, entries, choices);
    if (above > 0) counts.set(above, (counts.get(above) ?? 0) + 1);
  }
  const returning = [...counts].filter(([above]) => entries.slice(0, above).some(isWanted));
  return returning.map(([above, count]) => ({
    name: `${name}/${RETURN}${above}`,
    entries: entries.slice(0, above).filter(isWanted),
    count,
  }));
}

/** How much of the list comes before the first bid on the replica's own entry. */
function betterThan(
  { choice }: OwnReplica,
  entries: readonly Bid[],
  choices: Observation['choices'],
): number {
  const own = entries.findIndex((bid) => choices[bid.choice].entry === choices[choice].entry);
  return own < 0 ? entries.length : own;
}
