import { table } from './fault-table.js';
import { withPrice } from './fixture.js';

const at = (column: number, key: string): string => `s.yaml:5:${column}: pools.a.price.${key}`;
const OVER = '{ process: constant, value: 0.1 }';
const spikes = (changes: Readonly<Record<string, string>>): string => {
  const keys = {
    clock: '1/h',
    level: '{ distribution: constant, value: 0.3 }',
    duration: '2h',
    base: OVER,
    ...changes,
  };
  const written = Object.entries(keys).map(([key, value]) => `${key}: ${value}`);
  return withPrice(`{ process: spikes, ${written.join(', ')} }`);
};

table('spikes', [
  [
    'a fault in the nested price is told at its own place',
    spikes({ base: '{ process: ornstein-uhlenbeck, median: 0.1, sigma: -1, reversion: 0/h }' }),
    `${at(223, 'base.sigma')}: expected a number from 0 to 10, found -1`,
    `${at(238, 'base.reversion')}: expected a rate above 0, found "0/h"`,
  ],
  [
    'a key that a nested price of a nested price does not know, and one that it lacks',
    spikes({
      base: `{ process: spikes, clock: 1/h, duration: 1h, level: { distribution: constant, value: 1 }, base: { process: constant, valu: 1 } }`,
    }),
    `${at(268, 'base.base.value')}: missing (The price per instance-hour, in the currency)`,
    `${at(289, 'base.base.valu')}: unknown key "valu" (did you mean "value"?)`,
  ],
  ['no map as the base', spikes({ base: '7' }), `${at(172, 'base')}: expected a map of keys, found 7`],
  [
    'a negative rate',
    spikes({ clock: '-1/h' }),
    `${at(100, 'clock')}: expected a rate such as 9/h, 0.2/h, 120/min or 1/d, found "-1/h"`,
  ],
  [
    'neither a rate nor a map',
    spikes({ clock: '5' }),
    `${at(100, 'clock')}: expected a rate such as 0.05/h, or a map of quiet, busy, toBusy and toQuiet, found 5`,
  ],
  [
    'a clock that never strikes',
    spikes({ clock: '{ quiet: 0, busy: 0/h, toBusy: 1/d, toQuiet: 1/h }' }),
    `${at(118, 'clock.busy')}: quiet and busy are both 0: there would be no spikes`,
  ],
  [
    'half a two-rate clock',
    spikes({ clock: '{ quiet: 0, busy: 1/h, toBusy: 0/d }' }),
    `${at(100, 'clock.toQuiet')}: missing (How often busy times turn quiet, such as 4/d)`,
    `${at(131, 'clock.toBusy')}: expected a rate above 0, found "0/d"`,
  ],
  [
    'a cap of 0',
    spikes({ cap: '0' }),
    `${at(212, 'cap')}: expected a number above 0 and at most 100000, found 0`,
  ],
]);

const REGIME = '{ median: 1, sigma: 1, reversion: 1/h }';
const regimes = (rates: string): string =>
  withPrice(`{ process: regime-switching, rates: ${rates}, regimes: [${REGIME}, ${REGIME}] }`);

table('regimes', [
  [
    'too few rows',
    regimes('[[0, 1/h]]'),
    `${at(110, 'rates')}: expected one row for each of the 2 regimes, found 1`,
  ],
  [
    'a row too short, one too long',
    regimes('[[0], [1/h, 0, 1/h]]'),
    `${at(111, 'rates.0')}: expected one rate for each of the 2 regimes, found 1`,
    `${at(116, 'rates.1')}: expected one rate for each of the 2 regimes, found 3`,
  ],
  [
    'a rate on the diagonal',
    regimes('[[0, 1/h], [1/h, 2/h]]'),
    `${at(127, 'rates.1.1')}: expected 0 on the diagonal: no regime turns into itself`,
  ],
  [
    'a negative rate',
    regimes('[[0, -1/h], [1/h, 0]]'),
    `${at(115, 'rates.0.1')}: expected a rate such as 9/h or 1/d, or 0, found "-1/h"`,
  ],
  [
    'none',
    withPrice('{ process: regime-switching, regimes: [], rates: [] }'),
    `${at(112, 'regimes')}: expected a list with at least one entry, found an empty list`,
    `${at(123, 'rates')}: expected a list with at least one entry, found an empty list`,
  ],
]);

table('garch, auction, bootstrap, preset', [
  [
    'alpha + beta of 1',
    withPrice('{ process: garch, median: 0.1, omega: 0.001, alpha: 0.2, beta: 0.8, reversion: 0.2/h }'),
    `${at(126, 'alpha')}: alpha + beta must be below 1, or the variance has no bound: 0.2 + 0.8 = 1`,
  ],
  [
    'no variance, negative weights',
    withPrice('{ process: garch, median: 0.1, omega: 0, alpha: -0.2, beta: 1.8, reversion: 0.2/h }'),
    `${at(112, 'omega')}: expected a number above 0 and at most 100, found 0`,
    `${at(122, 'alpha')}: expected a number from 0 to 1, found -0.2`,
    `${at(134, 'beta')}: expected a number from 0 to 1, found 1.8`,
  ],
  [
    'as many units as bidders',
    withPrice(
      '{ process: auction, capacity: 20, bidders: 20, bids: { distribution: uniform, min: 0, max: 1 } }',
    ),
    `${at(104, 'capacity')}: expected fewer units than the 20 bidders, found 20: no bid would go away empty and set a price`,
  ],
  [
    'bids that stand for ever, a reserve below 0',
    withPrice(
      '{ process: auction, capacity: 2, bidders: 20, persistence: 1, reserve: -1, bids: { distribution: exponential, mean: 1 } }',
    ),
    `${at(133, 'persistence')}: expected a number from 0 to below 1, found 1`,
    `${at(145, 'reserve')}: expected a number from 0 to 100000, found -1`,
  ],
  [
    'a block of nothing, an unknown scheme',
    withPrice('{ process: bootstrap, file: p.csv, format: csv, block: 0s, scheme: fixed }'),
    `${at(129, 'block')}: expected a duration of at least 1s, found "0s"`,
    `${at(141, 'scheme')}: expected one of stationary, moving, found "fixed"`,
  ],
]);
