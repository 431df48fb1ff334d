import { table } from './fault-table.js';
import { changed, withStock } from './fixture.js';

table('stock processes', [
  [
    'on-off, a law without a finite mean, a spell of nothing',
    withStock('{ process: on-off, capacity: 4, up: { distribution: pareto, shape: 1, min: 1h }, down: 0s }'),
    's.yaml:5:152: pools.a.stock.up: a spell needs a finite mean: expected a Pareto shape above 1, found 1',
    's.yaml:5:203: pools.a.stock.down: expected a duration of at least 1s, found "0s"',
  ],
  [
    'on-off, spells of a law that is always 0',
    withStock('{ process: on-off, capacity: 4, up: { distribution: constant, value: 0 }, down: 1h }'),
    's.yaml:5:152: pools.a.stock.up: a spell needs a mean above 0s',
  ],
  [
    'on-off, an unknown start and a key misspelt',
    withStock('{ process: on-off, capacity: 4, up: 1h, dwn: 1h, down: 1h, start: on }'),
    's.yaml:5:156: pools.a.stock.dwn: unknown key "dwn" (did you mean "down"?)',
    's.yaml:5:182: pools.a.stock.start: expected one of equilibrium, up, down, found "on"',
  ],
  [
    'markov-modulated, a state that is never left',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: y, units: 0 }], rates: [[0, 0.1/h], [0, 0]] }',
    ),
    's.yaml:5:221: pools.a.stock.rates.1: y is never left: expected a rate above 0',
  ],
  [
    'markov-modulated, rates that are not square, a row too short',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: y, units: 0 }], rates: [[0, 0.1/h], [0.1/h]] }',
    ),
    's.yaml:5:221: pools.a.stock.rates.1: expected one rate for each of the 2 states, found 1',
  ],
  [
    'markov-modulated, rates for other states than there are',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: y, units: 0 }], rates: [[0, 0.1/h]] }',
    ),
    's.yaml:5:208: pools.a.stock.rates: expected one list for each of the 2 states, found 1',
  ],
  [
    'markov-modulated, a rate to itself',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: y, units: 0 }], rates: [[1/h, 0.1/h], [0.5/h, 0/h]] }',
    ),
    's.yaml:5:210: pools.a.stock.rates.0.0: the rate from x to itself: expected 0',
  ],
  [
    'markov-modulated, a rate without a unit',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: y, units: 0 }], rates: [[0, 0.1], [0.5/h, 0]] }',
    ),
    's.yaml:5:213: pools.a.stock.rates.0.1: expected a rate such as 0.5/h, or 0, found 0.1',
  ],
  [
    'markov-modulated, a state that is not reached',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: y, units: 0 }, { name: z, units: 9 }], rates: [[0, 0.1/h, 0], [1/h, 0, 0], [1/h, 1/h, 0]] }',
    ),
    's.yaml:5:232: pools.a.stock.rates.0: no way leads from x to z: expected every state to be reached from every other',
  ],
  [
    'markov-modulated, one state',
    withStock('{ process: markov-modulated, states: [{ name: x, units: 3 }], rates: [[0]] }'),
    's.yaml:5:185: pools.a.stock.rates: expected at least two states, found one',
  ],
  [
    'markov-modulated, two states of one name',
    withStock(
      '{ process: markov-modulated, states: [{ name: x, units: 3 }, { name: x, units: 0 }], rates: [[0, 1/h], [1/h, 0]] }',
    ),
    's.yaml:5:208: pools.a.stock.rates: two states are called "x"',
  ],
  [
    'correlated, a correlation above 1',
    withStock(
      '{ process: correlated, driver: d, correlation: 1.4, capacity: 4, availability: 0.7, reversion: 0.2/h }',
    ),
    's.yaml:5:163: pools.a.stock.correlation: expected a number from 0 to 1, found 1.4',
  ],
  [
    'correlated, units above the capacity',
    withStock(
      '{ process: correlated, driver: d, correlation: 0.4, capacity: 4, reversion: 0.2/h, levels: [{ units: 5, share: 0.5 }, { units: 0, share: 0.5 }] }',
    ),
    's.yaml:5:217: pools.a.stock.levels.0.units: expected at most the capacity (4), found 5',
  ],
  [
    'correlated, shares that do not add up',
    withStock(
      '{ process: correlated, driver: d, correlation: 0.4, capacity: 4, reversion: 0.2/h, levels: [{ units: 4, share: 0.5 }] }',
    ),
    's.yaml:5:207: pools.a.stock.levels: the shares must add up to 1, found 0.5',
  ],
  [
    'correlated, neither availability nor levels',
    withStock('{ process: correlated, driver: d, correlation: 0.4, capacity: 4, reversion: 0.2/h }'),
    's.yaml:5:116: pools.a.stock: expected either availability or levels',
  ],
  [
    'bulk, batches above the capacity',
    withStock('{ process: bulk, capacity: 16, losses: 0.5/d, size: 20, return: 3h }'),
    's.yaml:5:168: pools.a.stock.size: expected at most the capacity (16), found 20',
  ],
  [
    'bulk, a percent above all',
    withStock('{ process: bulk, capacity: 16, losses: 0.5/d, size: 120%, return: 3h }'),
    's.yaml:5:168: pools.a.stock.size: expected a whole number of at least 1 or a percent above 0% up to 100% such as 50%, found "120%"',
  ],
  [
    'bulk, no losses, no return',
    withStock(
      '{ process: bulk, capacity: 16, losses: 0/d, size: 2, return: { distribution: pareto, shape: 0.5, min: 1h } }',
    ),
    's.yaml:5:155: pools.a.stock.losses: expected a rate above 0, found "0/d"',
    's.yaml:5:177: pools.a.stock.return: a spell needs a finite mean: expected a Pareto shape above 1, found 0.5',
  ],
  [
    'a season of nothing over stock without a limit',
    withStock('{ process: season, base: { process: unlimited } }'),
    's.yaml:5:116: pools.a.stock: expected daily, weekly or both: there is no season without',
    's.yaml:5:152: pools.a.stock.base.process: a stock without a limit has no season: expected any other process',
  ],
  [
    'a season over a season',
    withStock('{ process: season, base: { process: season }, daily: { amplitude: 1, peak: 0s } }'),
    's.yaml:5:152: pools.a.stock.base.process: expected one of unlimited, constant, steps, erlang, on-off, markov-modulated, correlated, bulk, preset, trace, found "season"',
  ],
  [
    'a season with impossible waves',
    withStock(
      '{ process: season, base: { process: constant, capacity: 4 }, daily: { amplitude: 120%, peak: 30h }, weekly: { amplitude: 0.5, peak: 8d }, timezone: Berlin }',
    ),
    's.yaml:5:197: pools.a.stock.daily.amplitude: expected a percent from 0% to 100% such as 20%, or a whole number of units from 0 to 1000000, found "120%"',
    's.yaml:5:209: pools.a.stock.daily.peak: expected less than a day, found 108000s',
    's.yaml:5:237: pools.a.stock.weekly.amplitude: expected a percent from 0% to 100% such as 20%, or a whole number of units from 0 to 1000000, found 0.5',
    's.yaml:5:248: pools.a.stock.weekly.peak: expected less than a week, found 691200s',
    's.yaml:5:264: pools.a.stock.timezone: expected Z or an offset such as +08:00, found "Berlin"',
  ],
  [
    'a fault in the stock under a season',
    withStock(
      '{ process: season, base: { process: constant, capacty: 4 }, daily: { amplitude: 1, peak: 3h } }',
    ),
    's.yaml:5:141: pools.a.stock.base.capacity: missing (The units, 0 to 1000000)',
    's.yaml:5:162: pools.a.stock.base.capacty: unknown key "capacty" (did you mean "capacity"?)',
  ],
  [
    'a preset that there is none of',
    withStock('{ process: preset, name: aws-v100-2023-us-east-1b, capacity: 1 }'),
    's.yaml:5:141: pools.a.stock.name: expected one of aws-v100-2023-us-east-1a, aws-v100-2023-us-east-1c, aws-v100-2023-us-east-1d, aws-v100-2023-us-east-1f, aws-v100-2023-us-east-2a, aws-v100-2023-us-east-2b, aws-v100-2023-us-west-2a, aws-v100-2023-us-west-2b, aws-v100-2023-us-west-2c, found "aws-v100-2023-us-east-1b" (did you mean "aws-v100-2023-us-east-1a"?)',
  ],
  [
    'an unknown process',
    withStock('{ process: on-of }'),
    's.yaml:5:127: pools.a.stock.process: expected one of unlimited, constant, steps, erlang, on-off, markov-modulated, correlated, bulk, preset, trace, season, found "on-of" (did you mean "on-off"?)',
  ],
]);

const zone = (further: string, driver = 'd'): string =>
  `{ process: correlated, driver: ${driver}, correlation: 0.4, capacity: 4, availability: 0.7, ${further} }`;
const zones = (first: string, second: string): string =>
  changed('spot: false }', `spot: false, stock: ${second} }`, withStock(first));

table('zones that share a driver', [
  [
    'with another reversion and another interval',
    zones(zone('reversion: 0.2/h'), zone('reversion: 0.3/h, interval: 1m')),
    's.yaml:6:182: pools.b.stock.reversion: the driver "d" has another reversion in pool "a" (zones that share a driver share its reversion)',
    's.yaml:6:199: pools.b.stock.interval: the driver "d" has an interval of 5m in pool "a" (zones that share a driver share its interval)',
  ],
  [
    'with another interval by default, under a season',
    zones(
      zone('reversion: 0.2/h, interval: 1m'),
      `{ process: season, daily: { amplitude: 1, peak: 0s }, base: ${zone('reversion: 0.2/h')} }`,
    ),
    's.yaml:6:147: pools.b.stock.base.interval: the driver "d" has an interval of 1m in pool "a" (zones that share a driver share its interval)',
  ],
  ['of the same parameters', zones(zone('reversion: 0.2/h'), zone('reversion: 0.2/h'))],
  ['of two names', zones(zone('reversion: 0.2/h'), zone('reversion: 0.3/h', 'e'))],
]);

table('a bathtub', [
  [
    'with more than all',
    changed(
      'spot: false }',
      'spot: false, lifetime: { distribution: bathtub, a: 0.8, tau1: 1h, tau2: 48m, b: 24h } }',
    ),
    's.yaml:6:118: pools.b.lifetime.a: expected at most 0.5 with these times, found 0.8',
  ],
  [
    'of no time',
    changed(
      'spot: false }',
      'spot: false, lifetime: { distribution: bathtub, tau1: 0s, tau2: 48m, b: 0h } }',
    ),
    's.yaml:6:121: pools.b.lifetime.tau1: expected a duration above 0s, found "0s"',
    's.yaml:6:139: pools.b.lifetime.b: expected a duration above 0s, found "0h"',
  ],
]);
