import type { JobPhase, Tier } from '../events/index.js';
import type { JobFacts } from './inputs.js';

/** What is counted of one deadline job's clock; plain data. */
export interface JobTally {
  phase: JobPhase;
  tier: Tier | null;
  since: number;
  /** Work done at `since`. */
  progress: number;
  idleSeconds: number;
  restartSeconds: number;
  checkpointSeconds: number;
  workedSeconds: number;
  /** Work done and not lost, by what it was done on. */
  usefulSpotSeconds: number;
  usefulStandardSeconds: number;
  starts: number;
  finishedAt: number | null;
}

export const emptyJobTally = ({ at }: JobFacts): JobTally => ({
  phase: 'waiting',
  tier: null,
  since: at,
  progress: 0,
  idleSeconds: 0,
  restartSeconds: 0,
  checkpointSeconds: 0,
  workedSeconds: 0,
  usefulSpotSeconds: 0,
  usefulStandardSeconds: 0,
  starts: 0,
  finishedAt: null,
});

/** The job is in another phase from now on. */
export function countPhase(
  tally: JobTally,
  at: number,
  { phase, progress, tier }: Pick<JobTally, 'phase' | 'progress' | 'tier'>,
): void {
  settle(tally, at, progress);
  if (tally.phase === 'waiting' && (phase === 'restarting' || phase === 'working')) tally.starts += 1;
  if (phase === 'done') tally.finishedAt = at;
  tally.phase = phase;
  tally.tier = tier;
}

/** Counts up to the horizon: what a job under way has done by then is done. */
export function settleJob(tally: JobTally, at: number): void {
  const span = Math.max(0, at - tally.since);
  settle(tally, Math.max(at, tally.since), tally.progress + (tally.phase === 'working' ? span : 0));
}

function settle(tally: JobTally, at: number, progress: number): void {
  const span = at - tally.since;
  if (tally.phase === 'waiting') tally.idleSeconds += span;
  else if (tally.phase === 'restarting') tally.restartSeconds += span;
  else if (tally.phase === 'saving') tally.checkpointSeconds += span;
  else if (tally.phase === 'working') tally.workedSeconds += span;
  // What a preemption takes away was done on the units that it takes.
  const gain = progress - tally.progress;
  if (tally.tier === 'standard' || tally.tier === 'dedicated') tally.usefulStandardSeconds += gain;
  else tally.usefulSpotSeconds += gain;
  tally.progress = progress;
  tally.since = at;
}
