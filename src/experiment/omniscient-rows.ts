import { estimateOf, type Estimate, type EstimateOptions } from './estimate.js';
import type { Samples } from './samples.js';

/** One case beside its bound, over all services. Intervals of `regret` are of differences within a market. */
export interface OmniscientRow {
  readonly case: string;
  readonly cost: Estimate;
  readonly readyReplicaSeconds: Estimate;
  readonly costPerReadyHour: Estimate;
  /** Least cost of having as many of the desired replicas ready at every instant as this case had. */
  readonly costAsReady: Estimate;
  readonly regret: Estimate;
  readonly relativeRegret: Estimate;
  /** The yardstick: as many of the desired replicas ready at every instant as could be, at the least cost. */
  readonly bound: {
    readonly cost: Estimate;
    readonly readyReplicaSeconds: Estimate;
    readonly costPerReadyHour: Estimate;
  };
}

export function omniscientRow(samples: Samples, options: EstimateOptions): OmniscientRow {
  const of = (path: string): Estimate => estimateOf(samples, `totals.${path}`, options);
  return {
    case: samples.of.name,
    cost: of('cost.total'),
    readyReplicaSeconds: of('readyReplicaSeconds'),
    costPerReadyHour: of('costPerReadyHour'),
    costAsReady: of('omniscient.costAsReady'),
    regret: of('omniscient.regret'),
    relativeRegret: of('omniscient.relativeRegret'),
    bound: {
      cost: of('omniscient.cost'),
      readyReplicaSeconds: of('omniscient.readyReplicaSeconds'),
      costPerReadyHour: of('omniscient.costPerReadyHour'),
    },
  };
}
