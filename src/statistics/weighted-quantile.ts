/**
 * Smallest value whose share of the weight, with all smaller values, reaches `q` (the quantile by inversion of the
 * weighted distribution function). With durations as weights it is a quantile over time, not over changes.
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], q: number): number {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // With no weight at all every value counts the same: what is known is known for no time yet.
  const weightOf = (index: number): number => (total > 0 ? weights[index] : 1);
  const target = q * (total > 0 ? total : values.length);
  let sum = 0;
  for (const index of order) {
    sum += weightOf(index);
    if (sum >= target - LAST_BITS * target) return values[index];
  }
  return values[order[order.length - 1]];
}

/** Sums of shares may miss a share that they reach exactly by their last bits. */
const LAST_BITS = 1e-12;
