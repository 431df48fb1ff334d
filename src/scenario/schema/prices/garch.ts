import * as z from 'zod';
import { required } from '../keys.js';
import { decimal } from '../numbers.js';
import { rate } from '../quantities.js';
import { processNamed } from '../series.js';
import { HOURLY, ticking } from './common.js';

/** A reverting log price with innovations that cluster in size. */
export const garchPrice = z
  .strictObject({
    process: processNamed(
      'garch',
      'the logarithm of the price reverts to its median, and large changes come after large ones: GARCH(1,1)',
    ),
    median: required(decimal({ above: 0, max: 100_000 }), `The median price ${HOURLY}.`),
    omega: required(
      decimal({ above: 0, max: 100 }),
      'The variance of the logarithm that each interval adds, above 0; in the long run it is omega / (1 - alpha - beta).',
    ),
    alpha: required(decimal({ min: 0, max: 1 }), 'The weight of the last squared change, 0 to 1.'),
    beta: required(
      decimal({ min: 0, max: 1 }),
      'The weight of the last variance, 0 to 1; alpha + beta is below 1.',
    ),
    reversion: required(rate(), 'The rate at which a deviation decays, such as 0.2/h.'),
    ...ticking,
  })
  .check(({ value: { alpha, beta }, issues }) => {
    if (alpha + beta < 1 || alpha > 1 || beta > 1) return;
    const message = `alpha + beta must be below 1, or the variance has no bound: ${alpha} + ${beta} = ${alpha + beta}`;
    issues.push({ code: 'custom', path: ['alpha'], message, input: alpha });
  });
