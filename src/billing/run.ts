import { InvariantError, type MicroPerHour, type Seconds } from '../units/index.js';
import type { Acquisition } from '../events/index.js';
import { charge, type Amount } from './amount.js';
import { laneOf, type PriceIntegrals } from './price-integral.js';
import type { PlacementMode } from './totals.js';

/** In place of the second from which a run is billed: compute billing has not started. */
export const NOT_YET = -1;
/** In place of the rate of a segment: what the market asks. */
const MARKET = -1;

/**
 * One placement of one replica, from acquisition to release. Its compute is cut into segments of one rule:
 * locked or standard (a fixed rate), market (the difference of the tier's price integral), or capped (the
 * ceiling, while the price stands above it). Each opens and closes in O(1). A replica's record is used again
 * for its next placement, since records that come and go would cost more than the bill. As an amount it is what
 * the closed segments cost, less the price integral at the start of a market segment that is open.
 */
export interface Run extends Amount {
  readonly replica: number;
  /** False between two placements. */
  open: boolean;
  service: number;
  /** Counts the placements of this replica from 1. */
  number: number;
  /** Counts the placements of all replicas: the order of acquisition. */
  order: number;
  entry: number;
  pool: number;
  mode: PlacementMode;
  /** Of the price integrals; -1 unless spot. */
  lane: number;
  acquiredAt: Seconds;
  /** Standard price, or the price of a spot unit at its acquisition. */
  price: MicroPerHour;
  ceiling: MicroPerHour;
  /** Ceilings before the present one (`rebid`), each until its second, as far back as an increment reaches. */
  former: readonly { readonly until: Seconds; readonly ceiling: MicroPerHour }[];
  protectedUntil: Seconds;
  locked: boolean;
  /** Billed gibibytes of disk. */
  disk: number;
  /** Billed from here; NOT_YET before compute billing starts. */
  from: Seconds;
  /** The tier's price stands above the ceiling. */
  above: boolean;
  /** Rate of the open segment, or MARKET. */
  fixed: MicroPerHour;
  since: Seconds;
}

/** The record of a replica that has not been placed yet. */
export const newRun = (replica: number): Run => ({
  replica,
  open: false,
  service: -1,
  number: 0,
  order: -1,
  entry: -1,
  pool: -1,
  mode: 'spot',
  lane: -1,
  acquiredAt: 0,
  price: 0,
  ceiling: 0,
  former: [],
  protectedUntil: 0,
  locked: false,
  disk: 0,
  from: NOT_YET,
  above: false,
  fixed: MARKET,
  since: 0,
  whole: 0,
  parts: 0,
});

/** Begins the replica's next placement; price and billed disk are the caller's to set. */
export function openRun(run: Run, at: Seconds, acquisition: Acquisition): void {
  const { pool, tier } = acquisition;
  const spot = tier === 'unprotected' || tier === 'protected';
  run.open = true;
  run.service = acquisition.service;
  run.number++;
  run.entry = acquisition.entry;
  run.pool = pool;
  run.mode = spot ? 'spot' : tier;
  run.lane = spot ? laneOf(pool, tier) : -1;
  run.acquiredAt = at;
  run.ceiling = acquisition.ceiling;
  if (run.former.length > 0) run.former = [];
  run.protectedUntil = acquisition.protectedUntil;
  run.locked = acquisition.locked;
  run.from = NOT_YET;
  run.above = false;
  run.fixed = MARKET;
  run.since = at;
  run.whole = 0;
  run.parts = 0;
}

/** The rate in force from `at` on, or MARKET. */
function rateFrom(run: Run, at: Seconds, capAtCeiling: boolean): MicroPerHour {
  if (run.lane < 0) return run.price;
  if (at < run.protectedUntil) return run.locked ? run.price : MARKET;
  return run.above && capAtCeiling ? run.ceiling : MARKET;
}

/** Closes the open segment, if billing has begun, and opens the next one by the rule that holds from `at`. */
export function turnSegment(run: Run, at: Seconds, integrals: PriceIntegrals, capAtCeiling: boolean): void {
  closeSegment(run, at, integrals);
  run.fixed = rateFrom(run, at, capAtCeiling);
  run.since = at;
  if (run.fixed === MARKET) integrals.subtract(at, run.lane, run);
}

export function closeSegment(run: Run, at: Seconds, integrals: PriceIntegrals): void {
  if (run.from === NOT_YET) return;
  if (run.lane >= 0 && run.since < run.protectedUntil && at > run.protectedUntil)
    throw new InvariantError('the end of protection is recorded for every replica held then');
  if (run.fixed === MARKET) integrals.add(at, run.lane, run);
  else charge(run, run.fixed, at - run.since);
}

/** The run stands under another ceiling from `at` on; what was before is remembered for `span`. */
export function changeCeiling(run: Run, at: Seconds, ceiling: MicroPerHour, span: Seconds): void {
  const recent = run.former.filter(({ until }) => until > at - span);
  run.former = [...recent, { until: at, ceiling: run.ceiling }];
  run.ceiling = ceiling;
}

/** A span of seconds under one ceiling. */
export interface CeilingSpan {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly ceiling: MicroPerHour;
}

/** The ceilings in force from `from` to `to`, no further back than they are remembered. */
export function ceilingsIn(run: Run, from: Seconds, to: Seconds): readonly CeilingSpan[] {
  const spans: CeilingSpan[] = [];
  let begin = from;
  for (const { until, ceiling } of [...run.former, { until: to, ceiling: run.ceiling }]) {
    const end = Math.min(until, to);
    if (end > begin) spans.push({ from: begin, to: end, ceiling });
    begin = Math.max(begin, end);
  }
  return spans;
}

/** One second of a spot run, as far as its rate goes. */
export interface Moment {
  readonly inProtection: boolean;
  /** The market rate. */
  readonly market: MicroPerHour;
  readonly ceiling: MicroPerHour;
}

/** What a run pays in such a second. */
export function rateAt(
  run: Run,
  { inProtection, market, ceiling }: Moment,
  capAtCeiling: boolean,
): MicroPerHour {
  if (run.lane < 0) return run.price;
  if (inProtection) return run.locked ? run.price : market;
  return capAtCeiling ? Math.min(market, ceiling) : market;
}
