import * as z from 'zod';
import { byDefault, required } from './keys.js';
import { expecting } from './numbers.js';

const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const DAYS = new RegExp(`^(?:daily|${DAY}(?:-${DAY})?(?:,${DAY}(?:-${DAY})?)*)$`);
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Values by weekday and time of day, week after week. */
export function slotsOf<S extends z.ZodType>(value: S, what: string) {
  const slot = z.strictObject({
    days: byDefault(
      matching(DAYS, 'days such as daily, mon-fri or sat,sun'),
      'daily',
      'The days: daily, mon-fri, sat,sun.',
    ),
    from: required(
      matching(CLOCK, 'a time of day from 00:00 to 23:59 such as 08:00'),
      "The time of day, in the zone of the scenario's start, from which the value holds.",
    ),
    value: required(value, what),
  });
  return required(z.array(slot).min(1), 'The values by weekday and time of day; each holds until the next.');
}

export function matching(pattern: RegExp, what: string) {
  const error = expecting(what);
  return z.string({ error }).regex(pattern, { error });
}
