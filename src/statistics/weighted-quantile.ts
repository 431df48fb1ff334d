/**
 * Smallest value whose share of the weight, with all smaller values, reaches `q` (the quantile by inversion of the
 * weighted distribution function). With durations as weights it is a quantile over time, not over changes.
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], q: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // With no weight at all every value counts the same: what is known is known for no time yet.
  const target = q * (total > 0 ? total : values.length);
  const weightAt = new Map<number, number>();
  values.forEach((value, index) => {
    weightAt.set(value, (weightAt.get(value) ?? 0) + (total > 0 ? weights[index] : 1));
  });
  // Numbers in a typed array sort without a comparison function, which is most of the cost.
  const order = Float64Array.from(weightAt.keys()).sort();
  let sum = 0;
  for (const value of order) {
    sum += weightAt.get(value) ?? 0;
    if (sum >= target - LAST_BITS * target) return value;
  }
  return order[order.length - 1];
}

/** Sums of shares may miss a share that they reach exactly by their last bits. */
const LAST_BITS = 1e-12;
