import { controlled, type Control } from './control-variate.js';
import { meanInterval, tFactor, type MeanInterval } from './mean-interval.js';
import { momentsOf } from './moments.js';

/** A - B over replications that saw the same market. */
export interface PairedDifference extends MeanInterval {
  /** (s_A^2 + s_B^2) / s_D^2: how many times the replications that independent runs would need; NaN where D never varies. */
  readonly varianceRatio: number;
}

export interface PairingOptions {
  readonly confidence?: number;
  /** What was seen in the same replications and has a known mean; it takes its chance out of the difference. */
  readonly controls?: readonly Control[];
}

/**
 * Interval of the mean difference of pairs; both lists are of one length. With controls that is the regression estimate,
 * and what is left of the variance stands in the ratio.
 */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { confidence = 0.95, controls = [] }: PairingOptions = {},
): PairedDifference {
  const differences = Float64Array.from({ length: a.length }, (_, i) => a[i] - b[i]);
  const interval = controlled(differences, controls, confidence) ?? meanInterval(differences, confidence);
  const apart = momentsOf(Array.from(a)).variance + momentsOf(Array.from(b)).variance;
  const together = interval.sd * interval.sd;
  const { mean, sd, halfWidth, n } = interval;
  return { mean, sd, halfWidth, n, varianceRatio: together > 0 ? apart / together : NaN };
}

const MOST = 1e12;

/**
 * Replications for which an interval of samples with this mean and standard deviation would no longer cover 0, if
 * both stay as they are; Infinity for a mean of 0.
 */
export function replicationsToSettle(mean: number, sd: number, confidence = 0.95): number {
  if (mean === 0) return Infinity;
  const enough = (n: number): boolean => (tFactor(n - 1, confidence) * sd) / Math.sqrt(n) < Math.abs(mean);
  let high = 2;
  while (!enough(high) && high < MOST) high *= 2;
  if (high >= MOST) return Infinity;
  let low = 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
