const SERIES_UP_TO = 3;

/** P(Z > z) of the standard normal, relative error about 1e-13: a series near the middle, a continued fraction in the tail. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < SERIES_UP_TO) {
    let term = z;
    let sum = z;
    for (let k = 1; term > 1e-17 * sum; k += 1) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = 100; k >= 1; k -= 1) fraction = z + k / fraction;
  return density / fraction;
}

/** The z with P(|Z| <= z) = confidence: 1.959964 for 0.95. */
export function normalTwoSided(confidence: number): number {
  const tail = (1 - confidence) / 2;
  let low = 0;
  let high = 40;
  for (let step = 0; step < 100 && high - low > 1e-15 * high; step += 1) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
