import { table } from './fault-table.js';
import { withPrice } from './fixture.js';

table('a reserve price', [
  [
    'a band upside down',
    withPrice('{ process: reserve-price, floor: 0.2, ceiling: 0.1 }'),
    's.yaml:5:121: pools.a.price.ceiling: the ceiling must be above the floor of 0.2, found 0.1',
  ],
  [
    'a band without width',
    withPrice('{ process: reserve-price, floor: 0.2, ceiling: 0.2 }'),
    's.yaml:5:121: pools.a.price.ceiling: the ceiling must be above the floor of 0.2, found 0.2',
  ],
  [
    'steps that never fade, no noise, an unknown truncation',
    withPrice(
      '{ process: reserve-price, floor: 0, ceiling: 0.2, coefficient: 1, noise: 0, truncation: cut }',
    ),
    's.yaml:5:107: pools.a.price.floor: expected a number above 0 and at most 100000, found 0',
    's.yaml:5:137: pools.a.price.coefficient: expected a number between -1 and 1, both excluded, found 1',
    's.yaml:5:147: pools.a.price.noise: expected a number above 0 and at most 100, found 0',
    's.yaml:5:162: pools.a.price.truncation: expected one of resample, clamp, reflect, found "cut"',
  ],
  [
    'an epoch upside down, and one at the start',
    withPrice(
      '{ process: reserve-price, floor: 0.1, ceiling: 0.2, epochs: [{ at: 2d, floor: 0.1, ceiling: 0.05 }, { at: 0s, floor: 1, ceiling: 2 }] }',
    ),
    's.yaml:5:166: pools.a.price.epochs.0.ceiling: the ceiling must be above the floor of 0.1, found 0.05',
    's.yaml:5:180: pools.a.price.epochs.1.at: expected a duration of at least 1s, found "0s"',
  ],
  [
    'epochs out of order',
    withPrice(
      '{ process: reserve-price, floor: 0.1, ceiling: 0.2, epochs: [{ at: 2d, floor: 0.1, ceiling: 0.3 }, { at: 1d, floor: 0.1, ceiling: 0.4 }] }',
    ),
    's.yaml:5:179: pools.a.price.epochs.1.at: epochs must be in time order: 86400s comes after 172800s',
  ],
]);

table('a mixture', [
  [
    'weights that sum to nothing, a negative one, and a law of nothing',
    withPrice(
      '{ process: mixture, price: [{ weight: 0, mean: 0.1, sd: 0.1 }], gap: [{ mean: 1h, sd: 10m }, { weight: -1, mean: 0s, sd: 0s }] }',
    ),
    's.yaml:5:101: pools.a.price.price: expected at least one weight above 0',
    's.yaml:5:177: pools.a.price.gap.1.weight: expected a number of at least 0, found -1',
    's.yaml:5:187: pools.a.price.gap.1.mean: expected a mean or a standard deviation above 0, found 0 for both',
  ],
  [
    'no law, and five',
    withPrice(
      '{ process: mixture, price: [], gap: [{ mean: 1h, sd: 1 }, { mean: 1h, sd: 1 }, { mean: 1h, sd: 1 }, { mean: 1h, sd: 1 }, { mean: 1h, sd: 1 }] }',
    ),
    's.yaml:5:101: pools.a.price.price: expected a list with at least one entry, found an empty list',
    's.yaml:5:110: pools.a.price.gap: expected at most 4 components, found 5',
  ],
]);

table("a provider's price", [
  [
    'a load without a mean, no value of load, more leaving than there is',
    withPrice(
      '{ process: provider, maximum: 0.4, beta: 0, theta: 1.5, arrivals: { distribution: pareto, shape: 1, min: 1 } }',
    ),
    's.yaml:5:115: pools.a.price.beta: expected a number above 0 and at most 100000, found 0',
    's.yaml:5:125: pools.a.price.theta: expected a number above 0 and at most 1, found 1.5',
    's.yaml:5:171: pools.a.price.arrivals.shape: arrivals need a finite mean: expected a Pareto shape above 1, found 1',
  ],
  [
    'a lowest bid that no price passes',
    withPrice(
      '{ process: provider, maximum: 0.4, minimum: 0.2, beta: 1, theta: 0.5, arrivals: { distribution: exponential, mean: 1 } }',
    ),
    's.yaml:5:118: pools.a.price.minimum: the minimum must be below half of the maximum, which no price passes (0.2), found 0.2',
  ],
  [
    'a bare number of arrivals',
    withPrice('{ process: provider, maximum: 0.4, beta: 0.3, theta: 0.02, arrivals: 5 }'),
    's.yaml:5:143: pools.a.price.arrivals: expected a map of keys, found 5',
  ],
]);

table('an administered price', [
  [
    'nothing that makes a price',
    withPrice('{ process: administered, median: 0, sigma: -1, changes: 2, maxStep: 0 }'),
    's.yaml:5:107: pools.a.price.median: expected a number above 0 and at most 100000, found 0',
    's.yaml:5:117: pools.a.price.sigma: expected a number from 0 to 10, found -1',
    's.yaml:5:130: pools.a.price.changes: expected a rate such as 9/h, 0.2/h, 120/min or 1/d, found 2',
    's.yaml:5:142: pools.a.price.maxStep: expected a number above 0 and at most 100, found 0',
  ],
]);

const seasonal = (season: string): string =>
  withPrice(`{ process: ornstein-uhlenbeck, median: 1, sigma: 0.1, reversion: 0.2/h, season: ${season} }`);

table('a season', [
  ['of nothing', seasonal('{}'), 's.yaml:5:154: pools.a.price.season: expected a daily or a weekly wave'],
  [
    'with peaks past their period, no amplitude, no such zone',
    seasonal('{ daily: { amplitude: -1, peak: 24h }, weekly: { peak: 7d }, timezone: "+99:00", monthly: 1 }'),
    's.yaml:5:176: pools.a.price.season.daily.amplitude: expected a number from 0 to 10, found -1',
    's.yaml:5:186: pools.a.price.season.daily.peak: expected less than a day, found 86400s',
    's.yaml:5:201: pools.a.price.season.weekly.amplitude: missing (How far the logarithm of the price rises at the peak; 0.1 is about 10 %)',
    's.yaml:5:209: pools.a.price.season.weekly.peak: expected less than a week, found 604800s',
    's.yaml:5:225: pools.a.price.season.timezone: expected Z or an offset such as +08:00, found "+99:00"',
    's.yaml:5:235: pools.a.price.season.monthly: unknown key "monthly" (known keys: daily, weekly, timezone)',
  ],
  [
    'by the clock of a city',
    seasonal('{ daily: { amplitude: 1 }, timezone: Berlin }'),
    's.yaml:5:191: pools.a.price.season.timezone: expected Z or an offset such as +08:00, found "Berlin"',
  ],
]);
