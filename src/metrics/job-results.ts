import type { JobFacts } from './inputs.js';
import type { JobTally } from './job-tally.js';
import type { CommonMetrics, PlacementMetrics, PreemptionCounts } from './results.js';

/** What became of a deadline job. Times of its clock are seconds of the whole gang, held ones replica-seconds. */
export interface JobMetrics {
  /** Done by its deadline. */
  readonly met: boolean;
  /** Second of the run; null if it was not done by the end of it. */
  readonly finishedAt: number | null;
  /** After the deadline; 0 in time, null if it was not done by the end of the run. */
  readonly lateSeconds: number | null;
  /** From submission to the end of the work, or of the run: the five that follow, summed. */
  readonly elapsedSeconds: number;
  /** Work done that was not lost. */
  readonly usefulSeconds: number;
  /** Work done that a preemption took away. */
  readonly lostSeconds: number;
  readonly restartSeconds: number;
  readonly checkpointSeconds: number;
  /** Without units, or without all of them. */
  readonly idleSeconds: number;
  /** Useful work by what it was done on; dedicated machines count as standard. */
  readonly usefulSpotSeconds: number;
  readonly usefulStandardSeconds: number;
  /** Starts and changes of units. */
  readonly starts: number;
  readonly preemptions: PreemptionCounts;
  readonly acquisitions: number;
  /** Held time. */
  readonly spotSeconds: number;
  readonly standardSeconds: number;
  /** Line items, disk included. */
  readonly cost: number;
  /** The same work, a restart and its checkpoints at the standard price of the first entry that is not dedicated. */
  readonly standardCost: number | null;
  /** Compute cost / standardCost. */
  readonly relativeCost: number | null;
  readonly placements: readonly PlacementMetrics[];
}

/** What a finished run left to be told of one job. */
export interface FinishedJob {
  readonly facts: JobFacts;
  readonly tally: JobTally;
  readonly common: Pick<
    CommonMetrics,
    'preemptions' | 'acquisitions' | 'cost' | 'standardCost' | 'relativeCost'
  >;
  readonly placements: readonly PlacementMetrics[];
}

export function jobMetrics({ facts, tally, common, placements }: FinishedJob): JobMetrics {
  const { finishedAt, usefulSpotSeconds, usefulStandardSeconds, workedSeconds } = tally;
  const { restartSeconds, checkpointSeconds, idleSeconds, starts } = tally;
  const late = finishedAt === null ? null : Math.max(0, finishedAt - facts.at - facts.deadline);
  const usefulSeconds = usefulSpotSeconds + usefulStandardSeconds;
  const held = (spot: boolean): number =>
    placements.reduce(
      (sum, { mode, replicaSeconds }) => sum + ((mode === 'spot') === spot ? replicaSeconds : 0),
      0,
    );
  return {
    met: late === 0,
    finishedAt,
    lateSeconds: late,
    elapsedSeconds: workedSeconds + restartSeconds + checkpointSeconds + idleSeconds,
    usefulSeconds,
    lostSeconds: workedSeconds - usefulSeconds,
    ...{ restartSeconds, checkpointSeconds, idleSeconds },
    ...{ usefulSpotSeconds, usefulStandardSeconds, starts },
    preemptions: common.preemptions,
    acquisitions: common.acquisitions,
    spotSeconds: held(true),
    standardSeconds: held(false),
    cost: common.cost.total,
    standardCost: common.standardCost,
    relativeCost: common.relativeCost,
    placements,
  };
}
