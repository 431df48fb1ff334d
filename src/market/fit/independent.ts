import { fromLog, written, type Fit, type Unfitted } from './fit.js';
import { ticksOf } from './ornstein-uhlenbeck.js';
import type { Sample } from './sample.js';

/** Independent lognormal prices on the grid, by maximum likelihood: the mean and spread of the logs. */
export function fitIndependent(sample: Sample): Fit | Unfitted {
  const process = 'independent';
  const points = sample.grid.reduce((sum, logs) => sum + logs.length, 0);
  const mean = sample.grid.reduce((sum, logs) => sum + logs.reduce((part, x) => part + x, 0), 0) / points;
  const squares = sample.grid.reduce(
    (sum, logs) => sum + logs.reduce((part, x) => part + (x - mean) * (x - mean), 0),
    0,
  );
  const sigma = Math.sqrt(squares / points);
  if (!(sigma > 1e-9)) return { process, reason: 'the price hardly ever changes' };
  const parameters = [
    fromLog('price.median', 'price', mean, sigma / Math.sqrt(points)),
    fromLog('price.sigma', 'number', Math.log(sigma), 1 / Math.sqrt(2 * points)),
  ];
  const law = {
    distribution: 'lognormal',
    median: written(Math.exp(mean), 'price'),
    sigma: written(sigma, 'number'),
  };
  return {
    process,
    price: { process, price: law, ...ticksOf(sample) },
    parameters,
    method: 'maximum likelihood',
    likelihood: {
      logLikelihood: -0.5 * points * (Math.log(2 * Math.PI) + 2 * Math.log(sigma) + 1),
      parameters: 2,
      observations: points,
    },
    notes: ['standard errors as if neighbours on the grid were independent'],
  };
}
