import * as z from 'zod';
import { byDefault, required } from '../keys.js';
import { decimal } from '../numbers.js';
import { rate } from '../quantities.js';
import { processNamed } from '../series.js';
import { HOURLY, positive, rounding } from './common.js';

// The defaults are what AWS showed after 2017: docs/models/price-administered.md.
export const administered = z.strictObject({
  process: processNamed(
    'administered',
    'a price that its provider moves now and then by small steps, as AWS since the end of 2017',
  ),
  median: required(positive(), `The median price ${HOURLY}.`),
  sigma: byDefault(
    decimal({ min: 0, max: 10 }),
    0.03,
    'The stationary standard deviation of the natural logarithm of the level that the price follows, 0 to 10.',
  ),
  reversion: byDefault(rate(), '0.033/d', 'The rate at which a deviation of the level decays.'),
  changes: byDefault(rate(), '2.5/d', 'The mean number of price changes in a time.'),
  maxStep: byDefault(
    decimal({ above: 0, max: 100 }),
    0.05,
    'The largest relative step of one change; 0.05 is 5 %.',
  ),
  ...rounding,
});
