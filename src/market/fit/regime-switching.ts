import { normalMixture, observedErrors, quasiNewton, type NormalComponent } from '../../statistics/index.js';
import { fromLog, written, type Fit, type FittedParameter, type PriceEntry, type Unfitted } from './fit.js';
import { entryOf, ticksOf } from './ornstein-uhlenbeck.js';
import type { Sample } from './sample.js';

/** A regime on the grid: mean and sd of the log price, and the decay of a deviation over one tick. */
interface Regime {
  readonly mu: number;
  readonly sigma: number;
  readonly decay: number;
}

/**
 * Two regimes by maximum likelihood, the hidden state filtered out (J. D. Hamilton, Econometrica 57 (1989) 357-384):
 * in regime i an Ornstein-Uhlenbeck log price, the standardised deviation kept when the regime changes. A change
 * is taken to happen in the middle of a tick. The search begins at a mixture of two normals.
 */
export function fitRegimeSwitching(sample: Sample): Fit | Unfitted {
  const process = 'regime-switching';
  const { grid, interval } = sample;
  const observations = grid.reduce((sum, logs) => sum + logs.length, 0);
  const least = leastInnovation(grid);
  const start = startOf(grid, least);
  if (start === undefined) return { process, reason: 'no two regimes: the price hardly ever changes' };
  const negative = (point: readonly number[]): number => -filtered(grid, point, least) / observations;
  const { point, value } = quasiNewton(negative, start, { most: 80, tolerance: 1e-8 });
  const errors = observedErrors((at) => negative(at) * observations, point);
  const parameters = parametersOf(point, errors, interval);
  return {
    process,
    price: entryWith(parameters, sample),
    parameters: [
      ...parameters.regimes.flatMap((regime, index) =>
        regime.map((one) => ({ ...one, path: `regimes.${index}.${one.path}` })),
      ),
      ...parameters.rates,
    ],
    method: 'maximum likelihood with the hidden regime filtered out',
    likelihood: { logLikelihood: -value * observations, parameters: 8, observations },
    notes: errors === undefined ? [NO_ERRORS] : [],
  };
}

const NO_ERRORS =
  'no standard errors: a regime sits on repeated prices, and its innovations are as small as is allowed';

/** Of both regimes, each under its own short names, and the rates between them. */
interface Parameters {
  readonly regimes: readonly (readonly FittedParameter[])[];
  readonly rates: readonly FittedParameter[];
}

function parametersOf(
  point: readonly number[],
  errors: readonly number[] | undefined,
  interval: number,
): Parameters {
  const tick = Math.log(interval);
  return {
    regimes: [0, 1].map((index) => [
      fromLog('median', 'price', point[index], errors?.[index]),
      fromLog('sigma', 'number', point[2 + index], errors?.[2 + index]),
      fromLog('reversion', 'rate', point[4 + index] - tick, errors?.[4 + index]),
    ]),
    rates: [
      fromLog('rates.0.1', 'rate', point[6] - tick, errors?.[6]),
      fromLog('rates.1.0', 'rate', point[7] - tick, errors?.[7]),
    ],
  };
}

const entryWith = ({ regimes: [low, high], rates: [up, down] }: Parameters, sample: Sample): PriceEntry => ({
  process: 'regime-switching',
  regimes: [
    { name: 'low', ...entryOf(low) },
    { name: 'high', ...entryOf(high) },
  ],
  rates: [
    [0, written(up.value, 'rate')],
    [written(down.value, 'rate'), 0],
  ],
  ...ticksOf(sample),
});

/**
 * The least sd of an innovation, a tenth of the root mean square step: a regime that sits on repeated prices would
 * have a likelihood without bound, as any mixture has.
 */
function leastInnovation(grid: readonly Float64Array[]): number {
  let [squares, count] = [0, 0];
  for (const logs of grid)
    for (let i = 1; i < logs.length; i += 1) {
      squares += (logs[i] - logs[i - 1]) * (logs[i] - logs[i - 1]);
      count += 1;
    }
  return Math.max(1e-5, 0.1 * Math.sqrt(squares / Math.max(1, count)));
}

function startOf(grid: readonly Float64Array[], least: number): readonly number[] | undefined {
  const counts = new Map<number, number>();
  for (const logs of grid) for (const x of logs) counts.set(x, (counts.get(x) ?? 0) + 1);
  if (counts.size < 3) return undefined;
  const data = { value: Float64Array.from(counts.keys()), weight: Float64Array.from(counts.values()) };
  const { components } = normalMixture(data, { components: 2, leastSd: 4 * least });
  const [low, high] = components;
  if (!(low.weight > 1e-4 && high.weight > 1e-4)) return undefined;
  const changes = 1 + classChanges(grid, low, high) / 2;
  const points = data.weight.reduce((sum, one) => sum + one, 0);
  const decay = Math.log(0.1);
  const rates = [low, high].map(({ weight }) => Math.log(Math.min(0.5, changes / (points * weight))));
  return [low.mean, high.mean, Math.log(low.sd), Math.log(high.sd), decay, decay, ...rates];
}

/** How often neighbours belong to different components. */
function classChanges(grid: readonly Float64Array[], low: NormalComponent, high: NormalComponent): number {
  const density = ({ weight, mean, sd }: NormalComponent, x: number): number =>
    Math.log(weight / sd) - (0.5 * (x - mean) * (x - mean)) / (sd * sd);
  let changes = 0;
  for (const logs of grid) {
    let before: boolean | undefined;
    for (const x of logs) {
      const isHigh = density(high, x) > density(low, x);
      if (before !== undefined && isHigh !== before) changes += 1;
      before = isHigh;
    }
  }
  return changes;
}

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** The log-likelihood of (mu1, mu2, ln sigma1, ln sigma2, ln decay1, ln decay2, ln rate12, ln rate21), per tick. */
function filtered(grid: readonly Float64Array[], point: readonly number[], least: number): number {
  const regimes = [0, 1].map((index): Regime => {
    const [mu, logSigma, logDecay] = [point[index], point[2 + index], point[4 + index]];
    return { mu, sigma: Math.exp(logSigma), decay: Math.exp(logDecay) };
  });
  const [leave, back] = [Math.exp(point[6]), Math.exp(point[7])];
  const isSound = regimes.every(
    ({ sigma, decay }) => sigma < 20 && decay < 20 && sigma * Math.sqrt(-Math.expm1(-2 * decay)) > least,
  );
  if (!isSound || !(leave < 20 && back < 20 && leave > 1e-9 && back > 1e-9)) return -Infinity;
  const share = leave / (leave + back);
  const moved = -Math.expm1(-(leave + back));
  const chain = [1 - share * moved, share * moved, (1 - share) * moved, 1 - (1 - share) * moved];
  return grid.reduce((sum, logs) => sum + filterSegment(logs, { regimes, chain, share }), 0);
}

interface Chain {
  readonly regimes: readonly Regime[];
  /** Probabilities from low to low, low to high, high to low, high to high over a tick. */
  readonly chain: readonly number[];
  /** Stationary share of the high regime. */
  readonly share: number;
}

function filterSegment(logs: Float64Array, { regimes: [low, high], chain, share }: Chain): number {
  const phi = [low.decay, (low.decay + high.decay) / 2, high.decay].map((decay) => Math.exp(-decay));
  const spread = phi.map((one) => Math.sqrt(1 - one * one));
  const heads = [
    low.sigma * spread[0],
    low.sigma * spread[1],
    high.sigma * spread[1],
    high.sigma * spread[2],
  ].map((sd) => 1 / (ROOT_TWO_PI * sd));
  let [a, b, sum] = [1 - share, share, 0];
  let [zLow, zHigh] = [(logs[0] - low.mu) / low.sigma, (logs[0] - high.mu) / high.sigma];
  a *= Math.exp(-0.5 * zLow * zLow) / (ROOT_TWO_PI * low.sigma);
  b *= Math.exp(-0.5 * zHigh * zHigh) / (ROOT_TWO_PI * high.sigma);
  for (let i = 1; ; i += 1) {
    const whole = a + b;
    if (!(whole > 0)) return -Infinity;
    sum += Math.log(whole);
    if (i === logs.length) return sum;
    a /= whole;
    b /= whole;
    const nextLow = (logs[i] - low.mu) / low.sigma;
    const nextHigh = (logs[i] - high.mu) / high.sigma;
    const stayLow = (nextLow - phi[0] * zLow) / spread[0];
    const fall = (nextLow - phi[1] * zHigh) / spread[1];
    const rise = (nextHigh - phi[1] * zLow) / spread[1];
    const stayHigh = (nextHigh - phi[2] * zHigh) / spread[2];
    const toLow =
      a * chain[0] * heads[0] * Math.exp(-0.5 * stayLow * stayLow) +
      b * chain[2] * heads[1] * Math.exp(-0.5 * fall * fall);
    b =
      a * chain[1] * heads[2] * Math.exp(-0.5 * rise * rise) +
      b * chain[3] * heads[3] * Math.exp(-0.5 * stayHigh * stayHigh) +
      1e-300;
    a = toLow + 1e-300;
    zLow = nextLow;
    zHigh = nextHigh;
  }
}
