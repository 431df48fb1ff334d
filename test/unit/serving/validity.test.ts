import { describe, expect, it } from 'vitest';
import { validUntil } from '../../../src/serving/index.js';
import { formatInstant, parseInstant } from '../../../src/units/index.js';

const at = (text: string): number => parseInstant(text)?.epochSeconds ?? NaN;
const shown = (epochSeconds: number): string => formatInstant({ epochSeconds, offsetSeconds: 8 * 3600 });

describe('validity of a PTU order paid in advance', () => {
  it('ends at 23:59 of day N, the day of the order being day 1 (R42)', () => {
    expect(shown(validUntil(at('2026-03-02T10:30:00+08:00'), 1))).toBe('2026-03-02T23:59:00+08:00');
    expect(shown(validUntil(at('2026-03-02T00:00:00+08:00'), 30))).toBe('2026-03-31T23:59:00+08:00');
  });

  it('is a day longer for an order strictly after 22:00:00 (R43, A25)', () => {
    expect(shown(validUntil(at('2026-03-02T22:00:00+08:00'), 7))).toBe('2026-03-08T23:59:00+08:00');
    expect(shown(validUntil(at('2026-03-02T22:00:01+08:00'), 7))).toBe('2026-03-09T23:59:00+08:00');
  });

  it('counts days in Asia/Shanghai wherever the order was written (A26)', () => {
    expect(shown(validUntil(at('2026-03-02T16:30:00Z'), 1))).toBe('2026-03-03T23:59:00+08:00');
    expect(shown(validUntil(at('2026-03-02T14:00:01Z'), 1))).toBe('2026-03-03T23:59:00+08:00');
  });
});
