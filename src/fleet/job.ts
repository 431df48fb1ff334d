import type { JobPhase, Tier } from '../events/index.js';
import type { Seconds } from '../units/index.js';

/** Checkpoints of a deadline job. */
export interface CheckpointSetup {
  /** Work between two of them. */
  readonly every: Seconds;
  /** How long the work stands still for one. */
  readonly cost: Seconds;
  /** Whether one is written at the end of a notice that is long enough. */
  readonly onNotice: boolean;
}

/** What makes a workload a deadline job. */
export interface JobSetup {
  /** Second of its submission. */
  readonly at: Seconds;
  readonly work: Seconds;
  /** From its submission. */
  readonly deadline: Seconds;
  /** Paid at every start and change of units, without progress. */
  readonly restart: Seconds;
  /** Without it no progress is ever lost. */
  readonly checkpoint?: CheckpointSetup;
}

/** A unit that the job works on: the slot's replica, and which of its acquisitions. */
export interface GangMember {
  readonly id: number;
  readonly acquisition: number;
}

/** Where a job stands; plain. */
export interface JobState {
  phase: JobPhase;
  /** Since when `progress` stands as it is written here; while the job works, progress has grown since. */
  since: Seconds;
  progress: Seconds;
  /** What a preemption leaves of it. */
  saved: Seconds;
  /** The units that it works on; empty while it waits. */
  gang: readonly GangMember[];
  tier: Tier | null;
  /** Handle of what is due next, and its second; -1 for nothing. */
  due: number;
  dueAt: Seconds;
}

export const newJob = (): JobState => ({
  phase: 'waiting',
  since: 0,
  progress: 0,
  saved: 0,
  gang: [],
  tier: null,
  due: -1,
  dueAt: -1,
});

/** Work done up to now. */
export const progressAt = ({ phase, progress, since }: JobState, now: Seconds): Seconds =>
  phase === 'working' ? progress + now - since : progress;

/** What a preemption at this instant would leave of it. */
export const savedAt = (job: JobState, { checkpoint }: JobSetup, now: Seconds): Seconds =>
  checkpoint === undefined ? progressAt(job, now) : job.saved;

/** How long the rest takes on units that are never taken, checkpoints included, from a state that was saved. */
export function neededFrom(saved: Seconds, { work, checkpoint }: JobSetup): Seconds {
  const left = Math.max(0, work - saved);
  if (checkpoint === undefined) return left;
  return left + Math.max(0, Math.ceil(left / checkpoint.every) - 1) * checkpoint.cost;
}

/** The present second, and that at which the first of the job's units goes: Infinity where none is in notice. */
export interface Outlook {
  readonly now: Seconds;
  readonly noticeEnds: Seconds;
}

/** When the present phase ends by itself; -1 while the job waits or is done. */
export function nextDue(job: JobState, setup: JobSetup, { now, noticeEnds }: Outlook): Seconds {
  const { restart, work, checkpoint } = setup;
  switch (job.phase) {
    case 'waiting':
    case 'done':
      return -1;
    case 'restarting':
      return job.since + restart;
    case 'saving':
      return job.since + (checkpoint?.cost ?? 0);
    case 'working': {
      const end = job.since + work - job.progress;
      if (checkpoint === undefined) return end;
      const regular = job.since + job.saved + checkpoint.every - job.progress;
      const last = checkpoint.onNotice ? noticeEnds - checkpoint.cost : Infinity;
      const intime = last > now || (last === now && checkpoint.cost > 0);
      return Math.min(end, regular, intime ? last : Infinity);
    }
  }
}
