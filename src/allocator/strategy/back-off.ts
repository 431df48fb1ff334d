import type { Seconds } from '../../units/index.js';
import type { Group, Observation, Strategy } from './strategy.js';
import { answer, earlier, wrap } from './wrapping.js';
import type { Wrapped } from './wrapping.js';

/** Settings of `backOff`. */
export interface BackOffSettings {
  /** So many notices from one pool … */
  readonly after: number;
  /** … within so long … */
  readonly within: Seconds;
  /** … keep the service out of it for so long. */
  readonly for: Seconds;
}

/** By pool: when it took units of late, and until when it is left alone. */
interface BackOffState {
  readonly taken: Readonly<Record<string, readonly Seconds[]>>;
  readonly until: Readonly<Record<string, Seconds>>;
}

/** `backOff`: leaves a pool out of every list for a while after it has taken too many units; never the last one. */
export function backOff(inner: Strategy, settings: BackOffSettings): Strategy<Wrapped<BackOffState>> {
  return wrap<BackOffState>(inner, { taken: {}, until: {} }, (state, seen) => {
    const own = learn(state.own, seen, settings);
    const [kept, groups, wakeAt] = inner.decide(state.inner, seen);
    const wake = Object.values(own.until).reduce<number | undefined>(earlier, wakeAt);
    return answer(
      { own, inner: kept },
      groups.map((group) => without(group, seen, own)),
      wake,
    );
  });
}

function without(group: Group, { choices }: Observation, { until }: BackOffState): Group {
  const entries = group.entries.filter(({ choice }) => until[choices[choice].pool ?? ''] === undefined);
  return entries.length === 0 ? group : { ...group, entries };
}

function learn(
  { taken, until }: BackOffState,
  { at, news, choices }: Observation,
  settings: BackOffSettings,
): BackOffState {
  const left = Object.fromEntries(Object.entries(until).filter(([, end]) => end > at));
  const recent: Record<string, readonly Seconds[]> = {};
  for (const [pool, times] of Object.entries(taken)) {
    const kept = times.filter((time) => time > at - settings.within);
    if (kept.length > 0) recent[pool] = kept;
  }
  for (const { kind, choice, at: when } of news) {
    const pool = kind === 'noticed' && choice >= 0 ? choices[choice].pool : null;
    if (pool === null) continue;
    recent[pool] = [...(recent[pool] ?? []), when];
    if (recent[pool].length < settings.after) continue;
    left[pool] = at + settings.for;
    delete recent[pool];
  }
  return { taken: recent, until: left };
}
