import { meanInterval, tFactor, type MeanInterval } from './mean-interval.js';
import { momentsOf } from './moments.js';

/** A - B over replications that saw the same market. */
export interface PairedDifference extends MeanInterval {
  /** (s_A^2 + s_B^2) / s_D^2: how many times the replications that independent runs would need; NaN where D never varies. */
  readonly varianceRatio: number;
}

/** Interval of the mean difference of pairs; both lists are of one length. */
export function pairedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  confidence = 0.95,
): PairedDifference {
  const differences = Float64Array.from({ length: a.length }, (_, i) => a[i] - b[i]);
  const interval = meanInterval(differences, confidence);
  const apart = momentsOf(Array.from(a)).variance + momentsOf(Array.from(b)).variance;
  const together = interval.sd * interval.sd;
  return { ...interval, varianceRatio: together > 0 ? apart / together : NaN };
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
