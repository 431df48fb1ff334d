/** Quantile of P(n) proportional to load^n / n!, n = 0 .. most. */
export function truncatedPoisson(load: number, most: number, u: number): number {
  // From the mode outwards: the weights only fall, so that none overflows.
  const mode = Math.min(most, Math.floor(load));
  const weights = new Float64Array(most + 1);
  weights[mode] = 1;
  for (let n = mode; n > 0; n -= 1) weights[n - 1] = (weights[n] * n) / load;
  for (let n = mode; n < most; n += 1) weights[n + 1] = (weights[n] * load) / (n + 1);
  const target = u * weights.reduce((sum, weight) => sum + weight, 0);
  let n = 0;
  for (let sum = weights[0]; sum < target && n < most; sum += weights[n]) n += 1;
  return n;
}
