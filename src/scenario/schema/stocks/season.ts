import * as z from 'zod';
import { DAY, formatDuration, parseInstant } from '../../../units/index.js';
import { shown } from '../../shown.js';
import { byDefault, optional, required } from '../keys.js';
import { expecting } from '../numbers.js';
import { duration } from '../quantities.js';
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

/** A wave of the stock; `peak` lies within the period. */
function wave(id: string, after: string, period: number, example: string) {
  const within = (issue: { readonly input?: unknown }): string =>
    `expected a duration below ${period / DAY}d, the time after ${after}, found ${formatDuration(Number(issue.input))}`;
  return z
    .strictObject({
      amplitude: required(
        amplitude,
        'How far it swings to either side: a percent of the units that are there, or units.',
      ),
      peak: required(
        duration().refine((peak) => peak < period, { error: within }),
        `When it is highest, as the time after ${after}, such as ${example}.`,
      ),
    })
    .meta({ id });
}

const daily = wave('DailyStockWave', 'midnight', DAY, '3h');
const weekly = wave('WeeklyStockWave', 'Monday 00:00', 7 * DAY, '5d12h');

const OFFSET = 'Z or an offset such as +08:00';

/** `Z` or `+08:00` as seconds ahead of UTC. */
const offset = z
  .string({ error: expecting(OFFSET) })
  .transform((text, context): number => {
    const instant = parseInstant('1970-01-01T00:00:00', text);
    if (instant !== undefined) return instant.offsetSeconds;
    context.issues.push({ code: 'custom', message: `expected ${OFFSET}, found ${shown(text)}`, input: text });
    return z.NEVER;
  })
  .meta({ title: 'offset' });

/** A season over one of the other processes. */
export function seasonOver<S extends z.ZodType<{ readonly process: string }>>(base: S) {
  return z
    .strictObject({
      process: processNamed('season', 'another process with the hour and the day of the week in it'),
      base: required(base, 'The stock without its season: any other process but unlimited.'),
      daily: optional(daily, 'A wave of 24 h. Absent: none; daily, weekly or both are given.'),
      weekly: optional(weekly, 'A wave of seven days. Absent: none; daily, weekly or both are given.'),
      timezone: optional(offset, `The zone of midnight, ${OFFSET}. Absent: that of the scenario's start.`),
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
