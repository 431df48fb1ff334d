import { SilentRecorder } from '../events/index.js';
import type { JobPhase, Tier } from '../events/index.js';
import type { Seconds } from '../units/index.js';

/** What a job stands on, or why it makes no progress. */
export type JobStanding = 'spot' | 'standard' | 'restarting' | 'saving' | 'waiting';

/** Something that happened to a job in one column of the horizon. */
export interface JobMark {
  readonly column: number;
  /** Starts, or seconds of work that were lost. */
  readonly amount: number;
}

/** A deadline job over time, in equal columns of the horizon. */
export interface JobHistory {
  /** Share of each column that the job spent so; before its submission and after its end it does neither. */
  readonly shares: Readonly<Record<JobStanding, Float64Array>>;
  /** Work done, seconds: at the beginning of the first column, and at the end of each, before what is lost in that second. */
  readonly done: Float64Array;
  readonly starts: readonly JobMark[];
  readonly losses: readonly JobMark[];
  readonly finishedAt: Seconds | null;
}

interface JobState {
  phase: JobPhase;
  tier: Tier | null;
  since: Seconds;
  /** The one that `since` is in. */
  column: number;
  progress: Seconds;
  finishedAt: Seconds | null;
  readonly shares: Record<JobStanding, Float64Array>;
  readonly done: Float64Array;
  readonly starts: Map<number, number>;
  readonly losses: Map<number, number>;
}

export interface JobHistoryInputs {
  readonly horizon: Seconds;
  /** Of the horizon; memory grows with them, not with the run. */
  readonly columns: number;
  /** Which events number before the jobs. */
  readonly services: number;
  /** Second of submission of each job. */
  readonly submitted: readonly Seconds[];
}

/** Watches a run for pictures of its jobs. */
export class JobHistoryCollector extends SilentRecorder {
  readonly #inputs: JobHistoryInputs;
  readonly #size: number;
  readonly #jobs: readonly JobState[];

  constructor(inputs: JobHistoryInputs) {
    super();
    this.#inputs = inputs;
    this.#size = Math.max(1, Math.min(inputs.columns, inputs.horizon));
    this.#jobs = inputs.submitted.map((at) => {
      const state = newState(this.#size);
      this.#settle(state, at);
      state.phase = 'waiting';
      return state;
    });
  }

  override job(at: Seconds, job: number, phase: JobPhase, progress: Seconds, tier: Tier | null): void {
    const state = this.#jobs[job - this.#inputs.services];
    this.#settle(state, at);
    const lost = state.progress - progress;
    if (lost > 0) this.#mark(state, 'losses', lost);
    if (state.phase === 'waiting' && (phase === 'restarting' || phase === 'working'))
      this.#mark(state, 'starts', 1);
    if (phase === 'done') state.finishedAt = at;
    state.phase = phase;
    state.progress = progress;
    state.tier = tier;
  }

  /** By job; call it once, after the run. */
  finish(): readonly JobHistory[] {
    return this.#jobs.map((state) => {
      this.#settle(state, this.#inputs.horizon);
      const { shares, done, starts, losses, finishedAt } = state;
      return { shares, done, starts: marksOf(starts), losses: marksOf(losses), finishedAt };
    });
  }

  #mark(state: JobState, kind: 'starts' | 'losses', amount: number): void {
    const column = Math.min(this.#size - 1, state.column);
    state[kind].set(column, (state[kind].get(column) ?? 0) + amount);
  }

  /** The seconds up to now, in the phase that stood. */
  #settle(state: JobState, to: Seconds): void {
    const { shares, done, phase } = state;
    const until = Math.min(to, this.#inputs.horizon);
    const standing = standingOf(state);
    while (state.since < until) {
      const [begin, edge] = [this.#edge(state.column), this.#edge(state.column + 1)];
      const spent = Math.min(until, edge) - state.since;
      if (standing !== undefined) shares[standing][state.column] += spent / (edge - begin);
      if (phase === 'working') state.progress += spent;
      state.since += spent;
      if (state.since < edge) return;
      state.column += 1;
      done[state.column] = state.progress;
    }
  }

  /** Second at which a column begins; no column is empty. */
  #edge(column: number): Seconds {
    return Math.floor((column * this.#inputs.horizon) / this.#size);
  }
}

/** Before its submission a job is as little to be seen as after its end. */
function newState(size: number): JobState {
  const column = (): Float64Array => new Float64Array(size);
  return {
    ...{ phase: 'done', tier: null, since: 0, column: 0, progress: 0, finishedAt: null },
    shares: {
      ...{ spot: column(), standard: column(), restarting: column() },
      ...{ saving: column(), waiting: column() },
    },
    ...{ done: new Float64Array(size + 1), starts: new Map(), losses: new Map() },
  };
}

function standingOf({ phase, tier }: JobState): JobStanding | undefined {
  if (phase === 'done') return undefined;
  if (phase !== 'working') return phase;
  return tier === 'standard' || tier === 'dedicated' ? 'standard' : 'spot';
}

const marksOf = (marks: ReadonlyMap<number, number>): readonly JobMark[] =>
  [...marks].map(([column, amount]) => ({ column, amount }));
