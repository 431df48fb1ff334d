import { solve } from './linear-system.js';
import { tFactor, type MeanInterval } from './mean-interval.js';
import { covariance, momentsOf } from './moments.js';

/** Something seen in the same replications whose true mean is known. */
export interface Control {
  readonly values: ArrayLike<number>;
  readonly mean: number;
}

/** A mean corrected by what the controls did. */
export interface Controlled extends MeanInterval {
  /** Variance of the plain mean over that of the corrected one. */
  readonly varianceRatio: number;
}

/**
 * Regression estimate: mean(Y) - beta (mean(C) - known mean), beta by least squares; the interval has n - q - 1
 * degrees of freedom and carries the uncertainty of beta. Undefined where the controls do not vary, depend on one
 * another, or are too many for n. Source: S. S. Lavenberg and P. D. Welch, Management Science 27 (1981) 322-335.
 */
export function controlled(
  values: ArrayLike<number>,
  controls: readonly Control[],
  confidence = 0.95,
): Controlled | undefined {
  const n = values.length;
  const df = n - controls.length - 1;
  if (controls.length === 0 || df < 2) return undefined;
  const matrix = controls.map((a) => controls.map((b) => covariance(a.values, b.values)));
  const with_ = controls.map((control) => covariance(control.values, values));
  const off = controls.map((control) => momentsOf(Array.from(control.values)).mean - control.mean);
  const beta = solve(matrix, with_);
  const inverseOff = solve(matrix, off);
  if (beta === undefined || inverseOff === undefined) return undefined;
  const { mean, variance } = momentsOf(Array.from(values));
  const explained = dot(beta, with_);
  const residual = Math.max(0, ((n - 1) * (variance - explained)) / df);
  const spread = 1 / n + dot(off, inverseOff) / (n - 1);
  const error = Math.sqrt(residual * spread);
  return {
    mean: mean - dot(beta, off),
    sd: Math.sqrt(residual),
    halfWidth: tFactor(df, confidence) * error,
    n,
    varianceRatio: residual === 0 ? NaN : variance / n / (error * error),
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
