import { count, type Counts } from '../statistics/index.js';

/** The open side of time-to-recover of one service; plain data. */
export interface Recovery {
  /** Replicas released by the provider whose replacement is not ready. */
  open: number;
  /**
   * Every such replica, each followed by its second of release, in the order of release; those that have recovered
   * are stale.
   */
  lost: number[];
  /** Places of `lost` before this one are stale. */
  head: number;
  /** Replacements that were ready before the release of what they replace (`reallocateOn: notice`). */
  early: number;
  /** Units in notice and still held. */
  noticed: number;
  readonly spells: Counts;
  censored: number;
}

/** By replica, of all services: the second from which it is lost, or NOT_LOST. */
export type LostSince = number[];

const NOT_LOST = -1;
/** Stale places are kept until so many more than the open ones have gathered. */
const SLACK = 64;

export const noRecovery = (): Recovery => ({
  open: 0,
  lost: [],
  head: 0,
  early: 0,
  noticed: 0,
  spells: new Map(),
  censored: 0,
});

/** The provider's notice ends, by release or by our own drain. */
export function noticeEnded(recovery: Recovery): void {
  recovery.noticed -= 1;
  recovery.early = Math.min(recovery.early, recovery.noticed);
}

/** A preempted unit is gone: its replacement is ready already, or the spell begins. */
export function recoveryBegins(recovery: Recovery, since: LostSince, at: number, replica: number): void {
  if (recovery.early > 0) {
    recovery.early -= 1;
    count(recovery.spells, 0);
    return;
  }
  while (since.length <= replica) since.push(NOT_LOST);
  if (since[replica] !== NOT_LOST) return;
  since[replica] = at;
  recovery.open += 1;
  if (recovery.lost.length > 4 * recovery.open + SLACK) dropStale(recovery, since);
  recovery.lost.push(replica, at);
}

/** A replacement is ready: of the same replica's last unit, or else of the one that was lost first. */
export function recoveryEnds(recovery: Recovery, since: LostSince, at: number, replica: number): void {
  if (recovery.open === 0) {
    recovery.early = Math.min(recovery.early + 1, recovery.noticed);
    return;
  }
  const lost = replica < since.length && since[replica] !== NOT_LOST ? replica : first(recovery, since);
  count(recovery.spells, at - since[lost]);
  recoveryDropped(recovery, since, lost);
}

/** The replica is not waited for any more. */
export function recoveryDropped(recovery: Recovery, since: LostSince, replica: number): void {
  if (replica >= since.length || since[replica] === NOT_LOST) return;
  since[replica] = NOT_LOST;
  recovery.open -= 1;
  if (recovery.open > 0) return;
  while (recovery.lost.length > 0) recovery.lost.pop();
  recovery.head = 0;
}

/** Nothing of the service is waited for any more. */
export function recoveriesDropped(recovery: Recovery, since: LostSince): void {
  for (const [replica] of openPlaces(recovery, since)) recoveryDropped(recovery, since, replica);
  recovery.early = 0;
}

/** What is still open at the horizon is kept with its length so far, and counted as censored. */
export function recoveryCut(recovery: Recovery, since: LostSince, at: number): void {
  for (const [replica, lostAt] of openPlaces(recovery, since)) {
    // Lost twice in one second, it stands there twice.
    if (since[replica] !== lostAt) continue;
    count(recovery.spells, at - lostAt);
    recovery.censored += 1;
    recoveryDropped(recovery, since, replica);
  }
}

/** Those that are not stale. */
function openPlaces({ lost, head }: Recovery, since: LostSince): readonly (readonly [number, number])[] {
  const places: [number, number][] = [];
  for (let place = head; place < lost.length; place += 2)
    if (isOpen(lost, place, since)) places.push([lost[place], lost[place + 1]]);
  return places;
}

const isOpen = (lost: readonly number[], place: number, since: LostSince): boolean =>
  since[lost[place]] === lost[place + 1];

function first(recovery: Recovery, since: LostSince): number {
  while (!isOpen(recovery.lost, recovery.head, since)) recovery.head += 2;
  return recovery.lost[recovery.head];
}

function dropStale(recovery: Recovery, since: LostSince): void {
  recovery.lost = openPlaces(recovery, since).flat();
  recovery.head = 0;
}
