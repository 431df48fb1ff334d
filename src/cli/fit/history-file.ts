import { resolve } from 'node:path';
import { failure, readPriceHistory, recognizeFile, success } from '../../index.js';
import type { HistoryFormat, HistoryOptions, PriceHistory, Result } from '../../index.js';
import { fileAssets, localTimes } from '../../node/index.js';

/** Which rows of the file are meant, and how they are to be read. */
export interface Selection {
  readonly format?: string;
  readonly product?: string;
  readonly zone?: string;
  readonly instanceType?: string;
  readonly timezone?: string;
  readonly columns?: string;
}

export interface OpenedHistory {
  /** Absolute. */
  readonly path: string;
  readonly format: HistoryFormat;
  readonly prices: PriceHistory;
  /** How a scenario would choose the same rows. */
  readonly keys: Readonly<Record<string, unknown>>;
}

const FORMATS: readonly string[] = ['aws', 'aws-text', 'alibaba', 'eas', 'pai', 'skypilot', 'csv'];
/** Shares of a standard price that the file does not give. */
const DISCOUNTS: readonly string[] = ['eas', 'pai'];

/** Where paths begin, and what discounts are a share of (micro-units per hour). */
interface Surroundings {
  readonly cwd: string;
  readonly standardPrice: number | undefined;
}

/** Reads a price history; its format is told by its beginning unless given. */
export function openHistory(
  file: string,
  selection: Selection,
  { cwd, standardPrice }: Surroundings,
): Result<OpenedHistory> {
  const { format: asked } = selection;
  if (asked !== undefined && !FORMATS.includes(asked))
    return failure({ at: { file: `--format ${asked}` }, message: `expected one of ${FORMATS.join(', ')}` });
  const columns = columnsOf(selection.columns);
  if (!columns.ok) return columns;
  const opened = fileAssets(cwd).open(file);
  if (!opened.ok) return failure(...opened.issues.map((issue) => ({ ...issue, at: { file } })));
  const keys = keysOf(selection, columns.value);
  return read({
    file,
    chunks: opened.value,
    asked: asked as HistoryFormat | undefined,
    keys,
    columns: selection.columns,
    cwd,
    standardPrice,
  });
}

interface Reading {
  readonly file: string;
  readonly chunks: Iterable<string>;
  readonly asked: HistoryFormat | undefined;
  readonly keys: Omit<HistoryOptions, 'file'>;
  /** As they were written. */
  readonly columns: string | undefined;
  readonly cwd: string;
  readonly standardPrice: number | undefined;
}

function read({ file, chunks, asked, keys, columns, cwd, standardPrice }: Reading): Result<OpenedHistory> {
  let format = asked;
  let reader: ReturnType<typeof readPriceHistory> | undefined;
  for (const chunk of chunks) {
    if (reader === undefined) {
      const { prices: found, what } = recognizeFile(chunk);
      format ??= found;
      if (format === undefined) return notPrices(file, what);
      if (columns !== undefined && format !== 'csv') return noColumns(file, columns);
      if (DISCOUNTS.includes(format) && standardPrice === undefined) return noStandard(file);
      reader = readPriceHistory(format, { file, localTimes, standardPrice, ...keys });
    }
    reader.push(chunk);
  }
  if (reader === undefined || format === undefined)
    return failure({ at: { file }, message: 'the file is empty' });
  const prices = reader.end();
  if (!prices.ok) return prices;
  return success({ path: resolve(cwd, file), format, prices: prices.value, keys: { ...keys } });
}

const notPrices = (file: string, what: string): Result<never> =>
  failure({
    at: { file },
    message: `not a price history, but ${what}`,
    hint: 'expected the JSON of AWS or Alibaba Cloud, or CSV with a header such as time,price; --format says which',
  });

const noColumns = (file: string, columns: string): Result<never> =>
  failure({
    at: { file: `--columns ${columns}` },
    message: `${file} is no CSV file: it has no columns`,
    hint: 'leave it out, or say --format csv',
  });

const noStandard = (file: string): Result<never> =>
  failure({
    at: { file },
    message: 'the file holds discounts: shares of a standard price that it does not give',
    hint: 'state it: --standard-price PRICE',
  });

function keysOf(
  { product, zone, instanceType, timezone }: Selection,
  columns: HistoryOptions['columns'],
): Omit<HistoryOptions, 'file'> {
  return {
    ...(product !== undefined && { product }),
    ...(zone !== undefined && { zone }),
    ...(instanceType !== undefined && { instanceType }),
    ...(timezone !== undefined && { timezone }),
    ...(columns !== undefined && { columns }),
  };
}

const COLUMNS: readonly string[] = ['time', 'date', 'price', 'product', 'zone', 'instanceType', 'currency'];

/** `time=when,price=cost`; a number counts columns from 1. */
function columnsOf(text: string | undefined): Result<HistoryOptions['columns']> {
  if (text === undefined) return success(undefined);
  const pairs = text.split(',').map((pair) => pair.split('='));
  const columns = Object.fromEntries(
    pairs.map(([key = '', name = '']) => [
      key.trim(),
      /^\d+$/.test(name.trim()) ? Number(name) : name.trim(),
    ]),
  );
  const keys = pairs.map(([key = '']) => key.trim());
  const twice = keys.find((key, i) => keys.indexOf(key) < i);
  const strange = Object.entries(columns).some(([key, name]) => !COLUMNS.includes(key) || name === '');
  if (!strange && twice === undefined) return success(columns);
  const message = strange ? 'expected the names of the columns' : `names the column of the ${twice} twice`;
  return failure({ at: { file: `--columns ${text}` }, message, hint: '--columns time=when,price=cost' });
}
