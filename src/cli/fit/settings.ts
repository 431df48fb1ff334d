import { failure, parseDuration, parseInstant, success, toMicro } from '../../index.js';
import type { Issue, Result } from '../../index.js';

/** What the options of `fit` say in text. */
export interface FitTexts {
  readonly standardPrice?: string;
  readonly interval?: string;
  readonly ceilings?: string;
  readonly timezone?: string;
}

/** The same as numbers: prices in micro-units per hour, times in seconds. */
export interface FitSettings {
  readonly standardPrice: number | undefined;
  readonly interval: number | undefined;
  readonly ceilings: readonly number[] | undefined;
  readonly offset: number;
}

/** Reads the options; every fault in any of them comes back. */
export function readSettings(texts: FitTexts): Result<FitSettings> {
  const issues: Issue[] = [];
  const refuse = (option: string, message: string): undefined => {
    issues.push({ at: { file: option }, message });
    return undefined;
  };
  const prices = (option: string, text: string | undefined): readonly number[] | undefined => {
    if (text === undefined) return undefined;
    const found = text.split(',').map((one) => (/^\s*\d+(\.\d+)?\s*$/.test(one) ? toMicro(Number(one)) : 0));
    return found.every((one) => one > 0) ? found : refuse(`${option} ${text}`, 'expected prices above 0');
  };
  const interval = texts.interval === undefined ? undefined : parseDuration(texts.interval);
  if (
    texts.interval !== undefined &&
    !(interval !== undefined && interval >= 1 && Number.isInteger(interval))
  )
    refuse(`--interval ${texts.interval}`, 'expected a duration of at least 1s, such as 5m');
  const { timezone = 'Z' } = texts;
  const standard = prices('--standard-price', texts.standardPrice);
  if (standard !== undefined && standard.length > 1)
    refuse(`--standard-price ${texts.standardPrice ?? ''}`, 'expected one price');
  const ceilings = prices('--ceilings', texts.ceilings);
  if (issues.length > 0) return failure(...issues);
  return success({
    standardPrice: standard?.[0],
    interval,
    ceilings: ceilings && [...new Set(ceilings)].sort((a, b) => a - b),
    // A zone by name has no one offset: seasons are then those of UTC.
    offset: parseInstant(`1970-01-02T00:00:00${timezone}`)?.offsetSeconds ?? 0,
  });
}
