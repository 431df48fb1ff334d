import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { intervalOf, type EstimateOptions } from './estimate.js';
import { extend, type Laboratory } from './extend.js';
import { findMetric } from './metric-path.js';
import type { Samples } from './samples.js';
import { varies } from './unit-values.js';

/** Until when replications are run: a number of them, or a precision. */
export interface PrecisionGoal {
  /** As it was written; a path of `samples` once it is found. */
  readonly metric: string;
  /** Half-width over mean, 0.02 for 2 %. */
  readonly relative: number;
  readonly most: number;
}

/** How a run to a precision ended. */
export interface Stopping {
  readonly metric: string;
  readonly relative: number;
  readonly reached: boolean;
  /** Half-width over mean at the end; null where it cannot be told (a mean of 0). */
  readonly achieved: number | null;
  readonly most: number;
}

/** Independent units before the first look. */
const FIRST = 10;
/** Each round is a fifth of what is there: little is dropped, and there is work for many cores. */
const GROWTH = 1.2;

/**
 * Adds replications until halfWidth / |mean| <= g / (1 + g), looked at after every unit from the tenth on; the
 * factor g / (1 + g) makes the relative error against the true mean at most g. They are run in rounds, and those
 * past the first that meets the goal are dropped, so that the result does not depend on the rounds. Source: A. M.
 * Law, Simulation Modeling and Analysis, 5th ed., section 9.4.1.
 */
export async function replicateUntil(
  laboratory: Laboratory,
  samples: Samples,
  goal: PrecisionGoal,
  options: EstimateOptions,
): Promise<Result<Stopping>> {
  const unit = samples.manner.antithetic ? 2 : 1;
  await extend(laboratory, [[samples, 1]]);
  const metric = findMetric(goal.metric, samples.paths, '--metric');
  if (!metric.ok) return metric;
  const goalMet = goal.relative / (1 + goal.relative);
  const stopping = (reached: boolean, achieved: number): Result<Stopping> =>
    success({
      ...goal,
      metric: metric.value,
      reached,
      achieved: Number.isFinite(achieved) ? achieved : null,
    });
  const look = looks(samples, metric.value, options);
  let seen = 0;
  for (let size = FIRST * unit; ; size = Math.ceil((size * GROWTH) / unit) * unit) {
    const to = Math.min(size, goal.most);
    await extend(laboratory, [[samples, to]]);
    if (look.nothing()) return failure(nothingToMeasure(metric.value));
    if (!varies(samples)) return stopping(true, 0);
    for (let n = Math.max(FIRST * unit, seen + unit); n <= to; n += unit) {
      const achieved = look.after(n);
      if (achieved <= goalMet) {
        samples.truncate(n);
        return stopping(true, achieved);
      }
    }
    seen = to;
    if (to >= goal.most) return stopping(false, look.after(to));
  }
}

const nothingToMeasure = (metric: string): { message: string; hint: string } => ({
  message: `${metric} is null in every replication: there is nothing to be precise about`,
  hint: 'name another metric with --metric',
});

/** The relative half-width after the first n replications. */
function looks(
  samples: Samples,
  metric: string,
  options: EstimateOptions,
): { readonly after: (n: number) => number; readonly nothing: () => boolean } {
  return {
    after: (n) => {
      const { mean, halfWidth } = intervalOf(samples.first(n), metric, options);
      return mean === 0 ? NaN : halfWidth / Math.abs(mean);
    },
    nothing: () => (samples.column(metric) ?? []).every((value) => Number.isNaN(value)),
  };
}
