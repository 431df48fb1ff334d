import { beginOf, endOf, type Series } from '../../kernel/index.js';
import { fromMicro, type MicroPerHour, type Seconds } from '../../units/index.js';

/** A time that the history says nothing about. */
export interface Gap {
  readonly from: Seconds;
  readonly until: Seconds;
}

/** A part of a history without gaps; `until` is always there. */
export interface Segment extends Series {
  readonly until: Seconds;
}

/** What fits are made from. */
export interface Sample {
  readonly segments: readonly Segment[];
  /** Seconds between two points of the grid. */
  readonly interval: Seconds;
  /** Natural logarithms of the price in the currency, at the points of the grid in each segment. */
  readonly grid: readonly Float64Array[];
  /** A price above it is a spike. */
  readonly spike: MicroPerHour;
  /** Decimal step that all prices are multiples of; undefined: a millionth. */
  readonly round: number | undefined;
  readonly standardPrice?: MicroPerHour | undefined;
  /** Seconds that the clock of the seasons is ahead of UTC. */
  readonly offset: Seconds;
}

/** Providers repeat a standing price once a day, a few minutes late. */
const DAY_AND_MORE = 26 * 3600;
/** So many times the mean time between rows is no pause but a hole. */
const GAP_FACTOR = 20;

/**
 * The holes of a history: two rows more than 26 hours, and more than twenty times the mean time between rows,
 * apart. Providers repeat a standing price daily or write changes only; a hole in a busy series is a broken crawl.
 */
export function gapsOf(series: Series): readonly Gap[] {
  const { at } = series;
  const bounds = [...at];
  const end = endOf(series);
  if (end > at[at.length - 1]) bounds.push(end);
  const mean = (end - at[0]) / Math.max(1, bounds.length - 1);
  const longest = Math.max(DAY_AND_MORE, GAP_FACTOR * mean);
  return bounds.flatMap((until, index) => {
    const from = index === 0 ? until : bounds[index - 1];
    return until - from > longest ? [{ from, until }] : [];
  });
}

/** The pieces between the gaps; a row without any time in force is in none. */
export function segmentsOf(series: Series, gaps: readonly Gap[] = gapsOf(series)): readonly Segment[] {
  const cuts = [
    { from: -Infinity, until: beginOf(series) },
    ...gaps,
    { from: endOf(series), until: Infinity },
  ];
  return cuts.slice(1).flatMap(({ from }, index) => {
    const segment = sliceOf(series, cuts[index].until, from);
    return segment === undefined ? [] : [segment];
  });
}

/** The step function from one second to another; undefined where nothing is known between. */
function sliceOf(series: Series, from: Seconds, until: Seconds): Segment | undefined {
  const begin = Math.max(from, beginOf(series));
  const end = Math.min(until, endOf(series));
  if (end <= begin) return undefined;
  let first = 0;
  while (first + 1 < series.at.length && series.at[first + 1] <= begin) first += 1;
  let last = first;
  while (last + 1 < series.at.length && series.at[last + 1] < end) last += 1;
  const at = series.at.slice(first, last + 1);
  at[0] = begin;
  return { at, value: series.value.slice(first, last + 1), until: end };
}

/** The segments from one second to another. */
export const between = (segments: readonly Segment[], from: Seconds, until: Seconds): readonly Segment[] =>
  segments.flatMap((segment) => {
    const part = sliceOf(segment, from, until);
    return part === undefined ? [] : [part];
  });

/** Seconds that segments cover. */
export const coveredBy = (segments: readonly Segment[]): Seconds =>
  segments.reduce((sum, segment) => sum + segment.until - segment.at[0], 0);

/** Log prices at every multiple of the interval since the beginning of each segment. */
export const gridOf = (segments: readonly Segment[], interval: Seconds): readonly Float64Array[] =>
  segments.map((segment) => {
    const points = Math.ceil((segment.until - segment.at[0]) / interval);
    const logs = new Float64Array(points);
    let row = 0;
    for (let point = 0; point < points; point += 1) {
      const second = segment.at[0] + point * interval;
      while (row + 1 < segment.at.length && segment.at[row + 1] <= second) row += 1;
      logs[point] = Math.log(fromMicro(segment.value[row]));
    }
    return logs;
  });

/** Calls back for each price and the seconds that it was in force, segment by segment. */
export function eachHold(
  segments: readonly Segment[],
  take: (value: MicroPerHour, seconds: Seconds) => void,
): void {
  for (const { at, value, until } of segments)
    for (let row = 0; row < at.length; row += 1)
      take(value[row], (row + 1 < at.length ? at[row + 1] : until) - at[row]);
}

/** Pieces in which a price stood still. */
export interface Holds {
  readonly value: Float64Array;
  readonly seconds: Float64Array;
  /** 1 where the piece began with a change of the price, 0 where a segment began with it. */
  readonly begun: Uint8Array;
  /** 1 where it ended with a change, 0 where a segment ended. */
  readonly ended: Uint8Array;
}

/** Each price with the seconds until it changed, cut at the ends of segments. */
export function holdsOf(segments: readonly Segment[]): Holds {
  const [value, seconds, begun, ended]: number[][] = [[], [], [], []];
  for (const segment of segments) {
    let first = true;
    eachHold([segment], (price, held) => {
      const last = value.length - 1;
      if (!first && value[last] === price) seconds[last] += held;
      else {
        if (!first) ended[last] = 1;
        value.push(price);
        seconds.push(held);
        begun.push(first ? 0 : 1);
        ended.push(0);
      }
      first = false;
    });
  }
  return {
    value: Float64Array.from(value),
    seconds: Float64Array.from(seconds),
    begun: Uint8Array.from(begun),
    ended: Uint8Array.from(ended),
  };
}

/** The decimal step of all prices, such as 0.0001; undefined where it is finer than a hundred-thousandth. */
export function stepOf(segments: readonly Segment[]): number | undefined {
  const steps = [100_000, 10_000, 1000, 100, 10];
  const fits = (step: number): boolean =>
    segments.every(({ value }) => value.every((price) => price % step === 0));
  const step = steps.find(fits);
  return step === undefined ? undefined : step / 1e6;
}

const NICE = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const LEAST = 300;

/** The grid for a history: the longest usual interval that is no longer than the mean time between changes. */
export function intervalFor(segments: readonly Segment[]): Seconds {
  const changes = holdsOf(segments).ended.reduce((sum, one) => sum + one, 0);
  const mean = coveredBy(segments) / Math.max(1, changes);
  return NICE.reduce((found, one) => (one >= LEAST && one <= mean ? one : found), LEAST);
}
