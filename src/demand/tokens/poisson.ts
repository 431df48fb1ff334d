import { normalQuantile } from '../../random/index.js';

/** Beyond so many standard deviations a Poisson count is not looked for (its chance is below 2^-53). */
const REACH = 9;
/** Above this mean the rounded normal law stands in: its quantiles are off by about one count in 30,000. */
const LARGE = 1e9;

/**
 * The Poisson law of one mean as a table, for draws by inversion: built from the mode outwards, so that no weight
 * under- or overflows, and normalised. O(sqrt(mean)) to build; a draw looks up where to begin (the guide table of
 * Chen and Asau 1974), and goes on a step or two.
 */
export class PoissonTable {
  readonly #low: number;
  /** P(count <= low + i). */
  readonly #cumulative: Float64Array;
  /** Of each of as many equal parts of (0, 1): the smallest index that its uniforms can come to. */
  readonly #guide: Int32Array;

  constructor(readonly mean: number) {
    const spread = REACH * Math.sqrt(mean) + REACH;
    this.#low = Math.max(0, Math.floor(mean - spread));
    const size = mean > LARGE ? 0 : Math.ceil(mean + spread) - this.#low + 1;
    this.#cumulative = cumulativeOf(mean, this.#low, size);
    this.#guide = guideOf(this.#cumulative);
  }

  /** The smallest count whose distribution function reaches u. */
  quantile(u: number): number {
    const cumulative = this.#cumulative;
    const last = cumulative.length - 1;
    if (last < 0) return Math.round(this.mean + Math.sqrt(this.mean) * normalQuantile(u));
    let i = this.#guide[Math.floor(u * cumulative.length)];
    while (i < last && cumulative[i] < u) i++;
    return this.#low + i;
  }
}

function cumulativeOf(mean: number, low: number, size: number): Float64Array {
  const weights = new Float64Array(size);
  if (size === 0) return weights;
  const mode = Math.floor(mean) - low;
  weights[mode] = 1;
  for (let i = mode; i > 0; i--) weights[i - 1] = (weights[i] * (low + i)) / mean;
  for (let i = mode; i < size - 1; i++) weights[i + 1] = (weights[i] * mean) / (low + i + 1);
  let sum = 0;
  for (let i = 0; i < size; i++) weights[i] = sum += weights[i];
  for (let i = 0; i < size; i++) weights[i] /= sum;
  return weights;
}

function guideOf(cumulative: Float64Array): Int32Array {
  const parts = cumulative.length;
  const guide = new Int32Array(parts);
  let i = 0;
  for (let part = 0; part < parts; part++) {
    while (cumulative[i] < part / parts) i++;
    guide[part] = i;
  }
  return guide;
}
