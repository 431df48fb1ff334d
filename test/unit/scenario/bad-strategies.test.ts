import { table } from './fault-table.js';
import type { Case } from './fault-table.js';
import { changed, withAction, withService } from './fixture.js';

const NAMES =
  'expected one of fixed, standard-price, percentile, mean, drafts, zheng-one-time, zheng-persistent, spot-hedge, even-spread, round-robin, tributary, lowest-price, diversified, capacity-optimized, capacity-optimized-prioritized, price-capacity-optimized, uniform-progress, greedy, standard-only, spot-only';
const MODIFIERS = 'waitBeforeFallback, returnToPreferred, backOff, giveUpAfter, rebid';
const DURATION = 'expected a duration such as 90s, 5m, 1h30m, 30d or P30D';
const EITHER = 'expected a map with either a name, such as { name: percentile }, or a module';

/** The base scenario with a strategy of its service, and its faults. */
const strategy = (text: string, ...faults: readonly string[]): Case => [
  text,
  withService(`strategy: ${text}`),
  ...faults,
];

table('strategies: who decides', [
  strategy(
    '{ name: fxed }',
    `s.yaml:10:23: services.chat.strategy.name: ${NAMES}, found "fxed" (did you mean "fixed"?)`,
  ),
  strategy('{}', `s.yaml:10:15: services.chat.strategy: ${EITHER}, found a map`),
  strategy('percentile', `s.yaml:10:15: services.chat.strategy: ${EITHER}, found "percentile"`),
  strategy('{ name: 3 }', `s.yaml:10:23: services.chat.strategy.name: ${NAMES}, found 3`),
  strategy(
    '{ name: capacity-optimized-prioritised }',
    `s.yaml:10:23: services.chat.strategy.name: ${NAMES}, found "capacity-optimized-prioritised" (did you mean "capacity-optimized-prioritized"?)`,
  ),
]);

table('strategies: bids on the whole list', [
  strategy(
    '{ name: fixed, share: 1 }',
    `s.yaml:10:30: services.chat.strategy.share: unknown key "share" (known keys: name, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: standard-price, share: 0 }',
    's.yaml:10:46: services.chat.strategy.share: expected a number above 0, found 0',
  ),
  strategy(
    '{ name: percentile, quantile: 90 }',
    's.yaml:10:45: services.chat.strategy.quantile: expected a number above 0 and at most 1, found 90',
  ),
  strategy(
    '{ name: percentile, quantle: 0.9 }',
    's.yaml:10:35: services.chat.strategy.quantle: unknown key "quantle" (did you mean "quantile"?)',
  ),
  strategy(
    '{ name: percentile, window: 0s }',
    's.yaml:10:43: services.chat.strategy.window: expected a duration of at least 1s, found "0s"',
  ),
  strategy(
    '{ name: percentile, every: often }',
    `s.yaml:10:42: services.chat.strategy.every: ${DURATION}, found "often"`,
  ),
  strategy(
    '{ name: percentile, cap: -1 }',
    's.yaml:10:40: services.chat.strategy.cap: expected a number above 0, found -1',
  ),
  strategy(
    '{ name: mean, quantile: 0.5 }',
    `s.yaml:10:29: services.chat.strategy.quantile: unknown key "quantile" (known keys: name, window, every, cap, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: mean, every: 0s }',
    's.yaml:10:36: services.chat.strategy.every: expected a duration of at least 1s, found "0s"',
  ),
  strategy(
    '{ name: drafts, probability: 1 }',
    's.yaml:10:44: services.chat.strategy.probability: expected a number above 0 and at most 0.999999, found 1',
  ),
  strategy(
    '{ name: drafts, confidence: 99% }',
    's.yaml:10:43: services.chat.strategy.confidence: expected a number above 0 and at most 0.999999, found "99%"',
  ),
  strategy(
    '{ name: drafts, need: 1 hour, tick: 0 }',
    `s.yaml:10:37: services.chat.strategy.need: ${DURATION}, found "1 hour"`,
    's.yaml:10:51: services.chat.strategy.tick: expected a duration of at least 1s, found 0',
  ),
  strategy(
    '{ name: drafts, increment: 0 }',
    's.yaml:10:42: services.chat.strategy.increment: expected a number above 0 and at most 100000, found 0',
  ),
  strategy(
    '{ name: zheng-one-time }',
    's.yaml:10:15: services.chat.strategy.work: missing (How long the work takes without interruption (t_s))',
  ),
  strategy(
    '{ name: zheng-one-time, work: 1h, slot: 0s }',
    's.yaml:10:55: services.chat.strategy.slot: expected a duration of at least 1s, found "0s"',
  ),
  strategy(
    '{ name: zheng-persistent, work: 1h }',
    's.yaml:10:15: services.chat.strategy.recovery: missing (The running time that an interruption costs (t_r))',
    `s.yaml:10:41: services.chat.strategy.work: unknown key "work" (known keys: name, recovery, slot, window, every, cap, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: zheng-persistent, recovery: none }',
    `s.yaml:10:51: services.chat.strategy.recovery: ${DURATION}, found "none"`,
  ),
]);

table('strategies: placement', [
  strategy(
    '{ name: spot-hedge, extra: -1 }',
    's.yaml:10:42: services.chat.strategy.extra: expected a whole number from 0 to 10000, found -1',
  ),
  strategy(
    '{ name: spot-hedge, fallback: maybe }',
    's.yaml:10:45: services.chat.strategy.fallback: expected true or false, found "maybe"',
  ),
  strategy(
    '{ name: spot-hedge, intervl: 1m }',
    's.yaml:10:35: services.chat.strategy.intervl: unknown key "intervl" (did you mean "interval"?)',
  ),
  strategy(
    '{ name: even-spread, interval: 1m }',
    `s.yaml:10:36: services.chat.strategy.interval: unknown key "interval" (known keys: name, extra, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: round-robin, interval: 0s }',
    's.yaml:10:46: services.chat.strategy.interval: expected a duration of at least 1s, found "0s"',
  ),
  strategy(
    '{ name: round-robin, extra: 1.5 }',
    's.yaml:10:43: services.chat.strategy.extra: expected a whole number from 0 to 10000, found 1.5',
  ),
  strategy(
    '{ name: tributary, target: 1 }',
    's.yaml:10:42: services.chat.strategy.target: expected a number above 0 and at most 0.999999, found 1',
  ),
  strategy(
    '{ name: tributary, fate: alone }',
    's.yaml:10:40: services.chat.strategy.fate: expected one of together, apart, found "alone"',
  ),
  strategy(
    '{ name: tributary, horizon: 0s, every: 0s }',
    's.yaml:10:43: services.chat.strategy.horizon: expected a duration of at least 1s, found "0s"',
    's.yaml:10:54: services.chat.strategy.every: expected a duration of at least 1s, found "0s"',
  ),
  strategy(
    '{ name: lowest-price, extra: 1 }',
    `s.yaml:10:37: services.chat.strategy.extra: unknown key "extra" (known keys: name, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: diversified, extra: 1 }',
    `s.yaml:10:36: services.chat.strategy.extra: unknown key "extra" (known keys: name, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: capacity-optimized, window: 1h }',
    `s.yaml:10:43: services.chat.strategy.window: unknown key "window" (known keys: name, ${MODIFIERS})`,
  ),
  strategy(
    '{ name: price-capacity-optimized, seesSpare: true }',
    `s.yaml:10:49: services.chat.strategy.seesSpare: unknown key "seesSpare" (known keys: name, ${MODIFIERS})`,
  ),
]);

table('strategies: modifiers', [
  strategy(
    '{ name: fixed, waitBeforeFallback: true }',
    `s.yaml:10:50: services.chat.strategy.waitBeforeFallback: ${DURATION}, found true`,
  ),
  strategy(
    '{ name: fixed, returnToPreferred: standard }',
    's.yaml:10:49: services.chat.strategy.returnToPreferred: expected true, false or from-standard, found "standard"',
  ),
  strategy(
    '{ name: fixed, backOff: 1h }',
    's.yaml:10:39: services.chat.strategy.backOff: expected a map of keys, found "1h"',
  ),
  strategy(
    '{ name: fixed, backOff: { after: 0, within: 1h, fr: 1h } }',
    's.yaml:10:48: services.chat.strategy.backOff.after: expected a whole number from 1 to 1000, found 0',
    's.yaml:10:63: services.chat.strategy.backOff.fr: unknown key "fr" (did you mean "for"?)',
  ),
  strategy(
    '{ name: fixed, giveUpAfter: 0s }',
    's.yaml:10:43: services.chat.strategy.giveUpAfter: expected a duration of at least 1s, found "0s"',
  ),
  strategy(
    '{ name: mean, rebid: yes please }',
    's.yaml:10:36: services.chat.strategy.rebid: expected true or false, found "yes please"',
  ),
]);

table('strategies: modules', [
  strategy('{ module: 3 }', 's.yaml:10:25: services.chat.strategy.module: expected a text, found 3'),
  strategy(
    '{ module: "" }',
    's.yaml:10:25: services.chat.strategy.module: expected a text that is not empty, found ""',
  ),
  strategy(
    '{ module: ./a.ts, parameters: [1] }',
    's.yaml:10:45: services.chat.strategy.parameters: expected a map of keys, found a list',
  ),
  strategy('{ module: ./a.ts, name: mean }', `s.yaml:10:15: services.chat.strategy: ${EITHER}, found a map`),
  strategy(
    '{ module: ./a.ts, paramters: {} }',
    's.yaml:10:33: services.chat.strategy.paramters: unknown key "paramters" (did you mean "parameters"?)',
  ),
  strategy(
    '{ module: ./a.ts, seesSpare: all }',
    's.yaml:10:44: services.chat.strategy.seesSpare: expected true or false, found "all"',
  ),
]);

table('strategies beside other keys', [
  [
    'rebalancing',
    withService('rebalancing: true\n    strategy: { name: mean }'),
    's.yaml:10:18: services.chat.rebalancing: rebalancing moves replicas on the list as it stands, and cannot go with a strategy (use returnToPreferred: true of the strategy instead)',
  ],
  [
    'a list without spot',
    changed('{ type: t1, spotPriceLimit: 0.12 }, ', '', withService('strategy: { name: round-robin }')),
    's.yaml:10:15: services.chat.strategy: round-robin places replicas on spot, and no entry of the list has a spotPriceLimit (give an entry spotPriceLimit: market)',
  ],
  [
    'an update that brings one',
    withAction('{ at: 1d, action: update, service: chat, set: { strategy: { name: mea } } }'),
    `s.yaml:5:71: timeline.0.set.strategy.name: ${NAMES}, found "mea" (did you mean "mean"?)`,
  ],
]);
