import { wilsonInterval } from '../statistics/index.js';
import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { boundFault, excess, type Constraint } from './constraint.js';
import { findMetric } from './metric-path.js';
import type { Samples } from './samples.js';

/** How probable it is that a run meets an objective. */
export interface SloShare {
  readonly objective: string;
  readonly metric: string;
  readonly met: number;
  /** Replications with a value. */
  readonly n: number;
  readonly share: number | null;
  /** Wilson's interval. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Share of the replications that meet an objective, with Wilson's interval. */
export function sloShare(samples: Samples, objective: Constraint, confidence: number): Result<SloShare> {
  const metric = findMetric(objective.metric, samples.paths, '--slo');
  if (!metric.ok) return metric;
  const fault = boundFault(objective, metric.value, '--slo');
  if (fault !== undefined) return failure(fault);
  const values = (samples.column(metric.value) ?? new Float64Array()).filter((value) => !Number.isNaN(value));
  const n = values.length;
  const met = values.filter((value) => excess(objective, value) <= 0).length;
  const head = { objective: objective.text, metric: metric.value, met, n };
  if (n === 0) return success({ ...head, share: null, low: null, high: null });
  return success({ ...head, ...wilsonInterval(met, n, confidence) });
}
