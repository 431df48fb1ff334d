import * as z from 'zod';
import { DAY } from '../../../units/index.js';
import { byDefault, optional, required } from '../keys.js';
import { expecting } from '../numbers.js';
import { duration } from '../quantities.js';
import { offset, within } from '../season.js';
import { processNamed } from '../series.js';
import { MAX_UNITS, units } from './units.js';

const AMPLITUDE = `a percent from 0% to 100% such as 20%, or a whole number of units from 0 to ${MAX_UNITS}`;

const amplitude = z
  .union([z.number(), z.string().meta({ pattern: String.raw`^\d+(\.\d+)?%$` })], {
    error: expecting(AMPLITUDE),
  })
  .transform((value, context): { share: number } | { units: number } => {
    if (typeof value === 'number') {
      if (Number.isSafeInteger(value) && value >= 0 && value <= MAX_UNITS) return { units: value };
    } else {
      const percent = Number(/^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] ?? NaN);
      if (percent <= 100) return { share: percent / 100 };
    }
    context.issues.push({ code: 'custom', message: expecting(AMPLITUDE)({ input: value }), input: value });
    return z.NEVER;
  })
  .meta({ title: 'number or percent' });

/** A wave of the stock. */
const wave = (id: string, period: number, since: string, example: string) =>
  z
    .strictObject({
      amplitude: required(
        amplitude,
        'How far it swings to either side: a percent of the units that are there, or units.',
      ),
      peak: required(
        within(period, period === DAY ? 'a day' : 'a week'),
        `When it is highest: the time after ${since}, such as ${example}.`,
      ),
    })
    .meta({ id });

const daily = wave('DailyStockWave', DAY, 'local midnight', '3h');
const weekly = wave('WeeklyStockWave', 7 * DAY, 'Monday 00:00', '5d12h');

/** A season over one of the other processes. */
export function seasonOver<S extends z.ZodType<{ readonly process: string }>>(base: S) {
  return z
    .strictObject({
      process: processNamed('season', 'another process with the hour and the day of the week in it'),
      base: required(base, 'The stock without its season: any other process but unlimited.'),
      daily: optional(daily, 'A wave of 24 h. Absent: none; daily, weekly or both are given.'),
      weekly: optional(weekly, 'A wave of seven days. Absent: none; daily, weekly or both are given.'),
      timezone: optional(offset, 'The local clock, Z or an offset such as +08:00. Absent: that of `start`.'),
      capacity: optional(units(), 'The most units that the season may make of it. Absent: no such bound.'),
      interval: byDefault(duration(1), '5m', 'The time between two readings of the season.'),
    })
    .check(({ value, issues }) => {
      const fault = (path: string[], message: string): void =>
        void issues.push({ code: 'custom', path, message, input: value });
      if (value.daily === undefined && value.weekly === undefined)
        fault([], 'expected daily, weekly or both: there is no season without');
      const { base: under } = value as unknown as { readonly base: { readonly process: string } };
      if (under.process === 'unlimited')
        fault(['base', 'process'], 'a stock without a limit has no season: expected any other process');
    });
}
