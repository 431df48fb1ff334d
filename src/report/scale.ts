import { DAY, HOUR, MINUTE } from '../units/index.js';
import { fixed } from './numbers.js';

/** From values to places on the page, and back to marks on its axis. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Place of a value: `low` at `from`, `high` at `to`; in the middle where both are the same. */
export function linear(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): (value: number) => number {
  const span = high - low;
  return (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from));
}

/** The step of 1, 2 or 5 times a power of ten that gives at most `most` steps over a span. */
function niceStep(span: number, most: number): number {
  if (!(span > 0)) return 1;
  const rough = span / Math.max(1, most);
  const size = Number(`1e${Math.floor(Math.log10(rough))}`);
  const step = [1, 2, 5, 10].find((factor) => factor * size >= rough * (1 - 1e-9)) ?? 10;
  return step * size;
}

/** Round values from `low` to `high`, both included where they are round. */
export function niceValues(low: number, high: number, most: number): readonly number[] {
  const step = niceStep(high - low, most);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first;
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The least range of round values that holds all of these. */
export function niceRange(values: readonly number[], most: number): readonly [number, number] {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const [low, high] = [least(known), greatest(known)];
  const span = high > low ? high - low : Math.abs(high) || 1;
  const step = niceStep(span, most);
  const [from, to] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const wider = from === to ? 1 : 0;
  // Twelve digits: 6 x 0.2 is 1.2 on an axis.
  const written = (steps: number): number => Number((steps * step).toPrecision(12));
  return [written(from - wider), written(to + wider)];
}

// Not Math.min(...values): a long list is more than a call can take.
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

/** A scale of numbers with round marks, written with the decimals that their step needs. */
export function numberScale(
  range: readonly [number, number],
  places: readonly [number, number],
  most: number,
): Scale {
  const values = niceValues(range[0], range[1], most);
  const step = niceStep(range[1] - range[0], most);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    at: linear(range, places),
    ticks: values.map((value) => ({ at: value, label: fixed(value, Math.min(8, decimals)) })),
  };
}

/** A scale of shares, marked as percentages. */
export function shareScale(
  range: readonly [number, number],
  places: readonly [number, number],
  most: number,
): Scale {
  const marks = numberScale([range[0] * 100, range[1] * 100], places, most).ticks;
  return {
    at: linear(range, places),
    ticks: marks.map(({ at, label }) => ({ at: at / 100, label: `${label} %` })),
  };
}

/** The unit in which durations of this size stand on an axis: whole steps of it are easier to read than of seconds. */
export function spanUnit(seconds: readonly number[]): { readonly size: number; readonly name: string } {
  const most = greatest(seconds.filter(Number.isFinite).map(Math.abs));
  if (most >= 4 * DAY) return { size: DAY, name: 'days' };
  if (most >= 4 * HOUR) return { size: HOUR, name: 'hours' };
  if (most >= 4 * MINUTE) return { size: MINUTE, name: 'minutes' };
  return { size: 1, name: 'seconds' };
}

const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((days) => days * DAY),
];

/** A scale of seconds since the start, marked with whole minutes, hours or days. */
export function timeScale(horizon: number, places: readonly [number, number], most: number): Scale {
  const step = STEPS.find((size) => horizon / size <= most) ?? 2000 * DAY;
  const count = Math.floor(horizon / step);
  const [unit, letter] =
    step >= DAY ? [DAY, 'd'] : step >= HOUR ? [HOUR, 'h'] : step >= MINUTE ? [MINUTE, 'm'] : [1, 's'];
  const marks = Array.from({ length: count + 1 }, (_, i) => i * step);
  return {
    at: linear([0, horizon], places),
    ticks: marks.map((at) => ({ at, label: at === 0 ? '0' : `${at / unit}${letter}` })),
  };
}
