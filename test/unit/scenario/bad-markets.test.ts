import { table } from './fault-table.js';
import { changed } from './fixture.js';

const CURVE = 'curve: [{ utilisation: 0, price: 0.1 }, { utilisation: 1, price: 0.3 }]';
const STANDARD = 'standard: { arrivals: 9/h, hold: 3h }';
const withMarket = (market: string, more = ''): string =>
  changed('price: { process: constant, value: 0.1 } }', `market: { ${market} }${more} }`);
const endogenous = (...keys: readonly string[]): string =>
  withMarket(['process: endogenous', 'capacity: 40', ...keys].join(', '));

table('market', [
  ['a sound one', endogenous(STANDARD, CURVE)],
  [
    'beside a price',
    withMarket(
      `process: endogenous, capacity: 40, ${STANDARD}, ${CURVE}`,
      ', price: { process: constant, value: 0.1 }',
    ),
    's.yaml:5:226: pools.a.price: price and market exclude each other: the market makes the price (remove price, or market)',
  ],
  [
    'beside a stock',
    withMarket(`process: endogenous, capacity: 40, ${STANDARD}, ${CURVE}`, ', stock: { process: unlimited }'),
    's.yaml:5:226: pools.a.stock: stock and market exclude each other: the market makes the stock (remove stock, or market)',
  ],
  [
    'where there is no spot',
    withMarket(`process: endogenous, capacity: 40, ${STANDARD}, ${CURVE}`, ', spot: false'),
    's.yaml:5:232: pools.a.spot: a pool with a market has spot (remove spot, or market)',
  ],
  [
    'of no process',
    withMarket(`capacity: 40, ${STANDARD}, ${CURVE}`),
    's.yaml:5:75: pools.a.market.process: missing (The process: others come and go, and the price follows from how full the pool is)',
  ],
  [
    'of no units',
    withMarket(`process: endogenous, capacity: 0, ${STANDARD}, ${CURVE}`),
    's.yaml:5:108: pools.a.market.capacity: expected a whole number from 1 to 1000000, found 0',
  ],
  [
    'without a curve',
    endogenous(STANDARD),
    's.yaml:5:75: pools.a.market.curve: missing (The price at each utilisation: points from utilisation 0 to 1, each further right and none cheaper than the one before)',
  ],
  [
    'in which nobody else wants anything',
    endogenous(CURVE),
    's.yaml:5:75: pools.a.market: nobody else wants a unit: give standard, spot or both',
  ],
  [
    'with rates below 0, and holds without a mean',
    endogenous(
      'standard: { arrivals: -9/h, hold: { distribution: pareto, shape: 1, min: 1h } }',
      'spot: { arrivals: 1/h, hold: 0s, bids: 0.1 }',
      CURVE,
    ),
    's.yaml:5:134: pools.a.market.standard.arrivals: expected a rate such as 9/h, 0.2/h, 120/min or 1/d, found "-9/h"',
    's.yaml:5:146: pools.a.market.standard.hold: a hold needs a finite mean: expected a Pareto shape above 1, found 1',
    's.yaml:5:222: pools.a.market.spot.hold: expected a duration of at least 1s, found "0s"',
    's.yaml:5:232: pools.a.market.spot.bids: expected a map of keys, found 0.1',
  ],
  [
    'with spot demand that bids nothing',
    endogenous('spot: { arrivals: 1/h, hold: 1h }', CURVE),
    's.yaml:5:118: pools.a.market.spot.bids: missing (What each would pay at most, per instance-hour, in the currency: it stays out at a higher price, and is put out by one)',
  ],
  [
    'with a tick of no length',
    endogenous(STANDARD, CURVE, 'interval: 0s'),
    's.yaml:5:234: pools.a.market.interval: expected a duration of at least 1s, found "0s"',
  ],
  [
    'with an unknown key',
    endogenous(STANDARD, CURVE, 'feadback: false'),
    's.yaml:5:224: pools.a.market.feadback: unknown key "feadback" (did you mean "feedback"?)',
  ],
]);

const curve = (
  ...points: readonly (readonly [utilisation: number | string, price: number | string])[]
): string =>
  endogenous(STANDARD, `curve: [${points.map(([u, p]) => `{ utilisation: ${u}, price: ${p} }`).join(', ')}]`);

table('the curve of a market', [
  [
    'in percents, as steps that end below 1',
    curve(['0%', '10%'], ['80%', '80%']).replace('curve:', 'between: step, curve:'),
  ],
  [
    'none',
    curve(),
    's.yaml:5:158: pools.a.market.curve: expected a list with at least one entry, found an empty list',
  ],
  [
    'that falls',
    curve([0, 0.2], [0.5, 0.1], [1, 0.3]),
    's.yaml:5:218: pools.a.market.curve.1.price: a curve must not fall: 0.1 after 0.2',
  ],
  [
    'that falls in percents',
    curve([0, '20%'], [0.5, '10%'], [1, '30%']),
    's.yaml:5:218: pools.a.market.curve.1.price: a curve must not fall: 10% after 20%',
  ],
  [
    'that does not begin at 0',
    curve([0.1, 0.1], [1, 0.3]),
    's.yaml:5:174: pools.a.market.curve.0.utilisation: the first point must be at utilisation 0, found 0.1',
  ],
  [
    'that does not reach 1',
    curve([0, 0.1], [0.9, 0.3]),
    's.yaml:5:206: pools.a.market.curve.1.utilisation: the last point must be at utilisation 1, found 0.9 (or say between: step)',
  ],
  [
    'out of order',
    curve([0, 0.1], [0.7, 0.2], [0.5, 0.2], [1, 0.3]),
    's.yaml:5:240: pools.a.market.curve.2.utilisation: utilisations must grow from point to point: 0.5 after 0.7',
  ],
  [
    'with two prices at one utilisation',
    curve([0, 0.1], [0.5, 0.1], [0.5, 0.2], [1, 0.3]),
    's.yaml:5:240: pools.a.market.curve.2.utilisation: utilisations must grow from point to point: 0.5 after 0.5',
  ],
  [
    'beyond 0 and 1',
    curve([-0.1, 0.1], [1.5, 0.3]),
    's.yaml:5:174: pools.a.market.curve.0.utilisation: expected a utilisation from 0 to 1, or from 0% to 100%, found -0.1',
    's.yaml:5:209: pools.a.market.curve.1.utilisation: expected a utilisation from 0 to 1, or from 0% to 100%, found 1.5',
  ],
  [
    'beyond 100%',
    curve([0, 0.1], ['101%', 0.3]),
    's.yaml:5:206: pools.a.market.curve.1.utilisation: expected a utilisation from 0 to 1, or from 0% to 100%, found "101%"',
  ],
  [
    'with a price of 0',
    curve([0, 0], [1, 0.3]),
    's.yaml:5:184: pools.a.market.curve.0.price: expected a price above 0 and at most 100000, or a percent of the standard price such as 40%, found 0',
  ],
  [
    'with a price that is none',
    curve([0, 'cheap'], [1, 0.3]),
    's.yaml:5:184: pools.a.market.curve.0.price: expected a price above 0 and at most 100000, or a percent of the standard price such as 40%, found "cheap"',
  ],
  [
    'in amounts and percents',
    curve([0, 0.1], [1, '90%']),
    's.yaml:5:216: pools.a.market.curve.1.price: either all prices of a curve are amounts, or all are percents',
  ],
]);
