import * as z from 'zod';
import { MAX_PRICE, MICRO, toMicro } from '../../units/index.js';
import { shown } from '../shown.js';

/** The message of a fault: what was expected, and what was found. */
export const expecting =
  (what: string) =>
  (issue: { readonly input?: unknown }): string =>
    `expected ${what}, found ${shown(issue.input)}`;

/** A finite number within bounds; `above` is exclusive. */
export function decimal({
  min,
  above,
  max,
}: { min?: number; above?: number; max?: number } = {}): z.ZodNumber {
  const error = expecting(`a number${bounds(min, above, max)}`);
  let schema = z.number({ error });
  if (min !== undefined) schema = schema.min(min, { error });
  if (above !== undefined) schema = schema.gt(above, { error });
  return max === undefined ? schema : schema.max(max, { error });
}

/** A whole number within bounds. */
export function whole(min: number, max = Number.MAX_SAFE_INTEGER): z.ZodNumber {
  const error = expecting(`a whole number${bounds(min, undefined, max)}`);
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

const HIGHEST = MAX_PRICE / MICRO;

/** A price or an amount as a decimal of the currency, from 0 to 100,000 unless told. */
const amount = (max = HIGHEST): z.ZodNumber => decimal({ min: 0, max });

/** Turns a decimal amount into whole micro-units (finer amounts are rounded, half away from zero). */
export const price = (max?: number) =>
  amount(max)
    .transform((value) => toMicro(value) + 0)
    .meta({ title: 'price' });

/** A price that is at least one micro-unit. */
export function positivePrice() {
  const error = expecting(`a number above 0 and at most ${HIGHEST}`);
  const smallest = 0.5 / MICRO;
  return z
    .number({ error })
    .min(smallest, { error })
    .max(HIGHEST, { error })
    .transform((value) => toMicro(value))
    .meta({ title: 'price' });
}

/** So many, or a share of a whole. */
export type CountOrPercent = { count: number } | { percent: number };

const PERCENT = /^(\d+(?:\.\d+)?)%$/;

/** `3`, `"3"` or `"25%"`; least is the smallest count, and with 1 a percent must be above 0. */
export function countOrPercent(least: 0 | 1, most = 100) {
  const what = `a whole number of at least ${least} or a percent${least === 0 ? '' : ' above 0%'} up to ${most}% such as 50%`;
  const error = expecting(what);
  return z
    .union([z.number(), z.string().meta({ pattern: String.raw`^\d+(\.\d+)?%?$` })], { error })
    .transform((value, context): CountOrPercent => {
      const percent = typeof value === 'string' ? PERCENT.exec(value)?.[1] : undefined;
      if (percent !== undefined && Number(percent) <= most && (least === 0 || Number(percent) > 0)) {
        return { percent: Number(percent) };
      }
      const count = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : NaN;
      if (percent === undefined && Number.isSafeInteger(count) && count >= least) return { count };
      context.issues.push({ code: 'custom', message: error({ input: value }), input: value });
      return z.NEVER;
    })
    .meta({ title: 'number or percent' });
}

function bounds(min?: number, above?: number, max?: number): string {
  const low = min !== undefined ? `from ${min}` : above !== undefined ? `above ${above}` : '';
  const high = max === undefined || max === Number.MAX_SAFE_INTEGER ? '' : max;
  if (low === '') return high === '' ? '' : ` up to ${high}`;
  if (high !== '') return min !== undefined ? ` ${low} to ${high}` : ` ${low} and at most ${high}`;
  return min !== undefined ? ` of at least ${min}` : ` ${low}`;
}
