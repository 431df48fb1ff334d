import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { decimal, positivePrice } from '../numbers.js';
import { duration } from '../quantities.js';
import { modifiers, named } from './modifiers.js';

const looking = (window: string, every: string) => ({
  window: byDefault(duration(1), window, 'How much of the price history counts, back from now.'),
  every: byDefault(duration(1), every, 'How often it bids anew.'),
  cap: optional(
    decimal({ above: 0 }),
    'No bid is above so many times the standard price. Absent: the listed limits are the only bound.',
  ),
});

const slot = byDefault(duration(1), '5m', 'How long a price lasts (t_k).');

/** Strategies that bid from each pool's own price history. */
export const fromHistory = [
  z.strictObject({
    name: named('percentile', 'bids the price that was not passed for a share of the time'),
    quantile: byDefault(decimal({ above: 0, max: 1 }), 0.9, 'That share, such as 0.9.'),
    ...looking('7d', '15m'),
    ...modifiers,
  }),
  z.strictObject({
    name: named('mean', 'bids the mean price over time'),
    ...looking('7d', '15m'),
    ...modifiers,
  }),
  z.strictObject({
    name: named('drafts', 'the least bid under which a unit lasts long enough, with a guarantee (DrAFTS)'),
    probability: byDefault(
      decimal({ above: 0, max: 0.999999 }),
      0.95,
      'How surely a unit is to last as long as it is needed.',
    ),
    confidence: byDefault(decimal({ above: 0, max: 0.999999 }), 0.99, 'How sure the bounds themselves are.'),
    need: byDefault(duration(1), '1h', 'How long a unit is needed.'),
    tick: byDefault(duration(1), '5m', 'The grid on which the history is read.'),
    changeAfter: byDefault(
      duration(1),
      '6h',
      'A price that has stood above its bound for so long has changed its ways: what was before is forgotten.',
    ),
    increment: byDefault(positivePrice(), 0.0001, 'The least step between two bids, in the currency.'),
    ...looking('30d', '3h'),
    ...modifiers,
  }),
  z.strictObject({
    name: named('zheng-one-time', "the bid under which one request's expected run covers the work (Zheng)"),
    work: required(duration(1), 'How long the work takes without interruption (t_s).'),
    slot,
    ...looking('60d', '1h'),
    ...modifiers,
  }),
  z.strictObject({
    name: named('zheng-persistent', 'the bid at which an hour of useful work costs least (Zheng)'),
    recovery: required(duration(1), 'The running time that an interruption costs (t_r).'),
    slot,
    ...looking('60d', '1h'),
    ...modifiers,
  }),
] as const;
