import * as z from 'zod';
import {
  DAY,
  formatDuration,
  HOUR,
  instantFault,
  MAX_DURATION,
  MINUTE,
  parseInstant,
  type Instant,
} from '../../units/index.js';
import { shown } from '../shown.js';
import { expecting } from './numbers.js';

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const SHORT = new RegExp(`^(?:${NUMBER}d)?(?:${NUMBER}h)?(?:${NUMBER}m)?(?:${NUMBER}s)?$`);
const ISO = new RegExp(
  `^P(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);
const PATTERN = String.raw`^((\d+(\.\d+)?d)?(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?|P[0-9.WDTHMS]+)$`;
const DURATION = 'a duration such as 90s, 5m, 1h30m, 30d or P30D';

/** Seconds of `90s`, `1h30m`, `P30D` or a plain number of seconds; undefined if it is none. */
export function parseDuration(text: string | number): number | undefined {
  if (typeof text === 'number') return text >= 0 && Number.isFinite(text) ? text + 0 : undefined; // + 0: no negative zero
  const short = SHORT.exec(text);
  const parts = short === null ? ISO.exec(text) : [short[0], undefined, ...short.slice(1)];
  if (parts === null) return undefined;
  const found = parts.slice(1).filter((part) => part !== undefined);
  if (found.length === 0 || text.endsWith('T')) return undefined;
  const sizes = [7 * DAY, DAY, HOUR, MINUTE, 1];
  const seconds = sizes.reduce((sum, size, i) => sum + size * Number(parts[i + 1] ?? 0), 0);
  return Math.round(seconds * 1e6) / 1e6; // 1.1h is 3960 s, not 3960.0000000000005 s
}

/** A duration in whole seconds, at least `min`. */
export const duration = (min = 0) => durationWithin({ min, whole: true });

/** A duration of a distribution, where a fraction of a second is no mistake. */
export const span = (positive = false) => durationWithin({ min: 0, whole: false, positive });

interface Bounds {
  readonly min: number;
  readonly whole: boolean;
  readonly positive?: boolean;
}

function durationWithin(bounds: Bounds) {
  return textOrNumber(DURATION, PATTERN)
    .transform((value, context): number => {
      const seconds = parseDuration(value);
      const expected = seconds === undefined ? DURATION : boundsMissed(seconds, bounds);
      if (seconds !== undefined && expected === undefined) return seconds;
      const message = `expected ${expected ?? DURATION}, found ${shown(value)}`;
      context.issues.push({
        code: 'custom',
        message,
        input: value,
        params: { mismatch: seconds === undefined },
      });
      return z.NEVER;
    })
    .meta({ title: 'duration' });
}

/** What was expected of a duration that is not within its bounds. */
function boundsMissed(seconds: number, { min, whole, positive = false }: Bounds): string | undefined {
  if (seconds < min) return `a duration of at least ${formatDuration(min)}`;
  if (positive && seconds <= 0) return 'a duration above 0s';
  if (seconds > MAX_DURATION) return `at most ${formatDuration(MAX_DURATION)} (ten years)`;
  return whole && !Number.isInteger(seconds) ? 'a whole number of seconds' : undefined;
}

const PER: Readonly<Record<string, number>> = { s: 1, min: MINUTE, m: MINUTE, h: HOUR, d: DAY };
const RATE = 'a rate such as 9/h, 0.2/h, 120/min or 1/d';
const RATE_OR_ZERO = 'a rate such as 9/h or 1/d, or 0';

/** `9/h` as a number per second, above 0. */
export const rate = () => rateOf(z.string({ error: expecting(RATE) }), false);

/** A rate, `0` or `0/h`. */
export const rateOrZero = () =>
  rateOf(z.union([z.literal(0), z.string()], { error: expecting(RATE_OR_ZERO) }), true);

function rateOf<S extends z.ZodType<string | 0>>(schema: S, zero: boolean) {
  return schema
    .transform((written, context): number => {
      const parts = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*\/\s*(s|min|m|h|d)$/.exec(String(written));
      const value = parts === null ? Number.NaN : Number(parts[1]) / PER[parts[2]];
      if (written === 0 || (value === 0 && zero)) return 0;
      if (value > 0 && Number.isFinite(value)) return value;
      const expected = parts === null ? (zero ? RATE_OR_ZERO : RATE) : 'a rate above 0';
      const message = `expected ${expected}, found ${shown(written)}`;
      context.issues.push({ code: 'custom', message, input: written });
      return z.NEVER;
    })
    .meta({ title: 'rate' });
}

const SIZE = 'a size in whole GiB such as 40GiB, 40Gi or 40';

/** `40GiB`, `40Gi` or `40` as GiB. */
export function gibibytes() {
  return textOrNumber(SIZE, String.raw`^\d+ ?(GiB|Gi)$`)
    .transform((value, context): number => {
      const digits = typeof value === 'number' ? String(value) : /^(\d+) ?(?:GiB|Gi)$/.exec(value)?.[1];
      const size = Number(digits ?? NaN);
      if (Number.isSafeInteger(size) && size >= 0) return size;
      context.issues.push({
        code: 'custom',
        message: `expected ${SIZE}, found ${shown(value)}`,
        input: value,
      });
      return z.NEVER;
    })
    .meta({ title: 'size' });
}

/** An ISO 8601 instant with its zone. */
export function instant() {
  const what = 'an instant with its zone such as 2026-03-02T00:00:00+08:00';
  return z
    .string({ error: expecting(what) })
    .transform((text, context): Instant => {
      const value = parseInstant(text);
      if (value !== undefined) return value;
      const message = `expected ${what}, found ${shown(text)} (${instantFault(text) ?? ''})`;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    })
    .meta({ title: 'instant' });
}

/** A name that people give to a thing and refer to it by. */
export function label(most = 200) {
  const error = expecting(`a name of 1 to ${most} printable characters`);
  return z
    .string({ error })
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u, { error })
    .max(most, { error });
}

/** A name that becomes a folder's. */
export function folderName() {
  const error = expecting(
    'a name of letters, digits, blanks, ".", "_" and "-" that begins with a letter or a digit',
  );
  return z.string({ error }).regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u, { error });
}

function textOrNumber(what: string, pattern: string) {
  return z.union([z.string().meta({ pattern }), z.number().meta({ minimum: 0 })], { error: expecting(what) });
}
