import { parseDuration } from '../scenario/index.js';
import { failure, success } from '../units/index.js';
import type { Issue, Result } from '../units/index.js';
import { metricKind, type MetricKind } from './metric-kind.js';

/** What is asked of a metric: at least or at most a bound. */
export interface Constraint {
  /** As it was written. */
  readonly text: string;
  /** As it was written; `findMetric` makes a path of it. */
  readonly metric: string;
  readonly relation: '>=' | '<=';
  /** Of a percent the share, of a duration its seconds. */
  readonly bound: number;
  /** How the bound was written. */
  readonly unit: 'plain' | 'percent' | 'duration';
}

const FORM = /^\s*(.+?)\s*(>=|<=|=>|=<|<|>|==?)\s*([^\s<>=].*?)\s*$/;
const NUMBER = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%?)$/i;

/** Reads `availability >= 0.999`, `availability >= 99.9%` or `downSeconds <= 1h30m`: durations as in scenario files. */
export function parseConstraint(text: string, option: string): Result<Constraint> {
  const at = { file: `${option} ${text}` };
  const parts = FORM.exec(text);
  const bound = parts === null ? undefined : boundOf(parts[3]);
  if (parts === null || bound === undefined) {
    return failure({
      at,
      message: 'expected METRIC >= BOUND or METRIC <= BOUND, a number, percent or duration',
      hint: `${option} "availability >= 0.999", ${option} "downSeconds <= 1h30m"`,
    });
  }
  const [, metric = '', relation] = parts;
  if (relation !== '>=' && relation !== '<=') {
    return failure({ at, message: `expected >= or <=, found ${relation}` });
  }
  return success({ text: text.trim(), metric, relation, ...bound });
}

function boundOf(text: string): Pick<Constraint, 'bound' | 'unit'> | undefined {
  const [, digits, percent] = NUMBER.exec(text) ?? [];
  if (digits !== undefined && percent === '') return { bound: Number(digits), unit: 'plain' };
  if (digits !== undefined) return { bound: Number((Number(digits) / 100).toPrecision(15)), unit: 'percent' };
  // A time may lie before another one, and people put blanks: -1 h.
  const [, sign = '', size = ''] = /^([-+]?)\s*(.+)$/.exec(text.replace(/\s+/g, '')) ?? [];
  const seconds = parseDuration(size) ?? parseDuration(size.toLowerCase());
  return seconds === undefined ? undefined : { bound: sign === '-' ? -seconds : seconds, unit: 'duration' };
}

/** Why a bound says nothing of a metric; undefined where it does. `path` is that of the metric that was found. */
export function boundFault(
  { text, metric, bound, unit }: Constraint,
  path: string,
  option: string,
): Issue | undefined {
  const kind = metricKind(path);
  const at = { file: `${option} ${text}` };
  const is = WORDS[kind];
  if (unit === 'duration' && kind !== 'seconds')
    return { at, message: `${metric} is ${is}: a duration is no bound for it`, hint: 'write a number' };
  if (unit === 'percent' && kind !== 'share' && kind !== 'ratio') {
    const hint = kind === 'money' ? 'write an amount, or bound relativeCost: of standard' : 'write a number';
    return { at, message: `${metric} is ${is}: a percent of what, nobody knows`, hint };
  }
  if (kind !== 'share' || (bound >= 0 && bound <= 1)) return undefined;
  const hint =
    unit === 'plain' && bound > 1 && bound <= 100
      ? `write ${bound}%, or ${Number((bound / 100).toPrecision(15))}`
      : 'write a percent from 0% to 100%, or a number from 0 to 1';
  return { at, message: `${metric} is ${is}: it lies between 0 and 1`, hint };
}

const WORDS: Readonly<Record<MetricKind, string>> = {
  share: 'a share',
  ratio: 'a ratio',
  money: 'an amount of money',
  seconds: 'a time in seconds',
  number: 'a plain number',
};

/** How far a value is on the wrong side; below 0 where the constraint is met. */
export const excess = ({ relation, bound }: Constraint, value: number): number =>
  relation === '<=' ? value - bound : bound - value;
