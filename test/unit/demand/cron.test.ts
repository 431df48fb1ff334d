import { describe, expect, it } from 'vitest';
import { nextCron, parseCron } from '../../../src/demand/index.js';
import { formatInstant, parseInstant } from '../../../src/units/index.js';

const next = (expression: string, after: string, excluded: readonly string[] = []): string => {
  const cron = (text: string) => {
    const parsed = parseCron(text);
    if (!parsed.ok) throw new Error(parsed.issues[0].message);
    return parsed.value;
  };
  const at = nextCron(cron(expression), parseInstant(`${after}Z`)?.epochSeconds ?? 0, excluded.map(cron));
  return at === Infinity ? 'never' : formatInstant({ epochSeconds: at, offsetSeconds: 0 }).slice(0, 19);
};

describe('a six-field cron expression', () => {
  it.each([
    ['0 15,45 * * * *', '2026-03-02T00:15:00', '2026-03-02T00:45:00'],
    ['0 30 8 * * 1-5', '2026-03-06T09:00:00', '2026-03-09T08:30:00'],
    ['*/20 * * * * *', '2026-03-02T00:00:21', '2026-03-02T00:00:40'],
    ['0 0 0 29 2 *', '2026-03-02T00:00:00', '2028-02-29T00:00:00'],
    ['0 0 0 31 12 ?', '2026-12-31T00:00:00', '2027-12-31T00:00:00'],
    ['0 0 12 1 * 7', '2026-03-02T00:00:00', '2026-03-08T12:00:00'],
  ])('%s after %s comes at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('skips excluded dates, and never comes where all are excluded', () => {
    expect(next('0 0 9 * * *', '2026-03-06T10:00:00', ['* * * * * 6,0'])).toBe('2026-03-09T09:00:00');
    expect(next('0 0 9 * * 6', '2026-03-06T10:00:00', ['* * * * * 6'])).toBe('never');
    expect(next('0 0 0 30 2 *', '2026-03-06T10:00:00')).toBe('never');
  });

  it.each(['0 60 * * * *', '* * *', 'a * * * * *', '0 0 5-2 * * *', '0 */0 * * * *'])(
    '%s is refused',
    (expression) => {
      expect(parseCron(expression).ok).toBe(false);
    },
  );
});
