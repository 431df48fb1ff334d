import { weekday, type Instant } from './calendar.js';
import { DAY, type Seconds } from './time.js';

/** A cosine that comes back every day or every week. */
export interface Wave {
  /** How far the peak lies above the mean, and the trough below. */
  readonly amplitude: number;
  /** Seconds after local midnight, or after Monday 00:00. */
  readonly peak: Seconds;
}

export interface SeasonSpec {
  readonly daily?: Wave | undefined;
  readonly weekly?: Wave | undefined;
  /** Seconds that the local clock is ahead of UTC; absent: as that of the run's start. */
  readonly timezone?: Seconds | undefined;
}

const WEEK = 7 * DAY;

/** A season as a function of the run's second: a1 cos(2 pi (t - t1) / 24 h) + a2 cos(2 pi (t - t2) / 168 h). */
export function seasonalWave(
  { daily, weekly, timezone }: SeasonSpec,
  start: Instant,
): (at: Seconds) => number {
  const local = start.epochSeconds + (timezone ?? start.offsetSeconds);
  const day = Math.floor(local / DAY);
  const sinceMidnight = local - day * DAY;
  const sinceMonday = ((weekday(day) + 6) % 7) * DAY + sinceMidnight;
  const byDay = wave(daily, DAY, sinceMidnight);
  const byWeek = wave(weekly, WEEK, sinceMonday);
  return (at) => byDay(at) + byWeek(at);
}

function wave(spec: Wave | undefined, period: Seconds, sinceBegin: Seconds): (at: Seconds) => number {
  if (spec === undefined) return () => 0;
  const { amplitude, peak } = spec;
  const turn = (2 * Math.PI) / period;
  // Whole seconds modulo the period first: the same phase, to the bit, in every period.
  return (at) => amplitude * Math.cos(turn * (((at + sinceBegin) % period) - peak));
}
