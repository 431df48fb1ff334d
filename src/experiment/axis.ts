import { parseDuration, parsePath, takesWholeNumbers } from '../scenario/index.js';
import { failure, formatDuration, secondsIn, success } from '../units/index.js';
import type { Result } from '../units/index.js';

/** One path of the scenario that is varied. */
export type Axis =
  | { readonly path: string; readonly kind: 'list'; readonly values: readonly string[] }
  /** From `low` to `high`, both included, in the unit behind the numbers. */
  | {
      readonly path: string;
      readonly kind: 'range';
      readonly low: number;
      readonly high: number;
      readonly unit: string;
      /** Only whole numbers; see `wholeAxes`. */
      readonly whole?: true;
    };

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const IN_ONE_UNIT = new RegExp(`^(${NUMBER})([A-Za-z%]*)$`);
/** A number with a unit, or a duration of several: `1h30m`, `P1DT12H`. */
const PLACE = String.raw`(${NUMBER}[A-Za-z%]*|(?:\d+(?:\.\d+)?[dhms])+|P[\d.WDTHMS]+)`;
const RANGE = new RegExp(String.raw`^${PLACE}\s*\.\.\s*${PLACE}(?:\s*:\s*${PLACE})?$`);
const EXAMPLES = '--over path=a,b,c, --over path=0.1..0.3:0.05 or --over path=30m..6h';
const MOST_VALUES = 100_000;

/** Reads `path=a,b,c` (a list), `path=0.1..0.3:0.05` (a list in steps) or `path=0.1..0.3` (a range). */
export function parseAxis(text: string): Result<Axis> {
  const at = { file: `--over ${text}` };
  const parts = /^((?:\["[^"]*"\]|\['[^']*'\]|[^="'])+)=(.*)$/s.exec(text);
  const path = parts?.[1].trim();
  const values = parts?.[2].trim();
  if (path === undefined || values === undefined || values === '')
    return failure({ at, message: 'expected path=values', hint: EXAMPLES });
  const known = parsePath(path);
  if (!known.ok) return failure({ at, ...known.issues[0] });
  const range = RANGE.exec(values);
  if (range !== null) return parseRange(path, range, at);
  const list = splitList(values);
  if (list.some((value) => value === ''))
    return failure({ at, message: 'a value of the list is empty', hint: EXAMPLES });
  return success({ path, kind: 'list', values: list });
}

/** The same, with the two ends of a range in its place. */
export const atEnds = (axes: readonly Axis[]): readonly Axis[] =>
  axes.map((axis) =>
    axis.kind === 'list'
      ? axis
      : { path: axis.path, kind: 'list', values: [valueAt(axis, 0), valueAt(axis, 1)] },
  );

/** The same, with the ranges over keys that take only whole numbers marked: what a range is of, the scenario knows. */
export const wholeAxes = (axes: readonly Axis[], tree: unknown): readonly Axis[] =>
  axes.map((axis) => {
    if (axis.kind === 'list' || axis.unit !== '' || !Number.isInteger(axis.high)) return axis;
    return takesWholeNumbers(tree, axis.path, axis.low) ? { ...axis, whole: true } : axis;
  });

function parseRange(path: string, [, from, to, by]: readonly string[], at: { file: string }): Result<Axis> {
  const span = inOneUnit(from, to, by) ?? inSeconds(from, to, by);
  if (span === undefined)
    return failure({
      at,
      message: 'the ends and the step of a range must have one unit, or all be durations',
      hint: '1h..6h:1h or 30m..6h:30m',
    });
  const { low, high, step, unit } = span;
  if (!(low < high)) return failure({ at, message: `the range is empty: ${from} is not below ${to}` });
  if (step === undefined) return success({ path, kind: 'range', low, high, unit });
  const steps = Math.floor((high - low) / step + 1e-9);
  if (!(step > 0) || steps >= MOST_VALUES)
    return failure({ at, message: `the step ${by} does not lead from ${from} to ${to}` });
  const values = Array.from({ length: steps + 1 }, (_, i) => span.written(low + i * step));
  return success({ path, kind: 'list', values });
}

interface Span {
  readonly low: number;
  readonly high: number;
  readonly step: number | undefined;
  readonly unit: string;
  readonly written: (value: number) => string;
}

/** The unit stands behind the upper end, and may stand behind the others. */
function inOneUnit(from: string, to: string, by: string | undefined): Span | undefined {
  const [, low, lowUnit] = IN_ONE_UNIT.exec(from) ?? [];
  const [, high, unit] = IN_ONE_UNIT.exec(to) ?? [];
  const [, step, stepUnit] = by === undefined ? ['', undefined, ''] : (IN_ONE_UNIT.exec(by) ?? []);
  if (unit === undefined || ![lowUnit, stepUnit].every((one) => one === '' || one === unit)) return undefined;
  return {
    ...{ low: Number(low), high: Number(high), step: step === undefined ? undefined : Number(step), unit },
    written: (value) => written(value, unit),
  };
}

/** Durations as scenario files have them, each with its own units. */
function inSeconds(from: string, to: string, by: string | undefined): Span | undefined {
  const [low, high, step] = [from, to, by ?? ''].map(parseDuration);
  if (low === undefined || high === undefined || (by !== undefined && step === undefined)) return undefined;
  return { low, high, step, unit: 's', written: formatDuration };
}

/** Commas inside brackets, braces and quotes belong to a value. */
function splitList(text: string): readonly string[] {
  const values: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i];
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ('[{'.includes(letter)) depth += 1;
    else if (']}'.includes(letter)) depth -= 1;
    else if (letter === ',' && depth === 0) {
      values.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return [...values, text.slice(from).trim()];
}

/** Twelve digits: enough for any scenario, and 0.1 + 2 x 0.1 stays 0.3. */
const written = (value: number, unit: string): string => `${Number(value.toPrecision(12))}${unit}`;

/**
 * The value of an axis at a place in [0, 1], as it is set and shown: lists, and ranges of whole numbers, in equal parts;
 * between whole seconds only whole seconds, since durations of a scenario are no finer; else rounded to six digits of
 * the range's width, which is far finer than any design, and can be read and written again.
 */
export function valueAt(axis: Axis, place: number): string {
  if (axis.kind === 'list')
    return axis.values[Math.min(axis.values.length - 1, Math.floor(place * axis.values.length))];
  const { low, high, unit } = axis;
  if (axis.whole === true) return String(Math.min(high, low + Math.floor(place * (high - low + 1))));
  const value = low + place * (high - low);
  const seconds = secondsIn(unit);
  if (seconds === undefined || !isWhole(low * seconds) || !isWhole(high * seconds))
    return `${Math.min(high, Math.max(low, rounded(value, high - low)))}${unit}`;
  return formatDuration(Math.round(value * seconds));
}

const DIGITS = 6;

/** To the place of the sixth digit of a number of this size. */
function rounded(value: number, size: number): number {
  const [, exponent] = size.toExponential(DIGITS).split('e');
  const decimals = DIGITS - 1 - Number(exponent);
  if (decimals >= 0) return Number(value.toFixed(Math.min(100, decimals)));
  const coarse = Number(`1e${-decimals}`);
  return coarse * Math.round(value / coarse);
}

/** But for what binary fractions leave of 0.7 h. */
const isWhole = (seconds: number): boolean => Math.abs(seconds - Math.round(seconds)) < 1e-6;
