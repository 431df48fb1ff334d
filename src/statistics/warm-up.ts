/** Where a series has forgotten how it began. */
export interface WarmUp {
  /** Observations to delete at the beginning, a multiple of the batch. */
  readonly delete: number;
  /** The best cut lies at the end of the half that is searched: the series is too short to tell. */
  readonly doubtful: boolean;
}

/**
 * MSER-5: batches of five, and the cut d that minimises sum over j > d of (Y_j - mean_d)^2 / (n - d)^2, for d up
 * to half of the batches. Source: K. P. White, M. J. Cobb, S. C. Spratt, Winter Simulation Conference 2000, 755-761.
 */
export function mser(series: ArrayLike<number>, batch = 5): WarmUp {
  const n = Math.floor(series.length / batch);
  const means = Float64Array.from({ length: n }, (_, i) => batchMean(series, i * batch, batch));
  const last = Math.floor(n / 2);
  let best = 0;
  let least = Infinity;
  // From the back, so that sums of the rest grow by one batch at a time.
  let [count, mean, squares] = [0, 0, 0];
  for (let d = n - 1; d >= 0; d -= 1) {
    count += 1;
    const before = means[d] - mean;
    mean += before / count;
    squares += before * (means[d] - mean);
    const value = squares / (count * count);
    if (d <= last && value <= least) {
      least = value;
      best = d;
    }
  }
  return { delete: best * batch, doubtful: n < 4 || best === last };
}

function batchMean(series: ArrayLike<number>, from: number, batch: number): number {
  let sum = 0;
  for (let i = from; i < from + batch; i += 1) sum += series[i];
  return sum / batch;
}
