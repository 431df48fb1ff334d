import { describe, expect, it } from 'vitest';
import { parseWeekly, weeklySchedule } from '../../../src/demand/index.js';
import { parseInstant } from '../../../src/units/index.js';

const monday = parseInstant('2026-03-02T07:00:00+08:00') ?? { epochSeconds: 0, offsetSeconds: 0 };
const slots = [
  { days: 'mon-fri', from: '08:00', value: 50 },
  { days: 'daily', from: '20:00', value: 10 },
  { days: 'sat,sun', from: '10:00:30', value: 30 },
];

describe('a weekly schedule', () => {
  it('holds what the last slot said until the next, in local time, week after week', () => {
    const process = weeklySchedule(slots, monday);
    const path: (readonly [number, number])[] = [[0, process.value]];
    while (path.length < 25) {
      const at = process.nextAt;
      process.advance();
      path.push([at, process.value]);
    }
    const hour = 3600;
    expect(path.slice(0, 4)).toEqual([
      [0, 10],
      [hour, 50],
      [13 * hour, 10],
      [25 * hour, 50],
    ]);
    expect(path[11]).toEqual([5 * 24 * hour + 3 * hour + 30, 30]);
    expect(path[15]).toEqual([7 * 24 * hour + hour, 50]);
  });

  it('saves and resumes', () => {
    const one = weeklySchedule(slots, monday);
    one.advance();
    const two = weeklySchedule(slots, monday);
    two.restore(one.save());
    expect([two.value, two.nextAt]).toEqual([one.value, one.nextAt]);
  });

  it('refuses what is no time and no day', () => {
    expect(parseWeekly([{ days: 'mon', from: '24:00', value: 1 }]).ok).toBe(false);
    expect(parseWeekly([{ days: 'mon-fry', from: '08:00', value: 1 }]).ok).toBe(false);
    expect(parseWeekly([]).ok).toBe(false);
    expect(parseWeekly([{ days: 'fri-mon', from: '8:00', value: 1 }]).ok).toBe(true);
  });
});
