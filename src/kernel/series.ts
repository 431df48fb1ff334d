import { formatDuration, type Seconds } from '../units/index.js';

/** A recorded step function: `value[i]` is in force from `at[i]` until the next row. */
export interface Series {
  /** Whole seconds, strictly increasing: since the epoch, or since the recording began where it has no dates. */
  readonly at: Float64Array;
  readonly value: Float64Array;
  /** The second until which the last value is known; absent: that of the last row. */
  readonly until?: Seconds;
  /** True where the recording has no dates: `at` counts from its own beginning. */
  readonly undated?: boolean;
}

/** How a recording is laid under a run. */
export interface ReplayPlan {
  /** `start`: the first row is second 0. `calendar`: each row stands at its own date. */
  readonly align: 'start' | 'calendar';
  /** What holds after the recording's end: nothing (a fault), its last value, or the recording from its start. */
  readonly after: 'fail' | 'hold' | 'repeat';
  /** `random`: every replication begins at a second of the recording drawn at random. */
  readonly window: 'whole' | 'random';
  /** Seconds of the recording that are left out before second 0; default 0. */
  readonly offset?: Seconds | undefined;
}

/** What a replay must know of the run. */
export interface RunSpan {
  /** The run's second 0, in seconds since the epoch. */
  readonly start: number;
  readonly duration: Seconds;
}

export const beginOf = (series: Series): number => series.at[0];
export const endOf = (series: Series): number => series.until ?? series.at[series.at.length - 1];
/** Seconds from the first row to the end of what is known. */
export const spanOf = (series: Series): Seconds => endOf(series) - beginOf(series);

/** Rows that come into force where the first row follows the end of what is known: a row at that very end does not. */
export function roundOf(series: Series): number {
  const last = series.at.length - 1;
  return series.at[last] >= endOf(series) ? last : last + 1;
}

/** Index of the last of the first `rows` rows at or before a second. */
export function rowAt(at: Float64Array, rows: number, second: number): number {
  let low = 0;
  let high = rows - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at[middle] <= second) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A fault of a plan against a recording, in words for people. */
export interface ReplayFault {
  readonly message: string;
  readonly hint?: string;
}

/** What forbids replaying the recording in this run as planned; undefined if nothing does. */
export function replayFault(series: Series, plan: ReplayPlan, run: RunSpan): ReplayFault | undefined {
  const span = spanOf(series);
  const offset = plan.offset ?? 0;
  if (series.at.length === 0) return { message: 'the trace is empty' };
  if (plan.after === 'repeat' && span === 0)
    return { message: 'a trace of one instant cannot repeat', hint: 'use after: hold' };
  if (plan.window === 'random') return randomFault(span, plan, run);
  if (plan.align === 'calendar' && series.undated === true) {
    return { message: 'the trace has no dates to align by', hint: 'use align: start' };
  }
  if (plan.align === 'calendar') {
    const late = beginOf(series) - (run.start + offset);
    if (late > 0) {
      return {
        message: `the trace begins ${formatDuration(late)} after the scenario's start`,
        hint: 'start the scenario later, or use align: start',
      };
    }
  }
  if (plan.after !== 'fail') return undefined;
  const covered = plan.align === 'start' ? span - offset : endOf(series) - run.start - offset;
  return covered >= run.duration ? undefined : shortage(covered, run.duration);
}

function randomFault(span: Seconds, plan: ReplayPlan, run: RunSpan): ReplayFault | undefined {
  if (plan.align === 'calendar') {
    return { message: 'window: random and align: calendar exclude each other', hint: 'use align: start' };
  }
  if (plan.after === 'repeat') return undefined;
  const covered = span - (plan.offset ?? 0);
  return covered >= run.duration ? undefined : shortage(covered, run.duration);
}

const shortage = (covered: Seconds, duration: Seconds): ReplayFault => ({
  message: `the trace covers ${formatDuration(Math.max(0, covered))} of a run of ${formatDuration(duration)}`,
  hint: 'shorten the run, or say after: hold or after: repeat',
});
