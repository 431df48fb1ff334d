import { observedErrors, quasiNewton } from '../../statistics/index.js';
import { fitAutoregression } from './autoregression.js';
import { fromLog, type Fit, type FittedParameter, type Unfitted } from './fit.js';
import { centreOf, entryOf, ticksOf } from './ornstein-uhlenbeck.js';
import type { Sample } from './sample.js';

/** Mean over the centre, decay of a deviation over one tick, and the three of the variance. */
interface Terms {
  readonly mu: number;
  readonly decay: number;
  readonly omega: number;
  readonly alpha: number;
  readonly beta: number;
}

const MOST_PERSISTENCE = 0.9999;

/**
 * A log price that reverts, with GARCH(1,1) innovations, by conditional maximum likelihood (the first price of each
 * segment given, its variance the stationary one). Standard errors from the observed information.
 */
export function fitGarch(sample: Sample): Fit | Unfitted {
  const process = 'garch';
  const { interval } = sample;
  const centre = centreOf(sample.grid);
  const grid = sample.grid.map((logs) => logs.map((x) => x - centre));
  const observations = grid.reduce((sum, logs) => sum + logs.length - 1, 0);
  const plain = fitAutoregression(grid, interval, () => [1]);
  if (plain === undefined || observations < 50) return { process, reason: 'the price hardly ever changes' };
  const decay = Math.exp(plain.logReversion) * interval;
  const variance = Math.exp(2 * plain.logSigma) * -Math.expm1(-2 * decay);
  const start = [plain.coefficients[0], Math.log(decay), Math.log(0.1 * variance), logit(0.9), logit(0.15)];
  const found = quasiNewton((point) => -likelihood(grid, searched(point)) / observations, start, {
    most: 150,
    tolerance: 1e-9,
  });
  const terms = searched(found.point);
  const errors = observedErrors(
    ([mu, logDecay, logOmega, alpha, beta]) =>
      -likelihood(grid, { mu, decay: Math.exp(logDecay), omega: Math.exp(logOmega), alpha, beta }),
    [terms.mu, Math.log(terms.decay), Math.log(terms.omega), terms.alpha, terms.beta],
  );
  const parameters: FittedParameter[] = [
    fromLog('median', 'price', terms.mu + centre, errors?.[0]),
    fromLog('omega', 'number', Math.log(terms.omega), errors?.[2]),
    { path: 'alpha', unit: 'number', value: terms.alpha, error: errors?.[3] ?? null },
    { path: 'beta', unit: 'number', value: terms.beta, error: errors?.[4] ?? null },
    fromLog('reversion', 'rate', Math.log(terms.decay / interval), errors?.[1]),
  ];
  const persistent = terms.alpha + terms.beta > 0.999;
  return {
    process,
    price: { process, ...entryOf(parameters), ...ticksOf(sample) },
    parameters,
    method: 'conditional maximum likelihood on the grid',
    likelihood: { logLikelihood: -found.value * observations, parameters: 5, observations },
    notes: persistent
      ? ['alpha + beta is close to 1: the variance hardly forgets, and moments may not settle']
      : [],
  };
}

const logit = (share: number): number => Math.log(share / (1 - share));
const share = (value: number): number => 1 / (1 + Math.exp(-value));

function searched([mu, logDecay, logOmega, persistence, portion]: readonly number[]): Terms {
  const both = MOST_PERSISTENCE * share(persistence);
  const alpha = both * share(portion);
  return { mu, decay: Math.exp(logDecay), omega: Math.exp(logOmega), alpha, beta: both - alpha };
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

function likelihood(grid: readonly Float64Array[], { mu, decay, omega, alpha, beta }: Terms): number {
  if (!(alpha >= 0 && beta >= 0 && alpha + beta < 1 && omega > 0 && decay < 20)) return -Infinity;
  const phi = Math.exp(-decay);
  let sum = 0;
  for (const logs of grid) {
    let variance = omega / (1 - alpha - beta);
    for (let i = 1; i < logs.length; i += 1) {
      const innovation = logs[i] - mu - phi * (logs[i - 1] - mu);
      const square = innovation * innovation;
      sum -= 0.5 * (LOG_TWO_PI + Math.log(variance) + square / variance);
      variance = omega + alpha * square + beta * variance;
    }
  }
  return sum;
}
