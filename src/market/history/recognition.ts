import { holdsPrices } from './csv.js';
import type { HistoryFormat } from './history.js';

/** What the beginning of a file tells of it; formats are absent where it is none of ours. */
export interface Recognition {
  /** The format of its prices. */
  readonly prices?: HistoryFormat;
  /** The format of its stock. */
  readonly stock?: 'skypilot' | 'csv' | 'add-remove';
  /** Facts of a provider's catalogue, of which `init` makes pools. */
  readonly catalogue?: 'machine-spec' | 'spot-advice';
  /** In words, to be told: `JSON of aws ec2 describe-spot-price-history`. */
  readonly what: string;
}

/**
 * Tells a file by the beginning of its text (a few kilobytes). Only for suggestions and words: a scenario states its
 * formats, and what numbers mean (polarity, units, zones) no beginning tells.
 */
export function recognizeFile(firstChunk: string): Recognition {
  const text = firstChunk.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return { what: 'nothing: the file is empty' };
  return text.startsWith('{') || text.startsWith('[') ? recognizeJson(text) : recognizeTable(text);
}

/** The format of a file of prices, told by the beginning of its text; undefined if it is none of ours. */
export const detectFormat = (firstChunk: string): HistoryFormat | undefined =>
  recognizeFile(firstChunk).prices;

function recognizeJson(text: string): Recognition {
  const has = (...keys: readonly string[]): boolean => keys.every((key) => text.includes(`"${key}"`));
  if (has('SpotPriceHistory', 'SpotDiscount'))
    return { prices: 'pai', what: 'JSON of PAI GetSpotPriceHistory: shares of the standard price' };
  if (has('SpotPriceHistory')) return { prices: 'aws', what: 'JSON of aws ec2 describe-spot-price-history' };
  if (has('SpotDiscounts'))
    return { prices: 'eas', what: 'JSON of EAS DescribeSpotDiscountHistory: shares of the standard price' };
  if (has('SpotPrices') || has('SpotPriceType'))
    return { prices: 'alibaba', what: 'JSON of ECS DescribeSpotPriceHistory' };
  if (has('AvailableSpotZones') || has('AvailableSpotResource'))
    return { catalogue: 'spot-advice', what: 'JSON of ECS DescribeSpotAdvice: discounts and release rates' };
  if (has('InstanceMetas'))
    return { catalogue: 'machine-spec', what: 'JSON of EAS DescribeMachineSpec: types, discounts and stock' };
  if (has('gap_seconds'))
    return { prices: 'skypilot', stock: 'skypilot', what: 'JSON of a SkyPilot trace: one sample per gap' };
  if (/^\{\s*"[^"]+"\s*:\s*\[\s*\d/.test(text))
    return { prices: 'skypilot', what: 'JSON of one array of numbers per name, taken for prices of zones' };
  const keys = [...new Set([...text.matchAll(/"([^"\\]{1,40})"\s*:/g)].map(([, key]) => key))].slice(0, 6);
  return {
    what: `JSON that holds ${keys.join(', ') || 'no keys'}: no list of times and prices that we know`,
  };
}

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  '\t': 'tabs',
  ';': 'semicolons',
  '|': 'bars',
};

/** Columns of times that tables of counts begin with. */
const FIRST_OF_COUNTS = /^(?:.*time(?:stamp)?|date|hours?|seconds?|.*_at(?:_utc)?)$/i;

function recognizeTable(text: string): Recognition {
  const line = text.split('\n', 1)[0].trim();
  if (/^SPOTPRICEHISTORY\t|^[a-z0-9-]+\t[a-z0-9-]+\.[a-z0-9-]+\t[^\t]+\t[\d.]+\t\d{4}-\d\d-\d\d/.test(line))
    return { prices: 'aws-text', what: 'tab-separated text of aws ec2 describe-spot-price-history' };
  if (/^[\d.]+\s*,\s*(?:add|remove)\s*,/.test(line))
    return { stock: 'add-remove', what: 'a trace of nodes added and removed' };
  const [separator, cells] = split(line);
  const names = cells.map((cell) => cell.replaceAll('"', '').trim());
  const word = SEPARATORS[separator] ?? 'commas';
  if (names.length > 1 && holdsPrices(names))
    return { prices: 'csv', what: `a table of times and prices, separated by ${word}` };
  if (names.length > 1 && cells.every((cell) => /^[\s\d.:-]+$/.test(cell)))
    return { stock: 'csv', what: `a table of numbers without a header, separated by ${word}` };
  if (names.length > 1 && FIRST_OF_COUNTS.test(names[0]))
    return { stock: 'csv', what: `a table of ${names.slice(0, 4).join(', ')}: times and numbers, no prices` };
  if (names.length > 1) return { what: `a table of ${names.slice(0, 6).join(', ')}: no times and prices` };
  return { what: 'text that is neither JSON nor a table' };
}

function split(line: string): readonly [separator: string, cells: readonly string[]] {
  const parts = Object.keys(SEPARATORS).map((separator) => [separator, line.split(separator)] as const);
  return parts.reduce((best, one) => (one[1].length > best[1].length ? one : best));
}
