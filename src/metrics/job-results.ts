import type { JobFacts } from './inputs.js';
import type { JobTally } from './job-tally.js';
import type { CommonMetrics, JobMetrics, PlacementMetrics } from './results.js';

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
