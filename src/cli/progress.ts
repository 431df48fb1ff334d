import { performance } from 'node:perf_hooks';
import { formatDuration } from '../index.js';
import type { Run } from '../index.js';
import type { Io } from './io.js';

const SLICES = 500;
/** Nothing is shown of runs that are over in a blink, and no more often than the eye can follow. */
const FIRST_AFTER = 400;
const EVERY = 100;
const CLEAR = '\r\u001b[2K';

/** Runs to just before the horizon, slice by slice, and shows how far it is where somebody looks. */
export function runWithProgress(run: Run, title: string, io: Io): void {
  const { duration } = run.model.scenario;
  const begun = performance.now();
  let shown = -Infinity;
  for (let slice = 1; slice < SLICES; slice++) {
    const until = Math.floor((duration / SLICES) * slice);
    run.runUntil(until);
    const now = performance.now();
    if (now - begun < FIRST_AFTER || now - shown < EVERY) continue;
    shown = now;
    const days = `${formatDuration(until - (until % 3600))} of ${formatDuration(duration)}`;
    io.err(`${CLEAR}${title}: ${Math.floor((100 * slice) / SLICES)} %  ${days}`);
  }
  if (shown > -Infinity) io.err(CLEAR);
}
