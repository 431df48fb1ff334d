import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  readPriceHistory,
  type HistoryFormat,
  type HistoryOptions,
  type PriceHistory,
} from '../../../src/market/index.js';
import { formatIssue, type Result } from '../../../src/units/index.js';

/** Path of a file of real data beside the project. */
export const dataFile = (name: string): string =>
  fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));

export const hasData = existsSync(dataFile('README.md'));
export const whyNoData = 'needs the data folder beside the project, which is absent';

export const textOf = (name: string): string => readFileSync(dataFile(name), 'utf8');

/** Reads a text in chunks of a size (default: all at once). */
export function read(
  format: HistoryFormat,
  text: string,
  options: Partial<HistoryOptions> = {},
  chunk = Infinity,
): Result<PriceHistory> {
  const reader = readPriceHistory(format, { file: 'prices', ...options });
  for (let from = 0; from < text.length; from += Math.min(chunk, text.length)) {
    reader.push(text.slice(from, from + chunk));
  }
  return reader.end();
}

/** The faults as shown to people. */
export const faultsOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.issues.map(formatIssue);

export function historyOf(result: Result<PriceHistory>): PriceHistory {
  if (!result.ok) throw new Error(faultsOf(result).join('\n'));
  return result.value;
}

export const rowsOf = ({ series }: PriceHistory): [at: number, price: number][] =>
  Array.from(series.at, (at, i) => [at, series.value[i]]);
