import { formatPath, parsePath } from '../scenario/index.js';
import { invariant } from '../units/index.js';
import { estimateOf, type Estimate, type EstimateOptions } from './estimate.js';
import type { Samples } from './samples.js';

/** One case beside its bound, over all services and jobs. Intervals of `regret` are of differences within a market. */
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
  /** By name, where the scenario has deadline jobs. */
  readonly jobs?: Readonly<Record<string, OmniscientJobRow>>;
}

/** One job of a case beside its bound. */
export interface OmniscientJobRow {
  readonly met: Estimate;
  readonly cost: Estimate;
  /** Least cost of what the job did, by its deadline, or by the second in which it was done where that is later. */
  readonly costAsDone: Estimate;
  readonly regret: Estimate;
  readonly relativeRegret: Estimate;
  /** The yardstick: all of the work by the deadline, or as much as could be, at the least cost. */
  readonly bound: { readonly met: Estimate; readonly cost: Estimate; readonly usefulSeconds: Estimate };
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
    ...jobRows(samples, options),
  };
}

const JOB = /^jobs\b.+\.omniscient\.regret$/;

function jobRows(samples: Samples, options: EstimateOptions): Pick<OmniscientRow, 'jobs'> {
  const jobs = samples.paths.filter((path) => JOB.test(path)).map((path) => parsePath(path));
  if (jobs.length === 0) return {};
  const rows = jobs.map((path) => {
    invariant(path.ok, 'a metric has a path');
    const name = path.value[1];
    const of = (...figure: readonly string[]): Estimate =>
      estimateOf(samples, formatPath(['jobs', name, ...figure]), options);
    const row: OmniscientJobRow = {
      ...{ met: of('met'), cost: of('cost'), costAsDone: of('omniscient', 'costAsDone') },
      regret: of('omniscient', 'regret'),
      relativeRegret: of('omniscient', 'relativeRegret'),
      bound: {
        ...{ met: of('omniscient', 'met'), cost: of('omniscient', 'cost') },
        usefulSeconds: of('omniscient', 'usefulSeconds'),
      },
    };
    return [name, row] as const;
  });
  return { jobs: Object.fromEntries(rows) };
}
