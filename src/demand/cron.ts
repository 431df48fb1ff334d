import { DAY, HOUR, MINUTE, civilFromDays, failure, success, weekday } from '../units/index.js';
import type { Result, Seconds } from '../units/index.js';

/** A six-field cron expression, seconds first, as EAS scheduled scaling takes it (`0 30 8 * * 1-5`). */
export interface Cron {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether a day of the calendar (days since 1970-01-01, local) is meant. */
  readonly onDay: (day: number) => boolean;
}

const FIELDS = [
  { name: 'seconds', min: 0, max: 59 },
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12 },
  { name: 'day of week', min: 0, max: 7 },
] as const;

/** Days looked through before an expression counts as one that never comes (29 February needs up to eight years). */
const HORIZON_DAYS = 366 * 9;

/**
 * Parses six fields: `*`, numbers, `a-b`, `a,b`, and `x/n`; day of week 0 and 7 are Sunday. As in every cron, a day is
 * meant if day of month or day of week says so where both are restricted. A five-field expression, as used for
 * excluded dates, is read with second 0.
 */
export function parseCron(text: string): Result<Cron> {
  const parts = text.trim().split(/\s+/);
  if (parts.length === 5) parts.unshift('0');
  if (parts.length !== 6) {
    return failure({
      message: `cron expression '${text}' has ${parts.length} fields, expected 6`,
      hint: 'second minute hour day month weekday',
    });
  }
  const sets: (readonly number[])[] = [];
  for (const [i, field] of FIELDS.entries()) {
    const values = parseField(parts[i], field.min, field.max);
    if (values === undefined) {
      return failure({
        message: `cron expression '${text}': '${parts[i]}' is no ${field.name} (${field.min} to ${field.max})`,
      });
    }
    sets.push(values);
  }
  const [seconds, minutes, hours] = sets;
  return success({ seconds, minutes, hours, onDay: dayTest(parts, sets) });
}

/** The first second strictly after `after` (both local, since the epoch) that the expression means; Infinity for none. */
export function nextCron(cron: Cron, after: Seconds, excluded: readonly Cron[] = []): Seconds {
  const first = Math.floor((after + 1) / DAY);
  for (let day = first; day < first + HORIZON_DAYS; day++) {
    if (!cron.onDay(day) || excluded.some((other) => other.onDay(day))) continue;
    const found = timeOfDay(cron, day === first ? after + 1 - day * DAY : 0);
    if (found !== undefined) return day * DAY + found;
  }
  return Infinity;
}

/** First matching second of a day at or after `from`. */
function timeOfDay({ hours, minutes, seconds }: Cron, from: Seconds): Seconds | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const base = hour * HOUR + minute * MINUTE;
      if (base + 59 < from) continue;
      const second = seconds.find((candidate) => base + candidate >= from);
      if (second !== undefined) return base + second;
    }
  }
  return undefined;
}

function dayTest(parts: readonly string[], sets: readonly (readonly number[])[]): (day: number) => boolean {
  const [dates, months, weekdays] = sets.slice(3).map((values) => new Set(values));
  if (weekdays.has(7)) weekdays.add(0);
  const anyDate = parts[3] === '*' || parts[3] === '?';
  const anyWeekday = parts[5] === '*' || parts[5] === '?';
  return (day) => {
    const civil = civilFromDays(day);
    if (!months.has(civil.month)) return false;
    const byDate = dates.has(civil.day);
    const byWeekday = weekdays.has(weekday(day));
    if (anyDate && anyWeekday) return true;
    if (anyDate) return byWeekday;
    return anyWeekday ? byDate : byDate || byWeekday;
  };
}

function parseField(text: string, min: number, max: number): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:([*?])|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const [, star, from, to, every] = match;
    const low = star === undefined ? Number(from) : min;
    const high = star !== undefined || (to === undefined && every !== undefined) ? max : Number(to ?? from);
    const stride = every === undefined ? 1 : Number(every);
    if (low < min || high > max || low > high || stride < 1) return undefined;
    for (let value = low; value <= high; value += stride) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}
