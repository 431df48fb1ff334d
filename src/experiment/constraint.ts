import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';

/** What is asked of a metric: at least or at most a bound. */
export interface Constraint {
  /** As it was written. */
  readonly text: string;
  /** As it was written; `findMetric` makes a path of it. */
  readonly metric: string;
  readonly relation: '>=' | '<=';
  readonly bound: number;
}

const FORM = /^\s*(.+?)\s*(>=|<=|=>|=<|<|>|==?)\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(%?)\s*$/i;

/** Reads `availability >= 0.999`, `downSeconds <= 3600` or `availability >= 99.9%`. */
export function parseConstraint(text: string, option: string): Result<Constraint> {
  const at = { file: `${option} ${text}` };
  const parts = FORM.exec(text);
  const number = parts === null ? NaN : Number(parts[3]);
  if (parts === null || Number.isNaN(number)) {
    return failure({
      at,
      message: 'expected METRIC >= NUMBER or METRIC <= NUMBER',
      hint: `${option} "availability >= 0.999"`,
    });
  }
  const [, metric = '', relation, , unit] = parts;
  if (relation !== '>=' && relation !== '<=') {
    return failure({ at, message: `expected >= or <=, found ${relation}` });
  }
  const bound = unit === '%' ? Number((number / 100).toPrecision(15)) : number;
  return success({ text: text.trim(), metric, relation, bound });
}

/** How far a value is on the wrong side; below 0 where the constraint is met. */
export const excess = ({ relation, bound }: Constraint, value: number): number =>
  relation === '<=' ? value - bound : bound - value;
