import { table } from './fault-table.js';
import { changed, withEntry, withService, withTop } from './fixture.js';

const CAPACITY = 'expected a whole number of at least 1 or a percent above 0% up to 100% such as 50%, found';

table('instances', [
  [
    'none',
    changed('{ type: t1, spotPriceLimit: 0.12 }, { type: t2 }', ''),
    's.yaml:9:16: services.chat.instances: expected a list with at least one entry, found an empty list',
  ],
  [
    'a type that no pool has',
    withEntry('{ type: t22 }'),
    's.yaml:9:61: services.chat.instances.1.type: no pool has the type "t22" (did you mean "t2"?)',
  ],
  [
    'a misspelt key',
    withEntry('{ typ: t2 }'),
    's.yaml:9:53: services.chat.instances.1.type: missing (An instance type of the pools, or dedicated_resource)',
    's.yaml:9:55: services.chat.instances.1.typ: unknown key "typ" (did you mean "type"?)',
  ],
  [
    'a ceiling that is no price',
    changed('spotPriceLimit: 0.12', 'spotPriceLimit: markt'),
    's.yaml:9:45: services.chat.instances.0.spotPriceLimit: expected a price from 0 to 100000 or market, found "markt"',
  ],
  [
    'a ceiling above the highest',
    changed('spotPriceLimit: 0.12', 'spotPriceLimit: 100001'),
    's.yaml:9:45: services.chat.instances.0.spotPriceLimit: expected a price from 0 to 100000 or market, found 100001',
  ],
  [
    'a capacity of 0',
    changed('spotPriceLimit: 0.12', 'capacity: 0'),
    `s.yaml:9:39: services.chat.instances.0.capacity: ${CAPACITY} 0`,
  ],
  [
    'a capacity above 100 %',
    changed('spotPriceLimit: 0.12', 'capacity: 101%'),
    `s.yaml:9:39: services.chat.instances.0.capacity: ${CAPACITY} "101%"`,
  ],
  [
    'from without dedicated_resource',
    withEntry('{ type: t2, from: boxes }'),
    's.yaml:9:65: services.chat.instances.1.from: from is for dedicated_resource only, found with t2',
  ],
  [
    'a bid on dedicated machines, of which there are none',
    withEntry('{ type: dedicated_resource, spotPriceLimit: 1 }'),
    's.yaml:9:61: services.chat.instances.1.type: the scenario has no dedicated machines (add them under dedicated)',
    's.yaml:9:81: services.chat.instances.1.spotPriceLimit: dedicated_resource cannot be bid on: its machines are bought (remove spotPriceLimit)',
  ],
  [
    'dedicated machines of an unknown name',
    changed(
      '{ type: t2 }',
      '{ type: dedicated_resource, from: boxs }',
      withTop('dedicated: [{ name: boxes, type: m, machines: 1, price: 1 }]'),
    ),
    's.yaml:10:87: services.chat.instances.1.from: no dedicated group is called "boxs" (did you mean "boxes"?)',
  ],
]);

table('startup', [
  [
    'a word',
    withService('startup: fast'),
    's.yaml:10:14: services.chat.startup: expected a duration such as 3m or a distribution of durations, found "fast"',
  ],
  [
    'a law with a key missing',
    withService('startup: { distribution: lognormal, median: 3m }'),
    's.yaml:10:14: services.chat.startup.sigma: missing (The standard deviation of the natural logarithm, 0 to 10)',
  ],
  [
    'a mixture less variable than an exponential',
    withService('startup: { distribution: hyperexponential, mean: 3m, cv: 0.5 }'),
    's.yaml:10:62: services.chat.startup.cv: expected a number of at least 1, found 0.5',
  ],
  [
    'a mixture said in part',
    withService('startup: { distribution: hyperexponential, mean: 3m }'),
    's.yaml:10:14: services.chat.startup: expected either branches, or both mean and cv',
  ],
  [
    'shares that miss 1',
    withService('startup: { distribution: hyperexponential, branches: [{ probability: 0.5, mean: 1m }] }'),
    's.yaml:10:58: services.chat.startup.branches: the probabilities must add up to 1, found 0.5',
  ],
  [
    'an empty range',
    withService('startup: { distribution: uniform, min: 3m, max: 2m }'),
    's.yaml:10:44: services.chat.startup.min: min must not exceed max (180 > 120)',
  ],
  [
    'too few weights',
    withService('startup: { distribution: empirical, values: [1m, 2m], weights: [1] }'),
    's.yaml:10:68: services.chat.startup.weights: expected one weight per value (2), found 1',
  ],
]);
