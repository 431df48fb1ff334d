import type { LocalTimes } from '../index.js';

/** Zones change their clocks on quarters of an hour. */
const QUARTER = 900;
const DAY = 86_400;

/** Zones by name (IANA), as the data of this Node knows them. */
export const localTimes: LocalTimes = (zone) => {
  const ahead = offsetIn(zone);
  if (ahead === undefined) return undefined;
  return (reading) => {
    // What clocks were ahead of UTC a day before and a day after: one of these, or both, holds at the reading.
    const offsets = new Set([ahead(reading - DAY), ahead(reading + DAY)]);
    return [...offsets]
      .map((offset) => reading - offset)
      .filter((instant) => instant + ahead(instant) === reading)
      .sort((a, b) => a - b);
  };
};

/** Seconds that clocks in a zone are ahead of UTC at an instant; undefined if there is no such zone. */
function offsetIn(zone: string): ((instant: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...PARTS });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER) * QUARTER;
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const offset = readingAt(format, quarter) - quarter;
    known.set(quarter, offset);
    return offset;
  };
}

const PARTS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
};

/** What clocks show at an instant, in seconds as if they showed UTC. */
function readingAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const date = Date.UTC(part('year'), part('month') - 1, part('day'));
  return date / 1000 + part('hour') * 3600 + part('minute') * 60 + part('second');
}
