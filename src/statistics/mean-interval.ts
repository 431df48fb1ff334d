import { momentsOf } from './moments.js';
import { studentTQuantile } from './student-t.js';

/** A mean of independent samples, with the interval that covers the true one with the confidence asked for. */
export interface MeanInterval {
  readonly mean: number;
  /** Standard deviation of one sample; NaN of one sample. */
  readonly sd: number;
  /** Half the width of the interval; NaN where one cannot be given. */
  readonly halfWidth: number;
  readonly n: number;
}

/** mean +- t(n - 1, (1 + confidence) / 2) sd / sqrt(n), Student's interval. */
export function meanInterval(values: Iterable<number>, confidence = 0.95): MeanInterval {
  const { mean, sd, count: n } = momentsOf(values);
  return { mean, sd, halfWidth: n < 2 ? NaN : tFactor(n - 1, confidence) * (sd / Math.sqrt(n)), n };
}

/** The t value of a two-sided interval. */
export function tFactor(df: number, confidence: number): number {
  const key = `${df}/${confidence}`;
  const known = factors.get(key);
  if (known !== undefined) return known;
  const factor = studentTQuantile((1 + confidence) / 2, df);
  if (factors.size > 1000) factors.clear();
  factors.set(key, factor);
  return factor;
}

// A table of results asks for the same few values thousands of times; they depend on nothing else.
const factors = new Map<string, number>();
