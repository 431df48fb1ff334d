import { binomialCdf } from './binomial.js';

/** Places (from 1) of two order statistics that hold a quantile between them, and how surely. */
export interface QuantilePlaces {
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
}

/**
 * Distribution-free interval of the q-quantile from n samples: order statistics X(low) and X(high) with at most
 * (1 - confidence) / 2 outside at either end. Undefined where n is too small for one. Source: P(X(l) <= x_q < X(u))
 * = P(l <= Bin(n, q) < u).
 */
export function quantilePlaces(n: number, q: number, confidence = 0.95): QuantilePlaces | undefined {
  const tail = (1 - confidence) / 2;
  let low = 0;
  while (low < n && binomialCdf(low, n, q) <= tail) low += 1;
  let high = low;
  while (high <= n && binomialCdf(high - 1, n, q) < 1 - tail) high += 1;
  if (low < 1 || high > n) return undefined;
  return { low, high, coverage: binomialCdf(high - 1, n, q) - binomialCdf(low - 1, n, q) };
}

/** Least n for which the largest sample is an upper bound of the q-quantile: 299 for p99 at 95 %. */
export const samplesForUpperBound = (q: number, confidence = 0.95): number =>
  Math.ceil(Math.log(1 - confidence) / Math.log(q));
