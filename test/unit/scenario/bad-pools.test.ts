import { priceSchema } from '../../../src/scenario/schema/prices.js';
import { table } from './fault-table.js';
import { changed, withPrice, withStock } from './fixture.js';

const PROCESSES = priceSchema.options.map(({ shape }) => shape.process.value).join(', ');
const PRICED = 'expected a number above 0 and at most 100000, found';

table('pools', [
  [
    'a negative price',
    changed('standardPrice: 0.4', 'standardPrice: -0.4'),
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} -0.4`,
  ],
  [
    'a standard price of 0',
    changed('standardPrice: 0.4', 'standardPrice: 0'),
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} 0`,
  ],
  [
    'a price above the highest',
    changed('standardPrice: 0.4', 'standardPrice: 100001'),
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} 100001`,
  ],
  [
    'a price in quotes',
    changed('standardPrice: 0.4', 'standardPrice: "0.4"'),
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} "0.4" (write it without quotes)`,
  ],
  [
    'NaN',
    changed('standardPrice: 0.4', 'standardPrice: .nan'),
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} NaN`,
  ],
  [
    'infinity',
    changed('standardPrice: 0.4', 'standardPrice: .inf'),
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} Infinity`,
  ],
  [
    'spot without a price',
    changed(', price: { process: constant, value: 0.1 }', ''),
    's.yaml:5:5: pools.a.price: missing: a pool with spot needs a price (give the pool a price process, or say spot: false)',
  ],
  [
    'a name given twice',
    changed('name: b,', 'name: a,'),
    's.yaml:6:13: pools.a.name: the name "a" is taken by entry 0 of pools',
  ],
  [
    'a place given twice',
    changed('type: t2, region: r, zone: z2', 'type: t1, region: r, zone: z1').replace(
      '{ type: t2 }',
      '{ type: t1 }',
    ),
    's.yaml:6:22: pools.b.type: t1 in z1 (r) is pool "a" already (one pool per (region, zone, type))',
  ],
  [
    'a negative spot price',
    withPrice('{ process: constant, value: -1 }'),
    's.yaml:5:102: pools.a.price.value: expected a number from 0 to 100000, found -1',
  ],
  [
    'an unknown process',
    withPrice('{ process: constnt, value: 1 }'),
    `s.yaml:5:85: pools.a.price.process: expected one of ${PROCESSES}, found "constnt" (did you mean "constant"?)`,
  ],
  [
    'no process',
    withPrice('{ value: 1 }'),
    `s.yaml:5:74: pools.a.price.process: missing (One of ${PROCESSES})`,
  ],
  [
    'a rate without a unit',
    withPrice('{ process: ornstein-uhlenbeck, median: 1, sigma: 0.1, reversion: 0.2 }'),
    's.yaml:5:139: pools.a.price.reversion: expected a rate such as 9/h, 0.2/h, 120/min or 1/d, found 0.2',
  ],
  [
    'a trace with a zone that is none, and columns of other names',
    withPrice('{ process: trace, file: p.csv, format: csv, timezone: Berlin, columns: { zeit: t } }'),
    's.yaml:5:128: pools.a.price.timezone: expected Z, an offset such as +08:00, or a name such as Europe/Berlin, found "Berlin"',
    's.yaml:5:147: pools.a.price.columns.zeit: unknown key "zeit" (known keys: time, date, price, product, zone, instanceType, currency)',
  ],
  [
    'a trace without a format',
    withPrice('{ process: trace, file: p.csv }'),
    's.yaml:5:74: pools.a.price.format: missing (The format of the file: aws, aws-text, alibaba, eas, pai, skypilot or csv; docs/formats.md describes each)',
  ],
]);

table('steps', [
  [
    'none',
    withPrice('{ process: steps, steps: [] }'),
    's.yaml:5:99: pools.a.price.steps: expected a list with at least one entry, found an empty list',
  ],
  [
    'not from 0',
    withPrice('{ process: steps, steps: [{ at: 1s, value: 1 }] }'),
    's.yaml:5:106: pools.a.price.steps.0.at: the first step must be at 0s, found 1s',
  ],
  [
    'out of order',
    withPrice(
      '{ process: steps, steps: [{ at: 0s, value: 1 }, { at: 2s, value: 1 }, { at: 1s, value: 1 }] }',
    ),
    's.yaml:5:150: pools.a.price.steps.2.at: steps must be in time order: 1s comes after 2s',
  ],
  [
    'two at once',
    withPrice(
      '{ process: steps, steps: [{ at: 0s, value: 1 }, { at: 5s, value: 1 }, { at: 5s, value: 1 }] }',
    ),
    's.yaml:5:150: pools.a.price.steps.2.at: two steps at 5s',
  ],
]);

table('stock', [
  [
    'a trace whose polarity, gap and sample are not stated',
    withStock('{ process: trace, file: x.json, format: skypilot }'),
    's.yaml:5:116: pools.a.stock.available: missing (What a value of the trace means: the value (1 or 0) that stands for available, `count` if each value counts available units, or `used` if it counts units of `capacity` that others hold. Published traces differ, so nothing is assumed)',
    's.yaml:5:116: pools.a.stock.gap: format: skypilot needs a gap, such as 195s',
    's.yaml:5:116: pools.a.stock.sample: format: skypilot needs to know: count or probe',
  ],
  [
    'a trace with a polarity that no sample can have',
    withStock('{ process: trace, file: x.json, format: skypilot, available: 2, gap: 1s, sample: count }'),
    's.yaml:5:177: pools.a.stock.available: expected 1 or 0 (the value that means available), count (each value is a number of available units) or used (of units that others hold), found 2',
  ],
  [
    'a trace that states them wrongly',
    withStock('{ process: trace, file: x.json, format: skypilot, available: maybe, gap: 0s, sample: all }'),
    's.yaml:5:177: pools.a.stock.available: expected 1 or 0 (the value that means available), count (each value is a number of available units) or used (of units that others hold), found "maybe"',
    's.yaml:5:189: pools.a.stock.gap: expected a duration of at least 1s, found "0s"',
    's.yaml:5:201: pools.a.stock.sample: expected one of count, probe, found "all"',
  ],
  [
    'a hold without a mean',
    withStock(
      '{ process: erlang, capacity: 4, arrivals: 9/h, hold: { distribution: pareto, shape: 1, min: 1h } }',
    ),
    's.yaml:5:169: pools.a.stock.hold: a hold needs a finite mean: expected a Pareto shape above 1, found 1',
  ],
  [
    'no arrivals, no hold',
    withStock('{ process: erlang, capacity: 4, arrivals: 0/h, hold: 0s }'),
    's.yaml:5:158: pools.a.stock.arrivals: expected a rate above 0, found "0/h"',
    's.yaml:5:169: pools.a.stock.hold: expected a duration of at least 1s, found "0s"',
  ],
]);
