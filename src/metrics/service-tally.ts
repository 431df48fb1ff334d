import type { PreemptionCause, ServiceState } from '../events/index.js';
import { count, type Counts } from '../statistics/index.js';
import type { PlacementMode } from './inputs.js';

/** Held time and count of the units taken from one entry. */
export interface PlacementTally {
  readonly entry: number;
  readonly type: string;
  readonly mode: PlacementMode;
  replicaSeconds: number;
  acquisitions: number;
}

/**
 * All that is counted of one service; plain data. The first group is the state that stands now, the rest are
 * sums over the time before `since` and over events.
 */
export interface ServiceTally {
  /** A deadline job: it is neither up nor down. */
  readonly ofJob: boolean;
  since: number;
  desired: number;
  /** m = min(minReady, d). */
  needed: number;
  ready: number;
  readyWeight: number;
  readySpot: number;
  waiting: number;
  /** Units whose compute is billed now, and those of them that are ready. */
  billed: number;
  billedReady: number;
  /** Moves when billing stops for all units at once; a unit of an earlier epoch is billed no more. */
  epoch: number;
  state: ServiceState | null;
  reason: string;

  wantedSeconds: number;
  desiredSeconds: number;
  readySeconds: number;
  readySpotSeconds: number;
  shortfallSeconds: number;
  downSeconds: number;
  outageSeconds: number;
  degradedSeconds: number;
  servedWeight: number;
  desiredWeight: number;
  waitingSeconds: number;
  billedSeconds: number;
  usefulBilledSeconds: number;

  firstWanted: number | null;
  firstUp: number | null;
  downSince: number | null;
  readonly downSpells: Counts;
  downCensored: number;

  readonly preemptions: { price: number; stock: number; lifetime: number; outage: number };
  spotPreemptions: number;
  fallbacks: number;
  reallocations: number;
  protectionCompleted: number;
  protectionBroken: number;
  readonly placements: PlacementTally[];
}

export const emptyTally = (ofJob = false): ServiceTally => ({
  ofJob,
  since: 0,
  desired: 0,
  needed: 0,
  ready: 0,
  readyWeight: 0,
  readySpot: 0,
  waiting: 0,
  billed: 0,
  billedReady: 0,
  epoch: 0,
  state: null,
  reason: '',
  wantedSeconds: 0,
  desiredSeconds: 0,
  readySeconds: 0,
  readySpotSeconds: 0,
  shortfallSeconds: 0,
  downSeconds: 0,
  outageSeconds: 0,
  degradedSeconds: 0,
  servedWeight: 0,
  desiredWeight: 0,
  waitingSeconds: 0,
  billedSeconds: 0,
  usefulBilledSeconds: 0,
  firstWanted: null,
  firstUp: null,
  downSince: null,
  downSpells: new Map(),
  downCensored: 0,
  preemptions: { price: 0, stock: 0, lifetime: 0, outage: 0 },
  spotPreemptions: 0,
  fallbacks: 0,
  reallocations: 0,
  protectionCompleted: 0,
  protectionBroken: 0,
  placements: [],
});

export const isDown = (tally: ServiceTally): boolean => tally.desired > 0 && tally.ready < tally.needed;

/**
 * Counts the time since the last change up to `at`. Called before every change, so that what is judged is the
 * state in which a second ended (rank 9); what came and went within one second is not seen.
 */
export function settleTime(tally: ServiceTally, at: number, firstWeight: number): void {
  const span = at - tally.since;
  if (span <= 0) return;
  const { desired, ready } = tally;
  judge(tally);
  tally.readySeconds += ready * span;
  tally.readySpotSeconds += tally.readySpot * span;
  tally.waitingSeconds += tally.waiting * span;
  tally.billedSeconds += tally.billed * span;
  tally.usefulBilledSeconds += Math.min(tally.billedReady, desired) * span;
  if (desired > 0) {
    tally.wantedSeconds += span;
    tally.desiredSeconds += desired * span;
    tally.shortfallSeconds += Math.max(0, desired - ready) * span;
    tally.servedWeight += Math.min(tally.readyWeight, desired * firstWeight) * span;
    tally.desiredWeight += desired * firstWeight * span;
    if (ready < tally.needed) tally.downSeconds += span;
    else if (ready < desired) tally.degradedSeconds += span;
    if (ready === 0) tally.outageSeconds += span;
  }
  tally.since = at;
}

/** Closes the time at the horizon; an open spell is kept with its length so far, and counted as censored. */
export function settleHorizon(tally: ServiceTally, at: number, firstWeight: number): void {
  settleTime(tally, at, firstWeight);
  if (tally.downSince === null) return;
  count(tally.downSpells, at - tally.downSince);
  tally.downCensored += 1;
  tally.downSince = null;
}

// The state has stood since `since`: spells begin, end and first times are reached there.
function judge(tally: ServiceTally): void {
  const { since } = tally;
  const down = isDown(tally);
  if (tally.desired > 0) {
    tally.firstWanted ??= since;
    if (!down) tally.firstUp ??= since;
  }
  if (down) tally.downSince ??= since;
  else if (tally.downSince !== null) {
    count(tally.downSpells, since - tally.downSince);
    tally.downSince = null;
  }
}

// By name: a key that varies is looked up anew each time.
export function countPreemption({ preemptions }: ServiceTally, cause: PreemptionCause): void {
  if (cause === 'price') preemptions.price += 1;
  else if (cause === 'stock') preemptions.stock += 1;
  else preemptions[cause] += 1;
}
