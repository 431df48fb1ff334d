import { performance } from 'node:perf_hooks';
import { formatDuration } from '../index.js';
import type { Io } from './io.js';

const FIRST_AFTER = 400;
const EVERY = 100;
const CLEAR = '\r\u001b[2K';

/** Shows how far an experiment is, where somebody looks. */
export interface ExperimentProgress {
  readonly onReplication: () => void;
  readonly end: () => void;
}

/**
 * `expected` is how many replications are to come, or at most; then the time left is said to be at most that. It
 * follows from the mean time so far, which is honest as far as replications are alike.
 */
export function experimentProgress(
  title: string,
  expected: { readonly total: number; readonly atMost?: boolean },
  io: Io,
): ExperimentProgress {
  const begun = performance.now();
  let done = 0;
  let shown = -Infinity;
  const { total, atMost = false } = expected;
  return {
    onReplication: () => {
      done += 1;
      const now = performance.now();
      if (!io.live || now - begun < FIRST_AFTER || now - shown < EVERY) return;
      shown = now;
      const left = Math.max(0, total - done) * ((now - begun) / done);
      const time = `${atMost ? 'at most' : 'about'} ${formatDuration(Math.ceil(left / 1000))} left`;
      io.err(`${CLEAR}${title}: ${done} of ${atMost ? 'at most ' : ''}${total} replications, ${time}`);
    },
    end: () => {
      if (shown > -Infinity) io.err(CLEAR);
    },
  };
}
