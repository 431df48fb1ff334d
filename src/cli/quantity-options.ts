import { failure, success } from '../index.js';
import type { Result } from '../index.js';

/** A whole number from `least` on; without a value the default. */
export function wholeOption(
  name: string,
  text: string | undefined,
  { least, standard }: { least: number; standard: number },
): Result<number> {
  if (text === undefined) return success(standard);
  const value = Number(text);
  if (/^\d+$/.test(text.trim()) && value >= least && Number.isSafeInteger(value)) return success(value);
  return failure({ at: { file: `--${name} ${text}` }, message: `expected a whole number from ${least} on` });
}

/** A share such as 2% or 0.02, above 0 and below 1. */
export function shareOption(name: string, text: string): Result<number> {
  const parts = /^\s*(\d*\.?\d+(?:e-?\d+)?)\s*(%?)\s*$/i.exec(text);
  const value = parts === null ? NaN : Number(parts[1]) / (parts[2] === '%' ? 100 : 1);
  if (value > 0 && value < 1) return success(value);
  return failure({
    at: { file: `--${name} ${text}` },
    message: 'expected a share above 0 and below 1',
    hint: `--${name} ${name === 'precision' ? '2%' : '0.95'}`,
  });
}

/** A number above 0. */
export function amountOption(name: string, text: string): Result<number> {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return success(value);
  return failure({ at: { file: `--${name} ${text}` }, message: 'expected a number above 0' });
}

const MOST_WORKERS = 256;

/** How many threads run replications; undefined where nobody said. */
export function workersOption(text: string | undefined): Result<number | undefined> {
  if (text === undefined) return success(undefined);
  const number = wholeOption('workers', text, { least: 1, standard: 1 });
  if (!number.ok || number.value <= MOST_WORKERS) return number;
  return failure({ at: { file: `--workers ${text}` }, message: `expected at most ${MOST_WORKERS}` });
}

/** The faults of all of them. */
export const faultsOf = (...results: readonly Result<unknown>[]): Result<never> =>
  failure(...results.flatMap((result) => (result.ok ? [] : result.issues)));

/** All values, or all faults. */
export const allOf = <T>(results: readonly Result<T>[]): Result<readonly T[]> =>
  results.every((result) => result.ok) ? success(results.map(({ value }) => value)) : faultsOf(...results);
