import type { Seconds } from '../../units/index.js';
import { firmOf, plainBid } from './list.js';
import type { Group, Observation, Strategy } from './strategy.js';
import { launchMissing, zoneGroups, zonesOf } from './zones.js';
import type { Chooser, Zone } from './zones.js';

/** Settings of `spot-hedge`. */
export interface SpotHedgeSettings {
  /** Spot replicas beyond the desired ones (N_extra). */
  readonly extra: number;
  /** Whether standard replicas stand in for what spot lacks (dynamic fallback). */
  readonly fallback: boolean;
  /** How often launches that were refused are tried elsewhere. */
  readonly interval: Seconds;
}

/** Zones that preempted or refused last (Z_P), by name; all others are thought to be available (Z_A). */
export interface HedgeState {
  readonly preempting: readonly string[];
  /** When launches that were refused are made anew. */
  readonly due: Seconds;
}

const STANDARD = 'standard';

/**
 * SpotHedge (Mao et al., "SkyServe: Serving AI Models across Regions and Clouds with Spot Instances", EuroSys'25,
 * Algorithm 1): spot replicas spread over zones that have not failed of late, some more of them than needed, and
 * standard ones, min(N, N + extra - ready spot), for as long as that many spot ones are not ready.
 */
export const spotHedge = ({ extra, fallback, interval }: SpotHedgeSettings): Strategy<HedgeState> => ({
  initial: { preempting: [], due: 0 },
  followsPrices: false,
  decide: (before, seen) => {
    const zones = zonesOf(seen);
    const state = learn(before, seen, zones);
    const want = seen.desired === 0 ? 0 : seen.desired + extra;
    if (zones.length === 0) return [{ ...state, due: 0 }, standard(seen, fallback ? seen.desired : 0)];
    const due = launchMissing(seen, zones, {
      want,
      due: before.due,
      interval,
      choose: nextZone(state, seen),
    });
    const ready = zones.reduce(
      (sum, { held }) => sum + held.filter((replica) => replica.state === 'ready').length,
      0,
    );
    const lacking = Math.max(0, Math.min(seen.desired, want - ready));
    const groups = [...zoneGroups(seen, zones, want), ...standard(seen, fallback ? lacking : 0)];
    return due === Infinity ? [{ ...state, due: 0 }, groups] : [{ ...state, due }, groups, due];
  },
});

function standard(seen: Observation, count: number): readonly Group[] {
  const entries = firmOf(seen).map(plainBid);
  return entries.length === 0 ? [] : [{ name: STANDARD, entries, count }];
}

/** A notice or a refusal moves a zone from Z_A to Z_P, a ready replica back; fewer than two in Z_A clear Z_P. */
function learn(
  { preempting }: HedgeState,
  { news }: Observation,
  zones: readonly Zone[],
): Pick<HedgeState, 'preempting'> {
  const names = zones.map(({ name }) => name);
  let found = preempting.filter((name) => names.includes(name));
  for (const { kind, group } of news) {
    if (!names.includes(group)) continue;
    if (kind === 'ready') found = found.filter((name) => name !== group);
    if ((kind === 'noticed' || kind === 'refused') && !found.includes(group)) found = [...found, group];
    if (names.length - found.length < 2) found = [];
  }
  return { preempting: found };
}

/**
 * The cheapest zone of Z_A where the service has nothing; of all Z_A, if it has something in each. A launch that was
 * refused goes elsewhere where there is an elsewhere (with two zones the paper's own rule would try the same again).
 */
function nextZone({ preempting }: Pick<HedgeState, 'preempting'>, seen: Observation): Chooser {
  return (zones, tried) => {
    const active = zones.filter(({ name }) => !preempting.includes(name));
    const unused = active.filter(({ held, launches }) => held.length + launches === 0);
    const candidates = unused.length > 0 ? unused : active;
    const elsewhere = candidates.filter(({ name }) => name !== tried);
    const left = elsewhere.length > 0 ? elsewhere : candidates;
    return left.reduce((best, zone) => (seen.price(zone.choice) < seen.price(best.choice) ? zone : best));
  };
}
