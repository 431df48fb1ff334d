import * as z from 'zod';
import { optional } from './keys.js';
import { expecting } from './numbers.js';
import { parseDuration, rate } from './quantities.js';

const ERROR = expecting('a number of at least 0, or as the parameter is written: 0.02/h, 30s');

/** A standard error in the unit of its parameter: a number, a rate (per second) or a duration (seconds). */
const standardError = z
  .union([z.number(), z.string()], { error: ERROR })
  .transform((value, context): number => {
    const found = typeof value === 'number' ? value : (rate().safeParse(value).data ?? parseDuration(value));
    if (found !== undefined && found >= 0 && Number.isFinite(found)) return found;
    context.issues.push({ code: 'custom', message: ERROR({ input: value }), input: value });
    return z.NEVER;
  })
  .meta({ title: 'standard error' });

/** Keys of every price whose parameters may be drawn anew in each replication. */
export const uncertainty = {
  uncertainty: optional(
    z.literal('fitted', { error: expecting('"fitted"') }),
    'fitted: in each replication the parameters under `standardErrors` are drawn anew. Absent: they are taken as exact.',
  ),
  standardErrors: optional(
    z.record(z.string(), standardError),
    'The standard errors of parameters by their path inside the price, such as { median: 0.002, reversion: 0.02/h, regimes.0.sigma: 0.01 }. Absent: none.',
  ),
};
