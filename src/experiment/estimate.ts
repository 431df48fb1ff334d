import {
  controlled,
  meanInterval,
  momentsOf,
  quantileOfSorted,
  type MeanInterval,
} from '../statistics/index.js';
import type { SampleView } from './samples.js';
import { unitValues, varies } from './unit-values.js';

/** A metric over replications. Null where there is none: no replication has a value, or chance plays no part. */
export interface Estimate {
  readonly mean: number | null;
  /** Ends of the interval that covers the true mean with the stated confidence. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of single replications, as are the quantiles (type 7). */
  readonly sd: number | null;
  /** Replications with a value. */
  readonly n: number;
  readonly p5: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
}

/** Time-average prices whose means are known, to take their chance out of every metric. */
export interface PriceControl {
  readonly pool: string;
  /** Path of the pool's mean price. */
  readonly metric: string;
  readonly mean: number;
}

export interface EstimateOptions {
  readonly confidence: number;
  readonly controls: readonly PriceControl[];
}

export const PLAIN_ESTIMATE: EstimateOptions = { confidence: 0.95, controls: [] };

/** The metric over all replications; sums by Student's t, ratios by the jackknife, with controls by regression. */
export function estimateOf(
  samples: SampleView,
  metric: string,
  options: EstimateOptions = PLAIN_ESTIMATE,
): Estimate {
  const sorted = (samples.column(metric) ?? new Float64Array())
    .filter((value) => !Number.isNaN(value))
    .sort();
  const n = sorted.length;
  if (n === 0) return { mean: null, low: null, high: null, sd: null, n, p5: null, p50: null, p95: null };
  const { mean, halfWidth } = intervalOf(samples, metric, options);
  const bounded = varies(samples) && Number.isFinite(halfWidth);
  const finiteMean = Number.isFinite(mean) ? mean : quantileOfSorted(sorted, 0.5);
  return {
    mean: finiteMean,
    low: bounded ? mean - halfWidth : null,
    high: bounded ? mean + halfWidth : null,
    sd: n < 2 ? null : momentsOf(sorted).sd,
    n,
    p5: quantileOfSorted(sorted, 0.05),
    p50: quantileOfSorted(sorted, 0.5),
    p95: quantileOfSorted(sorted, 0.95),
  };
}

/** Mean and half-width alone; NaN where there is none. */
export function intervalOf(
  samples: SampleView,
  metric: string,
  options: EstimateOptions = PLAIN_ESTIMATE,
): MeanInterval {
  const { confidence, controls } = options;
  const all = unitValues(samples, metric);
  const values = all.filter((value) => !Number.isNaN(value));
  const plain = meanInterval(values, confidence);
  if (controls.length === 0 || !varies(samples)) return plain;
  const known = [...all.keys()].filter((i) => !Number.isNaN(all[i]));
  const corrected = controlled(
    values,
    controls.map(({ metric: path, mean }) => {
      const column = unitValues(samples, path);
      return { values: known.map((i) => column[i]), mean };
    }),
    confidence,
  );
  return corrected ?? plain;
}
