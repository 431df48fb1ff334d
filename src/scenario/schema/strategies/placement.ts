import * as z from 'zod';
import { byDefault } from '../keys.js';
import { decimal, whole } from '../numbers.js';
import { duration } from '../quantities.js';
import { modifiers, named } from './modifiers.js';

const extra = byDefault(whole(0, 10_000), 0, 'Replicas beyond the desired ones.');
const interval = byDefault(duration(1), '1m', 'How often launches that were refused are tried elsewhere.');

/** Strategies that say how many replicas are to be where. */
export const placement = [
  z.strictObject({
    name: named(
      'spot-hedge',
      'spot over zones that have not failed of late, and standard for what lacks (SpotHedge)',
    ),
    extra: byDefault(whole(0, 10_000), 1, 'Spot replicas beyond the desired ones (N_extra).'),
    fallback: byDefault(
      z.boolean(),
      true,
      'Whether standard replicas stand in for spot ones that are not ready.',
    ),
    interval,
    ...modifiers,
  }),
  z.strictObject({
    name: named('even-spread', 'as many replicas in each spot pool as in any other'),
    extra,
    ...modifiers,
  }),
  z.strictObject({
    name: named('round-robin', 'every launch goes to the next spot pool in turn'),
    extra,
    interval,
    ...modifiers,
  }),
  z.strictObject({
    name: named('tributary', 'sets of units of which enough survive with a given probability (Tributary)'),
    target: byDefault(decimal({ above: 0, max: 0.999999 }), 0.99, 'The probability that enough survive.'),
    horizon: byDefault(duration(1), '1h', 'How far ahead it looks.'),
    window: byDefault(duration(1), '7d', 'How much of the price history counts, back from now.'),
    every: byDefault(duration(1), '15m', 'How often it decides anew, if nothing happens.'),
    fate: byDefault(
      z.enum(['together', 'apart']),
      'together',
      'Whether a pool takes all its units at once, or each for itself.',
    ),
    ...modifiers,
  }),
  ...ec2Fleet(),
] as const;

/** EC2 Fleet's own. */
function ec2Fleet() {
  const one = <N extends string>(name: N, what: string) =>
    z.strictObject({ name: named(name, `${what} (EC2 Fleet)`), ...modifiers });
  return [
    one('lowest-price', 'the cheapest pool that has a unit'),
    one('diversified', 'as many in each spot pool as in any other, others stepping in'),
    one('capacity-optimized', 'the pool with most free units'),
    one('capacity-optimized-prioritized', 'the first on the list of the pools with most free units'),
    one('price-capacity-optimized', 'the cheapest of the pools with most free units'),
  ] as const;
}
