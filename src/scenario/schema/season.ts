import * as z from 'zod';
import { DAY, parseOffset } from '../../units/index.js';
import { byDefault, optional, required } from './keys.js';
import { expecting } from './numbers.js';
import { duration } from './quantities.js';

const ZONE = expecting('Z or an offset such as +08:00');

/** An offset from UTC, in seconds. */
export const offset = z
  .string({ error: ZONE })
  .transform((text, context): number => {
    const seconds = parseOffset(text);
    if (seconds !== undefined) return seconds;
    context.issues.push({ code: 'custom', message: ZONE({ input: text }), input: text });
    return z.NEVER;
  })
  .meta({ title: 'offset' });

/** A daily and a weekly wave of a quantity; `amplitude` is its schema, `what` says what it is an amplitude of. */
export function seasonOf(amplitude: () => z.ZodType<number, number>, what: string) {
  const wave = (period: number, name: string, peak: string, since: string) =>
    z.strictObject({
      amplitude: required(amplitude(), what),
      peak: byDefault(within(period, name), peak, `When the wave is highest: the time after ${since}.`),
    });
  return z
    .strictObject({
      daily: optional(wave(DAY, 'a day', '14h', 'local midnight'), 'A wave of 24 hours. Absent: none.'),
      weekly: optional(wave(7 * DAY, 'a week', '2d', 'Monday 00:00'), 'A wave of seven days. Absent: none.'),
      timezone: optional(offset, 'The local clock, Z or an offset such as +08:00. Absent: that of `start`.'),
    })
    .check(({ value, issues }) => {
      if (value.daily !== undefined || value.weekly !== undefined) return;
      issues.push({ code: 'custom', message: 'expected a daily or a weekly wave', input: value });
    });
}

/** A duration shorter than its period. */
export const within = (period: number, name: string) =>
  duration().check(({ value, issues }) => {
    if (value < period) return;
    issues.push({ code: 'custom', message: `expected less than ${name}, found ${value}s`, input: value });
  });
