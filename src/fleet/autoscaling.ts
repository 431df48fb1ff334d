import type { Seconds } from '../units/index.js';

/** Demand within this share of what the ready replicas are meant for changes nothing (EAS: 10 %). */
const TOLERANCE = 0.1;
/** Keeps quotients that are whole, or just within tolerance, from falling to the wrong side by their last bit. */
const LAST_BIT = 1e-9;

/** Settings of one service's autoscaler (EAS names and defaults). */
export interface Autoscaling {
  readonly min: number;
  readonly max: number;
  /** Demand that one ready replica is meant for. */
  readonly target: number;
  readonly scaleUpWindow: Seconds;
  readonly scaleDownWindow: Seconds;
  /** Whether a demand is given; without one only the schedule scales. */
  readonly measured: boolean;
}

/** Plain state of one autoscaler. */
export interface AutoscalerState {
  demand: number;
  /** Recommendations, each in force from its second to the next one's. */
  history: { readonly at: Seconds; readonly replicas: number }[];
  /** Handle of the next look that is due; -1 for none. */
  due: number;
}

/** What is wanted now, and when to look again if a window holds a change back (Infinity: when something changes). */
export interface Advice {
  readonly replicas: number;
  readonly again: Seconds;
}

/**
 * The EAS (Kubernetes HPA) formula, desired = ceil(ready x metric / target), where the metric is the demand per
 * ready replica; unchanged within 10 %. Scaling down takes the highest recommendation of its window, scaling up
 * the lowest of its own.
 */
export function advise(
  settings: Autoscaling,
  state: AutoscalerState,
  now: Seconds,
  current: Fleetlet,
): Advice {
  if (current.ready === 0) return { replicas: current.wanted, again: Infinity };
  const fresh = recommend(settings, state.demand, current);
  const last = state.history[state.history.length - 1];
  if (last?.replicas !== fresh) {
    if (last?.at === now) state.history.pop();
    state.history.push({ at: now, replicas: fresh });
  }
  if (fresh === current.wanted) return { replicas: fresh, again: Infinity };
  const down = fresh < current.wanted;
  const window = down ? settings.scaleDownWindow : settings.scaleUpWindow;
  forget(state, now - Math.max(settings.scaleDownWindow, settings.scaleUpWindow));
  return stabilise(state.history, { now, window, wanted: current.wanted, down });
}

/** The replicas of a service as its autoscaler sees them. */
export interface Fleetlet {
  readonly ready: number;
  readonly wanted: number;
}

function recommend(settings: Autoscaling, demand: number, { ready, wanted }: Fleetlet): number {
  const load = demand / (ready * settings.target);
  const raw = Math.abs(load - 1) <= TOLERANCE + LAST_BIT ? wanted : Math.ceil(ready * load - LAST_BIT);
  return Math.min(settings.max, Math.max(settings.min, raw));
}

interface Stabilisation {
  readonly now: Seconds;
  readonly window: Seconds;
  readonly wanted: number;
  readonly down: boolean;
}

function stabilise(
  history: AutoscalerState['history'],
  { now, window, wanted, down }: Stabilisation,
): Advice {
  let replicas = down ? 0 : Infinity;
  let again = Infinity;
  history.forEach((entry, index) => {
    const end = history[index + 1]?.at ?? Infinity;
    if (end <= now - window) return;
    replicas = down ? Math.max(replicas, entry.replicas) : Math.min(replicas, entry.replicas);
    if (end !== Infinity) again = Math.min(again, end + window);
  });
  // A window never turns a change round: at most it holds it back.
  return { replicas: down ? Math.min(replicas, wanted) : Math.max(replicas, wanted), again };
}

/** Drops recommendations that ended before the instant. */
function forget(state: AutoscalerState, before: Seconds): void {
  const keep = state.history.findIndex((_, index) => (state.history[index + 1]?.at ?? Infinity) > before);
  if (keep > 0) state.history.splice(0, keep);
}
