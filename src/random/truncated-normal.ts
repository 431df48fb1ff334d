import { normalCdf } from './normal-cdf.js';
import { normalQuantile } from './normal-quantile.js';

/** Less probability than this is not told apart from none. */
const NOTHING = 1e-290;

/**
 * Quantile of a standard normal that is known to lie in [low, high]: what drawing anew until it does would give, by
 * one uniform and without a loop. Where the interval lies so far out that it holds no probability, its end that is
 * nearer to 0.
 */
export function truncatedNormalQuantile(u: number, low: number, high: number): number {
  // In the upper tail the mirror image: there the distribution function is too close to 1 to tell values apart.
  if (low > 0) return -truncatedNormalQuantile(1 - u, -high, -low);
  const least = normalCdf(low);
  const share = normalCdf(high) - least;
  if (!(share > NOTHING)) return high < 0 ? high : low;
  const z = normalQuantile(least + u * share);
  return z < low ? low : z > high ? high : z;
}
