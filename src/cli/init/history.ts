import { resolve } from 'node:path';
import { describeHistory, failure, readPriceHistory, recognizeFile, success, toMicro } from '../../index.js';
import type { HistoryFacts, HistoryFormat, PriceHistory, Result } from '../../index.js';
import { fileAssets, localTimes } from '../../node/index.js';

/** A price history, and what it holds. */
export interface History {
  /** Absolute. */
  readonly path: string;
  readonly format: HistoryFormat;
  /** What the file is, in words. */
  readonly what: string;
  readonly prices: PriceHistory;
  readonly facts: HistoryFacts;
}

/** Which rows of the histories are meant, and what the user knows of prices. */
export interface Filters {
  readonly product?: string;
  readonly zone?: string;
  readonly instanceType?: string;
  /** Standard prices by type. */
  readonly standardPrices?: ReadonlyMap<string, number>;
}

/** Undefined if the file is no history; a file that cannot be read is a fault. */
export function readHistory(file: string, cwd: string, filters: Filters): Result<History> | undefined {
  const first = readOnce(file, cwd, filters, ANY_STANDARD);
  if (first?.ok !== true || !isDiscount(first.value.format)) return first;
  const type = first.value.prices.labels.instanceType ?? 'instance';
  const stated = filters.standardPrices?.get(type);
  if (stated !== undefined) return readOnce(file, cwd, filters, stated);
  return failure({
    at: { file },
    message: 'the file holds discounts: shares of a standard price that it does not give',
    hint: `state it: --standard-price ${type}=PRICE`,
  });
}

/** With this standard price a discount is read only to learn whose it is. */
const ANY_STANDARD = 1;

const isDiscount = (format: HistoryFormat): boolean => format === 'eas' || format === 'pai';

function readOnce(
  file: string,
  cwd: string,
  { product, zone, instanceType }: Filters,
  standard: number,
): Result<History> | undefined {
  const opened = fileAssets(cwd).open(file);
  if (!opened.ok) return failure(...opened.issues.map((issue) => ({ ...issue, at: { file } })));
  let known: { format: HistoryFormat; what: string; stock: boolean } | undefined;
  let reader: ReturnType<typeof readPriceHistory> | undefined;
  const options = { file, product, zone, instanceType, localTimes, standardPrice: toMicro(standard) };
  for (const chunk of opened.value) {
    if (reader === undefined) {
      const { prices: format, what, stock } = recognizeFile(chunk);
      if (format === undefined) return stock === 'add-remove' ? notPrices(file, what) : undefined;
      known = { format, what, stock: stock !== undefined };
      reader = readPriceHistory(format, options);
    }
    reader.push(chunk);
  }
  if (reader === undefined || known === undefined)
    return failure({ at: { file }, message: 'the file is empty' });
  const prices = reader.end();
  if (!prices.ok) return known.stock && isBare(prices) ? notPrices(file, known.what) : prices;
  const facts = describeHistory(prices.value.series);
  return success({ path: resolve(cwd, file), ...known, prices: prices.value, facts });
}

const isBare = ({ issues }: { readonly issues: readonly { readonly message: string }[] }): boolean =>
  issues.some(({ message }) => message.startsWith('no array "prices"'));

const notPrices = (file: string, what: string): Result<never> =>
  failure({
    at: { file },
    message: `a trace of availability, not of prices: ${what}`,
    hint: 'write it into the scenario as the stock of a pool: { process: trace, … }; docs/formats.md says what to state',
  });
