import * as z from 'zod';
import { byDefault, required } from './keys.js';
import { decimal, expecting } from './numbers.js';
import { deadline } from './strategies/deadline.js';
import { fromHistory } from './strategies/from-history.js';
import { modifiers, named } from './strategies/modifiers.js';
import { placement } from './strategies/placement.js';

const ours = z.discriminatedUnion('name', [
  z.strictObject({ name: named('fixed', 'the list as it stands'), ...modifiers }),
  z.strictObject({
    name: named('standard-price', 'bids the standard price'),
    share: byDefault(decimal({ above: 0 }), 1, 'The share of the standard price that is bid.'),
    ...modifiers,
  }),
  ...fromHistory,
  ...placement,
  ...deadline,
]);

const own = z.strictObject({
  module: required(
    z.string().min(1),
    'A file of yours that exports `strategy`, relative to the scenario file. It runs with your rights.',
  ),
  parameters: byDefault(
    z.record(z.string(), z.unknown()),
    {},
    'What its `strategy` function is called with.',
  ),
  seesSpare: byDefault(z.boolean(), false, 'Whether the provider publishes how many units are free.'),
  ...modifiers,
});

/** Who decides what a service or a job asks for: one of ours by its name, or a module. */
export const strategySchema = z
  .union([ours, own], {
    error: expecting('a map with either a name, such as { name: percentile }, or a module'),
  })
  .meta({ id: 'Strategy' });
