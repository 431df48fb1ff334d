/**
 * Mean of the largest share `1 - q` of values that ascend and are not empty (expected shortfall, CVaR): the
 * value at the edge counts with the part of it that belongs to the tail, so that the weights sum to n (1 - q).
 * Source: R. T. Rockafellar and S. Uryasev, Journal of Banking and Finance 26 (2002) 1443-1471.
 */
export function upperTailMean(sorted: ArrayLike<number>, q: number): number {
  const n = sorted.length;
  const weight = n * (1 - q);
  let left = weight;
  let sum = 0;
  for (let i = n - 1; i >= 0 && left > 0; i -= 1) {
    const taken = Math.min(1, left);
    sum += taken * sorted[i];
    left -= taken;
  }
  return sum / weight;
}
