import type { Group, Observation, Strategy, StrategyAnswer } from './strategy.js';

/** State of a strategy inside another one's. */
export interface Wrapped<S> {
  readonly own: S;
  readonly inner: unknown;
}

/** A strategy that sees what `inner` sees, and decides on what it says. */
export function wrap<S>(inner: Strategy, own: S, decide: WrappedDecision<S>): Strategy<Wrapped<S>> {
  return {
    ...inner,
    initial: { own, inner: inner.initial },
    decide: (state, seen) => decide(state, seen),
  };
}

type WrappedDecision<S> = (state: Wrapped<S>, seen: Observation) => StrategyAnswer<Wrapped<S>>;

/** What stands in the name of a group between that of the inner strategy and what a modifier adds. */
const SEPARATOR = '/';

/** The name without what this modifier adds. */
export function stripped(name: string, suffix: string): string {
  const cut = name.lastIndexOf(SEPARATOR + suffix);
  return cut < 0 ? name : name.slice(0, cut);
}

/** The observation in which replicas of a modifier's own groups stand in the groups that these come from. */
export function relabelled(seen: Observation, suffix: string): Observation {
  const home = <T extends { readonly group: string }>(thing: T): T => ({
    ...thing,
    group: stripped(thing.group, suffix),
  });
  return { ...seen, replicas: seen.replicas.map(home), news: seen.news.map(home) };
}

export const nameOfGroup = (group: Group, place: number): string => group.name ?? String(place);

/** The earlier of two wishes to be asked. */
export const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** An answer with its wake-up, if there is one. */
export function answer<S>(state: S, groups: readonly Group[], wakeAt: number | undefined): StrategyAnswer<S> {
  return wakeAt === undefined || wakeAt === Infinity ? [state, groups] : [state, groups, wakeAt];
}
