/** Fewest independent observations whose largest bounds the `quantile` from above: ceil(ln(1-c) / ln q). */
export const leastObservations = (quantile: number, confidence: number): number =>
  Math.ceil(Math.log(1 - confidence) / Math.log(quantile) - LAST_BITS);

const LAST_BITS = 1e-9;

/**
 * Which of `n` ordered observations (1 the smallest) bounds the `quantile` from above with the given confidence: the
 * smallest k with P(Bin(n, q) <= k - 1) >= c; undefined where even the largest does not.
 */
export function upperBoundPlace(n: number, quantile: number, confidence: number): number | undefined {
  // Of the upper tail P(Bin >= k), from k = n down, by logarithms: its terms are far below the smallest number.
  const odds = Math.log(1 - quantile) - Math.log(quantile);
  let term = n * Math.log(quantile);
  let tail = Math.exp(term);
  if (tail > 1 - confidence) return undefined;
  let k = n;
  while (k > 1) {
    term += Math.log(k) - Math.log(n - k + 1) + odds;
    tail += Math.exp(term);
    if (tail > 1 - confidence) return k;
    k--;
  }
  return 1;
}

/** The mirror of it: which observation bounds the `quantile` from below; undefined where even the smallest does not. */
export function lowerBoundPlace(n: number, quantile: number, confidence: number): number | undefined {
  const place = upperBoundPlace(n, 1 - quantile, confidence);
  return place === undefined ? undefined : n + 1 - place;
}
