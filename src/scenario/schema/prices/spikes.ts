import * as z from 'zod';
import { amounts, durationOrSpans } from '../distributions.js';
import { optional, required } from '../keys.js';
import { expecting, positivePrice } from '../numbers.js';
import { rate, rateOrZero } from '../quantities.js';
import { processNamed } from '../series.js';
import { HOURLY, rounding } from './common.js';

const CLOCK = expecting('a rate such as 0.05/h, or a map of quiet, busy, toBusy and toQuiet');

const twoRates = z
  .strictObject({
    quiet: required(rateOrZero(), 'The rate of spikes in quiet times, such as 0.01/h, or 0.'),
    busy: required(rateOrZero(), 'The rate of spikes in busy times, such as 0.5/h, or 0.'),
    toBusy: required(rate(), 'How often quiet times turn busy, such as 1/d.'),
    toQuiet: required(rate(), 'How often busy times turn quiet, such as 4/d.'),
  })
  .check(({ value, issues }) => {
    if (value.quiet > 0 || value.busy > 0) return;
    const message = 'quiet and busy are both 0: there would be no spikes';
    issues.push({ code: 'custom', path: ['busy'], message, input: value.busy });
  });

/** What a nested process is to its wrapper: any member of the union; types.ts says which. */
export interface NestedPrice {
  readonly process: string;
}

/** The schema of spikes over any other price. */
export const spikesPrice = (anyPrice: () => z.ZodType<NestedPrice>) =>
  z.strictObject({
    process: processNamed('spikes', 'spikes, clustered or not, over any other price'),
    base: required(z.lazy(anyPrice), 'The price without spikes: any price process, spikes included.'),
    clock: required(
      z.union([rate(), twoRates], { error: CLOCK }),
      'When spikes begin: a rate (a Poisson clock), or two rates and how often they change (a clustered clock).',
    ),
    level: required(amounts, `The distribution of a spike's price ${HOURLY}.`),
    duration: required(
      durationOrSpans,
      'How long a spike lasts: a duration, or a distribution of durations with a finite mean.',
    ),
    cap: optional(positivePrice(), `The price that is never passed ${HOURLY}. Absent: no cap.`),
    ...rounding,
  });
