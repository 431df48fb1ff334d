/**
 * Civil calendar (proleptic Gregorian) by whole-number arithmetic: the engine has no `Date`, and a file's
 * instants must not depend on the machine's time zone.
 */
import { DAY, HOUR, MINUTE } from './time.js';

/** An instant: seconds since 1970-01-01T00:00:00Z, and how far the clock on the wall is ahead of UTC. */
export interface Instant {
  readonly epochSeconds: number;
  readonly offsetSeconds: number;
}

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** Days from 1970-01-01 to a date (H. Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `daysFromCivil`. */
export function civilFromDays(days: number): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const leapFree =
    dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapFree / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Day of the week of a day counted from 1970-01-01: 0 is Sunday, 6 is Saturday. */
export const weekday = (days: number): number => (((days + 4) % 7) + 7) % 7;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month, 1 to 12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?$/;

/**
 * Reads ISO 8601 such as `2026-03-02T00:00:00+08:00`; undefined if it is none, names an impossible date, or
 * lacks a zone while `zone` (`Z`, `+08:00`) gives none. A fraction of a second is dropped: time is whole seconds.
 */
export function parseInstant(text: string, zone?: string): Instant | undefined {
  const read = readInstant(text, zone);
  return typeof read === 'string' ? undefined : read;
}

/** Why `parseInstant` refuses a text, in words for people; undefined if it does not. */
export function instantFault(text: string, zone?: string): string | undefined {
  const read = readInstant(text, zone);
  return typeof read === 'string' ? read : undefined;
}

/** Seconds by which a zone such as `Z`, `+08:00` or `-0330` is ahead of UTC; undefined if it is none. */
export function parseOffset(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const parts = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (parts === null) return undefined;
  const hours = Number(parts[2]);
  const minutes = Number(parts[3] ?? 0);
  if (hours > 18 || minutes > 59) return undefined;
  const size = hours * HOUR + minutes * MINUTE;
  return parts[1] === '-' && size > 0 ? -size : size;
}

/** `2026-03-02T00:00:00+08:00`, or with `Z` where the offset is 0. */
export function formatInstant({ epochSeconds, offsetSeconds }: Instant): string {
  const local = epochSeconds + offsetSeconds;
  const days = Math.floor(local / DAY);
  const { year, month, day } = civilFromDays(days);
  const second = local - days * DAY;
  const clock = [Math.floor(second / HOUR), Math.floor((second % HOUR) / MINUTE), second % MINUTE]
    .map(two)
    .join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}${formatOffset(offsetSeconds)}`;
}

function readInstant(text: string, zone: string | undefined): Instant | string {
  const parts = INSTANT.exec(text);
  if (parts === null) return 'not an ISO 8601 date and time';
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0)];
  if (month < 1 || month > 12) return `there is no month ${month}`;
  if (day < 1 || day > daysInMonth(year, month)) return `there is no day ${day} in ${year}-${two(month)}`;
  if (hour > 23 || minute > 59 || second > 59) return 'no such time of day';
  const written = parts[7] ?? zone;
  if (written === undefined) return 'a local time without a zone';
  const offsetSeconds = parseOffset(written);
  if (offsetSeconds === undefined) return `no such zone: ${written}`;
  const local = daysFromCivil(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second;
  return { epochSeconds: local - offsetSeconds, offsetSeconds };
}

function formatOffset(seconds: number): string {
  if (seconds === 0) return 'Z';
  const size = Math.abs(seconds);
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / HOUR))}:${two(Math.floor((size % HOUR) / MINUTE))}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
