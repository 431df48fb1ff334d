import { formatInstant, instantFault, parseInstant } from '../calendar.js';
import type { Issue } from '../issue.js';
import { HOUR, MINUTE } from '../time.js';

/**
 * What a host knows of zones by name: for a name such as `Europe/Berlin` (undefined: no such zone), the instants at
 * which clocks there show a reading; a reading is given in seconds as if it were UTC. None: clocks were put forward
 * over it. Two: they were put back, and show it twice.
 */
export type LocalTimes = (zone: string) => ((reading: number) => readonly number[]) | undefined;

/** A unit of numbers that count time from the beginning of a recording, in seconds. */
export const TIME_UNITS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 } as const;

export type TimeUnit = keyof typeof TIME_UNITS;

/** What the times of a file mean where they do not say it. */
export interface InstantOptions {
  /** `Z`, `+08:00`, or a name that `localTimes` knows. */
  readonly timezone?: string | undefined;
  readonly localTimes?: LocalTimes | undefined;
  /** Set: times are numbers in this unit since the recording began, not instants. */
  readonly unit?: TimeUnit | undefined;
}

type Fault = Pick<Issue, 'message' | 'hint'>;

/** The latest second that a row may stand at: the end of the year 9999. */
const LAST_SECOND = 253_402_300_799;
const NUMBER = /^\s*-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;
const OFFSET = /^(?:[Zz]|[+-]\d\d(?::?\d\d)?)$/;

/** Reads the times of one file to whole seconds: since the epoch, or (with `unit`) since the recording began. */
export class InstantReader {
  readonly #options: InstantOptions;
  readonly #named: ((reading: number) => readonly number[]) | undefined;
  /** The date read last and its day: rows of one day follow one another. */
  #date = '';
  #day = 0;

  constructor(options: InstantOptions) {
    this.#options = options;
    const { timezone, localTimes } = options;
    const named = timezone !== undefined && !OFFSET.test(timezone);
    this.#named = named ? localTimes?.(timezone) : undefined;
  }

  /** Why no time can be read at all; undefined if that is not so. */
  get fault(): Fault | undefined {
    const { timezone, localTimes } = this.#options;
    if (timezone === undefined || OFFSET.test(timezone) || this.#named !== undefined) return undefined;
    const message = `timezone ${timezone}: ${localTimes === undefined ? 'zones by name are not known here' : 'no such zone'}`;
    return { message, hint: 'write Z, an offset such as +08:00, or a name such as Europe/Berlin' };
  }

  read(raw: unknown): number | Fault {
    if (this.#options.unit !== undefined) return readCount(raw, this.#options.unit);
    if (typeof raw === 'number') return readEpoch(raw);
    if (typeof raw !== 'string') {
      return { message: `found ${shown(raw)} for a time: expected ISO 8601 or epoch seconds` };
    }
    return this.#readUsual(raw) ?? this.#readText(raw.trim(), raw);
  }

  /** `2016-02-29T00:00:00`, perhaps with `.000`, then `Z`: what most files have; undefined for all else. */
  #readUsual(text: string): number | undefined {
    const { length } = text;
    if ((length !== 20 && length !== 24) || text.charCodeAt(length - 1) !== 90) return undefined;
    if (length === 24 && !text.endsWith('.000Z')) return undefined;
    const separator = text.charCodeAt(10);
    if ((separator !== 84 && separator !== 32) || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58)
      return undefined;
    const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
    if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
    if (!text.startsWith(this.#date) || this.#date === '') {
      const midnight = parseInstant(`${text.slice(0, 10)}T00:00:00Z`);
      if (midnight === undefined) return undefined;
      this.#date = text.slice(0, 10);
      this.#day = midnight.epochSeconds;
    }
    return this.#day + hour * HOUR + minute * MINUTE + second;
  }

  #readText(text: string, raw: string): number | Fault {
    if (NUMBER.test(text)) return readEpoch(Number(text));
    const { timezone } = this.#options;
    const instant = parseInstant(text, this.#named === undefined ? timezone : undefined);
    if (instant !== undefined) return instant.epochSeconds;
    if (this.#named !== undefined) {
      const reading = parseInstant(text, 'Z');
      if (reading !== undefined) return onlyOne(this.#named(reading.epochSeconds), raw, timezone ?? '');
    }
    const why = instantFault(text, this.#named === undefined ? timezone : 'Z') ?? '';
    const message = `time ${shown(raw)}: ${why}; expected ISO 8601 with a zone, such as 2026-03-02T00:00:00Z, or epoch seconds`;
    const hint =
      'append the zone to each, or state it beside the file in the scenario: timezone: Z (or +08:00, or Europe/Berlin)';
    return why.includes('without a zone') ? { message, hint } : { message };
  }
}

function onlyOne(instants: readonly number[], raw: string, zone: string): number | Fault {
  if (instants.length === 1) return instants[0];
  const why =
    instants.length === 0
      ? `there is no such time in ${zone}: clocks were put forward over it`
      : `clocks in ${zone} showed this time twice (${instants.map(utc).join(' and ')})`;
  return { message: `time ${shown(raw)}: ${why}`, hint: 'write the offset behind it, such as +01:00' };
}

const utc = (epochSeconds: number): string => formatInstant({ epochSeconds, offsetSeconds: 0 });

function readEpoch(seconds: number): number | Fault {
  if (seconds >= 0 && seconds <= LAST_SECOND) return Math.floor(seconds);
  const message = `time ${seconds}: expected seconds since 1970`;
  return seconds > 0 ? { message, hint: 'these look like milliseconds' } : { message };
}

/** A hair of slack: 0.59 h are 2124 s, though 0.59 * 3600 is a little less. */
const SLACK = 1e-6;

function readCount(raw: unknown, unit: TimeUnit): number | Fault {
  const number = typeof raw === 'string' && NUMBER.test(raw) ? Number(raw) : raw;
  const seconds = typeof number === 'number' ? Math.floor(number * TIME_UNITS[unit] + SLACK) : NaN;
  if (seconds >= 0 && seconds <= LAST_SECOND) return seconds;
  const message = `time ${shown(raw)}: expected a number, at least 0, of ${unit} since the recording began`;
  return { message, hint: 'without `unit` a time is an instant: ISO 8601, or seconds since 1970' };
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** A value as it stands in the file, cut where it is long. */
export function shown(raw: unknown): string {
  const text = JSON.stringify(raw) ?? String(raw);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
