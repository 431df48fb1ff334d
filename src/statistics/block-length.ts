/**
 * The mean block of the stationary bootstrap by the automatic rule of D. N. Politis and H. White, Econometric
 * Reviews 23 (2004) 53-70, corrected by A. Patton, D. N. Politis and H. White, ibid. 28 (2009) 372-375: in steps of
 * the series. Flat-top window of bandwidth 2 m, m the smallest lag after which K_n autocorrelations stay inside
 * 2 sqrt(log10 n / n). At least 1, at most 3 sqrt(n) and n / 3.
 */
export function politisWhiteBlock(x: Float64Array): number {
  const n = x.length;
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  if (n < 10) return 1;
  const run = Math.max(5, Math.ceil(Math.sqrt(Math.log10(n))));
  const most = Math.ceil(Math.sqrt(n)) + run;
  const covariance = autocovariances(x, Math.min(n - 1, 2 * most));
  if (!(covariance[0] > 0)) return 1;
  const bandwidth = Math.min(2 * cutoff(covariance, n, run, most), covariance.length - 1);
  let [g, long] = [0, covariance[0]];
  for (let lag = 1; lag <= bandwidth; lag += 1) {
    const share = lag / bandwidth;
    const window = share <= 0.5 ? 1 : 2 * (1 - share);
    g += 2 * window * lag * covariance[lag];
    long += 2 * window * covariance[lag];
  }
  const block = Math.cbrt((2 * g * g * n) / (2 * long * long));
  return Math.min(longest, Math.max(1, Number.isFinite(block) ? block : 1));
}

function cutoff(covariance: Float64Array, n: number, run: number, most: number): number {
  const band = 2 * Math.sqrt(Math.log10(n) / n) * covariance[0];
  let inside = 0;
  for (let lag = 1; lag <= most && lag < covariance.length; lag += 1) {
    inside = Math.abs(covariance[lag]) < band ? inside + 1 : 0;
    if (inside === run) return Math.max(1, lag - run);
  }
  return most;
}

/** Sample autocovariances (divisor n) up to a lag. */
export function autocovariances(x: Float64Array, lags: number): Float64Array {
  const n = x.length;
  const mean = x.reduce((sum, one) => sum + one, 0) / n;
  const result = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag += 1) {
    let sum = 0;
    for (let i = lag; i < n; i += 1) sum += (x[i] - mean) * (x[i - lag] - mean);
    result[lag] = sum / n;
  }
  return result;
}
