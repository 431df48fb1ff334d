import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  formatInstant,
  instantFault,
  parseInstant,
  weekday,
} from '../../../src/units/index.js';

describe('calendar', () => {
  it('agrees with Date on every day of 400 years', () => {
    for (let days = -36_525; days < 109_572; days += 1) {
      const date = new Date(days * 86_400_000);
      const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      if (days % 97 === 0) expect(civilFromDays(days)).toEqual(civil);
      const { year, month, day } = civilFromDays(days);
      if (
        daysFromCivil(civil.year, civil.month, civil.day) !== days ||
        daysFromCivil(year, month, day) !== days
      ) {
        expect.fail(`day ${days}`);
      }
      if (weekday(days) !== date.getUTCDay()) expect.fail(`weekday of day ${days}`);
    }
  });

  it('knows the lengths of months', () => {
    expect([1, 2, 3, 4, 12].map((month) => daysInMonth(2015, month))).toEqual([31, 28, 31, 30, 31]);
    expect([1900, 2000, 2016, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
  });
});

describe('instants', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0, 0],
    ['2016-02-29T00:00:00.000Z', 1456704000, 0],
    ['2016-02-29T00:00:59.999Z', 1456704059, 0],
    ['2026-03-02T00:00:00+08:00', 1772380800, 28_800],
    ['2026-03-02T00:00+0800', 1772380800, 28_800],
    ['2026-02-27 21:02:32+00:00', 1772226152, 0],
    ['2025-12-31t19:30:00-04:30', 1767225600, -16_200],
    ['0001-01-01T00:00:00Z', -62135596800, 0],
  ])('%s', (text, epochSeconds, offsetSeconds) => {
    expect(parseInstant(text)).toEqual({ epochSeconds, offsetSeconds });
  });

  it.each([
    ['2015-02-29T00:00:00Z', 'there is no day 29 in 2015-02'],
    ['2016-04-31T00:00:00Z', 'there is no day 31 in 2016-04'],
    ['2016-00-01T00:00:00Z', 'there is no month 0'],
    ['2016-01-01T00:00:60Z', 'no such time of day'],
    ['2016-01-01T00:00:00', 'a local time without a zone'],
    ['2016-01-01T00:00:00+25:00', 'no such zone: +25:00'],
    ['2016-1-1T00:00:00Z', 'not an ISO 8601 date and time'],
    ['2016-01-01', 'not an ISO 8601 date and time'],
  ])('refuses %s: %s', (text, why) => {
    expect(parseInstant(text)).toBeUndefined();
    expect(instantFault(text)).toBe(why);
  });

  it('takes a stated zone for a local time only', () => {
    expect(parseInstant('2016-01-01T08:00:00', '+08:00')).toEqual(parseInstant('2016-01-01T08:00:00+08:00'));
    expect(parseInstant('2016-01-01T08:00:00Z', '+08:00')).toEqual(parseInstant('2016-01-01T08:00:00Z'));
    expect(instantFault('2016-01-01T08:00:00', 'Mars')).toBe('no such zone: Mars');
  });

  it('reads back what it writes, and Date agrees', () => {
    const seconds = fc.integer({ min: -62135596800, max: 253402300799 });
    const minutes = fc.integer({ min: -17 * 60, max: 17 * 60 });
    fc.assert(
      fc.property(seconds, minutes, (epochSeconds, offset) => {
        const instant = { epochSeconds, offsetSeconds: offset * 60 };
        const text = formatInstant(instant);
        fc.pre(/^\d{4}-/.test(text));
        expect(parseInstant(text)).toEqual(instant);
        expect(Date.parse(text)).toBe(epochSeconds * 1000);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});
