import { DAY, HOUR, MINUTE, failure, invariant, success, weekday } from '../units/index.js';
import type { Result, Seconds } from '../units/index.js';
import type { StepProcess } from '../kernel/index.js';

/** One line of a weekly schedule: from this local time on, on these days, this value. */
export interface WeeklySlot {
  /** `daily`, `mon-fri`, `sat,sun`. */
  readonly days: string;
  /** `08:00` or `08:00:30`, local time. */
  readonly from: string;
  readonly value: number;
}

/** The local clock of a run. */
export interface LocalStart {
  readonly epochSeconds: number;
  readonly offsetSeconds: number;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEK: Seconds = 7 * DAY;

interface Mark {
  /** Seconds since Sunday 00:00. */
  readonly at: Seconds;
  readonly value: number;
}

/** Reads the slots, or says what is wrong with one. Of two slots at one time the later in the list holds. */
export function parseWeekly(slots: readonly WeeklySlot[]): Result<readonly Mark[]> {
  const marks = new Map<Seconds, number>();
  for (const { days, from, value } of slots) {
    const at = parseTime(from);
    const on = parseDays(days);
    if (at === undefined)
      return failure({ message: `'${from}' is no time of day`, hint: 'write it as 08:00' });
    if (on === undefined)
      return failure({ message: `'${days}' names no days`, hint: 'daily, mon-fri or sat,sun' });
    for (const day of on) marks.set(day * DAY + at, value);
  }
  const sorted = [...marks].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
  return sorted.length === 0 ? failure({ message: 'a schedule needs at least one slot' }) : success(sorted);
}

/** A value by weekday and time of day: what the last mark passed said holds until the next, week after week. */
export function weeklySchedule(slots: readonly WeeklySlot[], start: LocalStart): StepProcess {
  const parsed = parseWeekly(slots);
  invariant(parsed.ok, 'the schedule was validated');
  return new WeeklySchedule(parsed.value, start);
}

class WeeklySchedule implements StepProcess {
  value = 0;
  nextAt = 0;
  /** Marks passed since the Sunday before the start. */
  #passed = 0;
  /** Second of the run at which that Sunday began. */
  readonly #sunday: Seconds;

  constructor(
    private readonly marks: readonly Mark[],
    { epochSeconds, offsetSeconds }: LocalStart,
  ) {
    const local = epochSeconds + offsetSeconds;
    const since = weekday(Math.floor(local / DAY)) * DAY + (((local % DAY) + DAY) % DAY);
    this.#sunday = -since;
    this.#passed = marks.filter(({ at }) => at <= since).length;
    this.#update();
  }

  advance(): void {
    this.#passed++;
    this.#update();
  }

  save(): unknown {
    return this.#passed;
  }

  restore(saved: unknown): void {
    this.#passed = saved as number;
    this.#update();
  }

  #update(): void {
    const { marks } = this;
    const last = (this.#passed - 1 + marks.length) % marks.length;
    this.value = marks[last].value;
    const next = marks[this.#passed % marks.length];
    this.nextAt = this.#sunday + Math.floor(this.#passed / marks.length) * WEEK + next.at;
  }
}

function parseTime(text: string): Seconds | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return hour * HOUR + minute * MINUTE + second;
}

function parseDays(text: string): readonly number[] | undefined {
  if (text.trim().toLowerCase() === 'daily') return [0, 1, 2, 3, 4, 5, 6];
  const days: number[] = [];
  for (const part of text.toLowerCase().split(',')) {
    const ends = part
      .trim()
      .split('-')
      .map((name) => DAYS.indexOf(name));
    if (ends.length > 2 || ends.includes(-1)) return undefined;
    const [first, last = first] = ends;
    for (let day = first; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === last) break;
    }
  }
  return days;
}
