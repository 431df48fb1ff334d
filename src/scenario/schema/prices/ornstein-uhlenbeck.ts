import * as z from 'zod';
import { optional, required } from '../keys.js';
import { decimal } from '../numbers.js';
import { rate } from '../quantities.js';
import { seasonOf } from '../season.js';
import { processNamed } from '../series.js';
import { HOURLY, positive, ticking } from './common.js';

export const ornsteinUhlenbeck = z.strictObject({
  process: processNamed(
    'ornstein-uhlenbeck',
    'the logarithm of the price reverts to its median, begun in its stationary state',
  ),
  median: required(positive(), `The median price ${HOURLY}.`),
  sigma: required(
    decimal({ min: 0, max: 10 }),
    'The stationary standard deviation of the natural logarithm of the price, 0 to 10.',
  ),
  reversion: required(rate(), 'The rate at which a deviation decays, such as 0.2/h.'),
  season: optional(
    seasonOf(
      () => decimal({ min: 0, max: 10 }),
      'How far the logarithm of the price rises at the peak; 0.1 is about 10 %.',
    ),
    'Waves of the day and of the week on the logarithm of the price. Absent: none.',
  ),
  ...ticking,
});
