import { fromMicro } from '../../units/index.js';
import { plain, written, type Fit, type FittedParameter, type Unfitted } from './fit.js';
import { ticksOf } from './ornstein-uhlenbeck.js';
import type { Sample } from './sample.js';

/** Only arrivals / theta shows in prices: theta is fixed at this share per slot. */
const THETA = 0.02;

/**
 * Zheng's provider with exponential arrivals and a known highest bid, by maximum likelihood. With
 * u = 1 / (maximum - 2 p), arrivals / theta = beta u - 1, so that u is an exponential of mean m / beta shifted to
 * 1 / beta: its least value and its mean are sufficient. The estimates are freed of their bias of the order 1/n;
 * theirs is the standard error of such a shifted exponential.
 */
export function fitProvider(sample: Sample): Fit | Unfitted {
  const process = 'provider';
  const { standardPrice } = sample;
  if (standardPrice === undefined)
    return { process, reason: 'needs the standard price, which is the highest bid of the model' };
  const maximum = fromMicro(standardPrice);
  const inverse = inversesOf(sample, maximum);
  if (inverse === undefined)
    return { process, reason: 'the model never asks half of the standard price or more, the history does' };
  const { count, least, mean } = inverse;
  const scale = ((mean - least) * count) / (count - 1);
  const location = least - scale / count;
  if (!(scale > 0) || !(location > 0)) return { process, reason: 'the price hardly ever changes' };
  const beta = 1 / location;
  const load = scale / location; // m: mean of arrivals / theta
  const fitted = { beta, mean: load * THETA };
  return {
    process,
    price: {
      process,
      ...{ maximum: plain(maximum), minimum: 0, beta: written(beta, 'price'), theta: THETA },
      arrivals: { distribution: 'exponential', mean: plain(fitted.mean) },
      ...ticksOf(sample),
    },
    parameters: parametersOf(fitted, scale, count),
    method: 'maximum likelihood, freed of bias; maximum is the standard price',
    likelihood: {
      logLikelihood: inverse.jacobian - count * (Math.log(mean - least) + 1),
      ...{ parameters: 2, observations: count },
    },
    notes: [`only arrivals / theta shows in prices: theta is set to ${THETA}`],
  };
}

const parametersOf = (
  { beta, mean }: { readonly beta: number; readonly mean: number },
  scale: number,
  count: number,
): readonly FittedParameter[] => [
  { path: 'beta', unit: 'price', value: beta, error: (beta * beta * scale) / count },
  { path: 'arrivals.mean', unit: 'number', value: mean, error: mean / Math.sqrt(count - 1) },
];

interface Inverses {
  readonly count: number;
  readonly least: number;
  readonly mean: number;
  /** Sum of ln |du / d ln p|, which makes it a density of the log price. */
  readonly jacobian: number;
}

function inversesOf({ grid }: Sample, maximum: number): Inverses | undefined {
  let [count, sum, least, jacobian] = [0, 0, Infinity, 0];
  for (const logs of grid)
    for (const log of logs) {
      const price = Math.exp(log);
      const room = maximum - 2 * price;
      if (!(room > 0)) return undefined;
      count += 1;
      sum += 1 / room;
      least = Math.min(least, 1 / room);
      jacobian += Math.log((2 * price) / (room * room));
    }
  return count < 10 ? undefined : { count, least, mean: sum / count, jacobian };
}
