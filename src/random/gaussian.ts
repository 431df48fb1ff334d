import type { Distribution } from './distribution.js';
import { constant } from './elementary.js';
import { invert } from './inversion.js';
import { normalCdf, normalDensity } from './normal-cdf.js';
import { normalQuantile } from './normal-quantile.js';
import { requireSpan, requireThat } from './requirement.js';

/**
 * Normal. Moments are those of the whole law. Where it stands for a span, values below 0 count as 0, and the
 * residual draw follows that truncated law (an atom at 0 has no length, so truncation and clamping agree).
 */
export function normal(mean: number, sd: number): Distribution {
  requireThat(Number.isFinite(mean) && sd >= 0 && sd < Infinity, `normal needs a finite mean and sd >= 0`);
  if (sd === 0) return constant(mean);
  let biased: ((u: number) => number) | undefined;
  return {
    mean,
    variance: sd * sd,
    quantile: (u) => mean + sd * normalQuantile(u),
    residual: (u1, u2) => {
      requireSpan(mean > 0, `normal of mean ${mean}`);
      biased ??= lengthBiased(mean, sd);
      return biased(u1) * u2;
    },
  };
}

/** Lognormal: the logarithm is normal around log(median) with standard deviation sigma. */
export function lognormal(median: number, sigma: number): Distribution {
  requireThat(
    median > 0 && median < Infinity && sigma >= 0 && sigma < Infinity,
    `lognormal needs a positive median and sigma >= 0, not ${median} and ${sigma}`,
  );
  const square = sigma * sigma;
  const mean = median * Math.exp(square / 2);
  const biasedMedian = median * Math.exp(square);
  return {
    mean,
    variance: mean * mean * Math.expm1(square),
    quantile: (u) => median * Math.exp(sigma * normalQuantile(u)),
    // Length-biased it is lognormal again, the median moved by exp(sigma^2).
    residual: (u1, u2) => biasedMedian * Math.exp(sigma * normalQuantile(u1)) * u2,
  };
}

/**
 * Quantile of the density proportional to x f(x) on x > 0. Its integral is
 * mean (Phi(z) - Phi(z0)) - sd (phi(z) - phi(z0)) with z0 = -mean / sd.
 */
function lengthBiased(mean: number, sd: number): (u: number) => number {
  const origin = -mean / sd;
  const part = (z: number): number =>
    mean * (normalCdf(z) - normalCdf(origin)) - sd * (normalDensity(z) - normalDensity(origin));
  const total = mean * (1 - normalCdf(origin)) + sd * normalDensity(origin);
  const law = {
    low: 0,
    cdf: (x: number) => part((x - mean) / sd) / total,
    density: (x: number) => (x * normalDensity((x - mean) / sd)) / (sd * total),
  };
  return (u) => invert(law, u, mean + (sd * sd) / mean);
}
