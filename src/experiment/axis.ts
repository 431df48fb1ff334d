import { parsePath, takesWholeNumbers } from '../scenario/index.js';
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
const RANGE = new RegExp(
  String.raw`^(${NUMBER})([A-Za-z%]*)\s*\.\.\s*(${NUMBER})([A-Za-z%]*)(?:\s*:\s*(${NUMBER})([A-Za-z%]*))?$`,
);
const EXAMPLES = '--over path=a,b,c, --over path=0.1..0.3:0.05 or --over path=1h..6h';
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

/** The same, with the ranges over keys that take only whole numbers marked: what a range is of, the scenario knows. */
export const wholeAxes = (axes: readonly Axis[], tree: unknown): readonly Axis[] =>
  axes.map((axis) => {
    if (axis.kind === 'list' || axis.unit !== '' || !Number.isInteger(axis.high)) return axis;
    return takesWholeNumbers(tree, axis.path, axis.low) ? { ...axis, whole: true } : axis;
  });

function parseRange(path: string, range: RegExpExecArray, at: { file: string }): Result<Axis> {
  const [low, high, step] = [Number(range[1]), Number(range[3]), Number(range[5])];
  const [lowUnit, unit, stepUnit] = [range[2], range[4], range[6] as string | undefined];
  if (
    (lowUnit !== '' && lowUnit !== unit) ||
    (stepUnit !== undefined && stepUnit !== '' && stepUnit !== unit)
  )
    return failure({ at, message: 'the ends and the step of a range must have one unit', hint: '1h..6h:1h' });
  if (!(low < high))
    return failure({ at, message: `the range is empty: ${range[1]} is not below ${range[3]}` });
  if (range[5] === undefined) return success({ path, kind: 'range', low, high, unit });
  const steps = Math.floor((high - low) / step + 1e-9);
  if (!(step > 0) || steps >= MOST_VALUES)
    return failure({ at, message: `the step ${range[5]} does not lead from ${range[1]} to ${range[3]}` });
  const values = Array.from({ length: steps + 1 }, (_, i) => written(low + i * step, unit));
  return success({ path, kind: 'list', values });
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
