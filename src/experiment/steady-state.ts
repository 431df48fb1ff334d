import { mser } from '../statistics/index.js';
import type { Seconds } from '../units/index.js';
import { inOrder, type Laboratory } from './extend.js';
import type { Case, Task } from './task.js';

/** How long a case needs to forget how it began. */
export interface WarmUpFinding {
  readonly seconds: Seconds;
  /** The series are too short to tell: more than half of the run may be warm-up. */
  readonly doubtful: boolean;
  readonly byMetric: Readonly<Record<string, Seconds>>;
}

const PILOTS = 10;
const SLICES = 200;
const WATCHED = ['totals.cost.total', 'totals.downSeconds', 'totals.readyReplicaSeconds'];

/**
 * Looks for the warm-up of a case: cost, downtime and ready time in 200 equal slices of the horizon, averaged over ten
 * pilot replications, and the latest of their cuts by MSER-5. The replications that follow measure from there on.
 */
export async function findWarmUp(
  laboratory: Laboratory,
  of: Case,
  duration: Seconds,
): Promise<WarmUpFinding> {
  const slices = Math.min(SLICES, duration);
  const sums = WATCHED.map(() => new Float64Array(slices));
  const tasks = Array.from({ length: PILOTS }, (_, id): Task => ({
    id,
    case: of,
    replication: id,
    mirrored: false,
    warmUp: 0,
    series: { metrics: WATCHED, slices },
  }));
  for await (const { series } of inOrder(laboratory, tasks)) {
    sums.forEach((sum, metric) =>
      sum.forEach((_, slice) => (sum[slice] += series?.[metric * slices + slice] ?? NaN)),
    );
  }
  // Money is whole millionths: what is less is the rounding of sums, and no trend.
  const cuts = sums.map((sum) => mser(sum.map((value) => Math.round(value * 1e6) / 1e6)));
  const second = (slice: number): Seconds => Math.floor((duration * slice) / slices);
  return {
    seconds: second(Math.max(...cuts.map((cut) => cut.delete))),
    doubtful: cuts.some(({ doubtful }) => doubtful),
    byMetric: Object.fromEntries(WATCHED.map((metric, i) => [metric, second(cuts[i].delete)])),
  };
}
