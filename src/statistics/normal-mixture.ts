import { quantileOfSorted } from './spells.js';

export interface NormalComponent {
  readonly weight: number;
  readonly mean: number;
  readonly sd: number;
}

export interface NormalMixture {
  /** Ascending by mean; weights add up to 1. */
  readonly components: readonly NormalComponent[];
  /** Sum of weight x log density. */
  readonly logLikelihood: number;
}

/** Values to be described by a mixture, and how often (or how long) each came up. */
export interface Weighted {
  readonly value: Float64Array;
  readonly weight: Float64Array;
}

export interface MixtureOptions {
  readonly components: number;
  /** No component may be narrower: a mixture whose component sits on one value has no largest likelihood. */
  readonly leastSd: number;
  readonly rounds?: number;
}

/**
 * A mixture of normals by expectation and maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, JRSS B 39 (1977)
 * 1-38), the better of two beginnings; no component gets narrower than `leastSd`.
 */
export function normalMixture(data: Weighted, options: MixtureOptions): NormalMixture {
  const [first, second] = beginnings(data, options).map((start) => maximise(data, start, options));
  return second.logLikelihood > first.logLikelihood ? second : first;
}

function maximise(
  data: Weighted,
  start: NormalComponent[],
  { leastSd, rounds = 300 }: MixtureOptions,
): NormalMixture {
  const total = data.weight.reduce((sum, one) => sum + one, 0);
  let state = start;
  let before = -Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const { logLikelihood, next } = step(data, state, total, leastSd);
    state = next;
    if (logLikelihood - before < 1e-7 * (1 + Math.abs(logLikelihood))) break;
    before = logLikelihood;
  }
  const { logLikelihood } = step(data, state, total, leastSd);
  return { components: [...state].sort((a, b) => a.mean - b.mean), logLikelihood };
}

/** Means at the quantiles of the values, and evenly over their range (which finds a small group far away). */
function beginnings(
  { value, weight }: Weighted,
  { components: count, leastSd }: MixtureOptions,
): NormalComponent[][] {
  const { mean, sd } = moments(value, weight);
  if (count === 1)
    return [[{ weight: 1, mean, sd: Math.max(sd, leastSd) }], [{ weight: 1, mean, sd: leastSd }]];
  const sorted = value.slice().sort();
  const last = sorted[sorted.length - 1];
  const started = (place: (share: number) => number): NormalComponent[] =>
    Array.from({ length: count }, (_, index) => ({
      weight: 1 / count,
      mean: place((index + 0.5) / count) + (index - (count - 1) / 2) * 1e-3 * sd,
      sd: Math.max(leastSd, sd / count),
    }));
  return [
    started((share) => quantileOfSorted(sorted, share)),
    started((share) => sorted[0] + share * (last - sorted[0])),
  ];
}

function moments(value: Float64Array, weight: Float64Array): { mean: number; sd: number } {
  let [total, sum, squares] = [0, 0, 0];
  for (let i = 0; i < value.length; i += 1) {
    total += weight[i];
    sum += weight[i] * value[i];
  }
  const mean = sum / total;
  for (let i = 0; i < value.length; i += 1) squares += weight[i] * (value[i] - mean) * (value[i] - mean);
  return { mean, sd: Math.sqrt(squares / total) };
}

const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

function step(
  { value, weight }: Weighted,
  state: readonly NormalComponent[],
  total: number,
  leastSd: number,
): { logLikelihood: number; next: NormalComponent[] } {
  const size = state.length;
  const head = state.map(({ weight: share, sd }) => Math.log(share) - Math.log(sd) - LOG_ROOT_TWO_PI);
  const sums = new Float64Array(3 * size);
  const log = new Float64Array(size);
  let logLikelihood = 0;
  for (let i = 0; i < value.length; i += 1) {
    let largest = -Infinity;
    for (let k = 0; k < size; k += 1) {
      const z = (value[i] - state[k].mean) / state[k].sd;
      log[k] = head[k] - 0.5 * z * z;
      if (log[k] > largest) largest = log[k];
    }
    let density = 0;
    for (let k = 0; k < size; k += 1) density += log[k] = Math.exp(log[k] - largest);
    logLikelihood += weight[i] * (largest + Math.log(density));
    for (let k = 0; k < size; k += 1) {
      const part = (weight[i] * log[k]) / density;
      const off = value[i] - state[k].mean;
      sums[3 * k] += part;
      sums[3 * k + 1] += part * off;
      sums[3 * k + 2] += part * off * off;
    }
  }
  return {
    logLikelihood,
    next: state.map((one, k) => maximised(one, sums.subarray(3 * k, 3 * k + 3), total, leastSd)),
  };
}

function maximised(
  { mean }: NormalComponent,
  [mass, offset, square]: Float64Array,
  total: number,
  leastSd: number,
): NormalComponent {
  if (!(mass > 1e-12 * total)) return { weight: 1e-12, mean, sd: leastSd };
  const shift = offset / mass;
  const variance = Math.max(0, square / mass - shift * shift);
  return { weight: mass / total, mean: mean + shift, sd: Math.max(leastSd, Math.sqrt(variance)) };
}
