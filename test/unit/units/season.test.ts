import { describe, expect, it } from 'vitest';
import { parseInstant, parseOffset, seasonalWave, type Instant } from '../../../src/units/index.js';

const at = (text: string): Instant => parseInstant(text) ?? { epochSeconds: NaN, offsetSeconds: NaN };
const HOUR = 3600;
const DAY = 86_400;
const daily = { amplitude: 0.2, peak: 14 * HOUR };
const weekly = { amplitude: 0.1, peak: 2 * DAY };

describe('season', () => {
  // A Monday.
  const start = at('2026-03-02T06:00:00+08:00');

  it('is highest at its peak by the clock of the start, lowest half a day later, the same every day', () => {
    const wave = seasonalWave({ daily }, start);
    expect(wave(8 * HOUR)).toBeCloseTo(0.2, 12);
    expect(wave(20 * HOUR)).toBeCloseTo(-0.2, 12);
    expect(wave(2 * HOUR)).toBeCloseTo(0, 12);
    for (const second of [0, 1, 12_345]) expect(wave(second + 300 * DAY)).toBe(wave(second));
  });

  it('has its week from Monday 00:00', () => {
    const wave = seasonalWave({ weekly }, start);
    expect(wave(2 * DAY - 6 * HOUR)).toBeCloseTo(0.1, 12);
    expect(wave(5.5 * DAY - 6 * HOUR)).toBeCloseTo(-0.1, 12);
    expect(wave(12_345 + 7 * DAY)).toBe(wave(12_345));
    const sunday = seasonalWave({ weekly: { amplitude: 0.1, peak: 6 * DAY } }, at('2026-03-01T00:00:00Z'));
    expect(sunday(0)).toBeCloseTo(0.1, 12);
  });

  it('adds its waves, and none is 0', () => {
    const both = seasonalWave({ daily, weekly }, start);
    expect(both(0)).toBe(seasonalWave({ daily }, start)(0) + seasonalWave({ weekly }, start)(0));
    expect(seasonalWave({}, start)(99)).toBe(0);
  });

  it('goes by a stated clock instead: the same instant whatever the offset in which the start is written', () => {
    const zone = parseOffset('-03:30');
    const one = seasonalWave({ daily, weekly, timezone: zone }, start);
    const other = seasonalWave({ daily, weekly, timezone: zone }, at('2026-03-01T22:00:00Z'));
    for (const second of [0, 7777, 300_000]) expect(one(second)).toBe(other(second));
    // 22:00Z is 18:30 there.
    expect(seasonalWave({ daily, timezone: zone }, start)(19.5 * HOUR)).toBeCloseTo(0.2, 12);
  });

  it('holds before 1970 as well', () => {
    const wave = seasonalWave({ daily, weekly }, at('1950-01-02T00:00:00Z'));
    expect(wave(14 * HOUR)).toBeCloseTo(0.2 + 0.1 * Math.cos((2 * Math.PI * 34) / 168), 12);
  });
});
