import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { expecting, whole } from '../numbers.js';
import { duration } from '../quantities.js';

const backOff = z
  .strictObject({
    after: byDefault(whole(1, 1000), 2, 'So many notices from one pool …'),
    within: byDefault(duration(1), '1h', '… within so long …'),
    for: byDefault(duration(1), '1h', '… keep the service out of the pool for so long.'),
  })
  .meta({ id: 'BackOff' });

/** What may stand beside any strategy. */
export const modifiers = {
  waitBeforeFallback: optional(
    duration(1),
    'How long a request tries the first entry of its list alone before it may fall back. Absent: it falls back at once.',
  ),
  returnToPreferred: optional(
    z.union([z.boolean(), z.literal('from-standard')], {
      error: expecting('true, false or from-standard'),
    }),
    'Whether a replica below the first entry of its list keeps asking for what comes before it, and moves when the better unit is ready; from-standard: only from standard to spot. Absent: it stays.',
  ),
  backOff: optional(backOff, 'When a pool that keeps taking units is left out for a while. Absent: never.'),
  giveUpAfter: optional(
    duration(1),
    'How long a request may fail before it is made anew for anything that the service lists. Absent: for ever.',
  ),
  rebid: optional(
    z.boolean(),
    'Whether a new bid replaces the ceiling of units that are held already; no provider has such a call (a what-if). Absent: it binds new units only.',
  ),
};

/** The `name` key, with what the strategy does. */
export const named = <N extends string>(name: N, what: string) =>
  required(z.literal(name), `The strategy: ${what}.`);
