import type { Handle, HandlerId, Simulation } from '../kernel/index.js';
import type { Seconds } from '../units/index.js';

/** Handles of what is due for each replica, by replica and kind; NONE where nothing is. */
export type Timers = Float64Array;

// Kinds of what may be due for a replica.
export const START = 0;
export const RELEASE = 1;
export const PROTECTION = 2;
export const LIFETIME = 3;
export const CHECK = 4;

/** Numbers per replica, so that all of one replica lie on one line of the cache; handles in records would be objects. */
const STRIDE = 8;
/** Room at first, in replicas. */
const LEAST = 64;
const NONE = -1;

/** What the timers of a fleet stand on. */
export interface Timed {
  readonly simulation: Simulation;
  timers: Timers;
}

export const noTimers = (): Timers => new Float64Array(LEAST * STRIDE).fill(NONE);

/** Room for the timers of one more replica, of which nothing is due. */
export function makeRoom(timed: Timed, id: number): void {
  const { timers } = timed;
  if ((id + 1) * STRIDE <= timers.length) return;
  timed.timers = new Float64Array(2 * timers.length).fill(NONE);
  timed.timers.set(timers);
}

/** What falls due, and when. */
export interface Due {
  readonly at: Seconds;
  readonly rank: number;
  readonly handler: HandlerId;
}

/** Puts something on the agenda for a replica; nothing of its kind is due. */
export function setTimer(
  { simulation, timers }: Timed,
  id: number,
  kind: number,
  { at, rank, handler }: Due,
): void {
  timers[id * STRIDE + kind] = simulation.schedule(at, rank, handler, id);
}

/** Takes what is due off the agenda. */
export function stopTimer({ simulation, timers }: Timed, id: number, kind: number): void {
  const handle: Handle = timers[id * STRIDE + kind];
  if (handle >= 0) simulation.cancel(handle);
  timers[id * STRIDE + kind] = NONE;
}

/** What was due has happened. */
export function clearTimer({ timers }: Timed, id: number, kind: number): void {
  timers[id * STRIDE + kind] = NONE;
}
