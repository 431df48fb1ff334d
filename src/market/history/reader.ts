import { CsvHistoryReader } from './csv.js';
import type { HistoryFormat, HistoryOptions, HistoryReader } from './history.js';
import { ALIBABA, AWS, JsonHistoryReader } from './json.js';

/** A reader for a price history in this format; give it the file's text chunk by chunk. */
export function readPriceHistory(format: HistoryFormat, options: HistoryOptions): HistoryReader {
  if (format === 'csv') return new CsvHistoryReader(options);
  return new JsonHistoryReader(format === 'aws' ? AWS : ALIBABA, options);
}

/**
 * The format of a file, told by the beginning of its text (a few kilobytes); undefined if it is none of ours.
 * Only for suggestions: a scenario states its formats.
 */
export function detectFormat(firstChunk: string): HistoryFormat | 'skypilot' | undefined {
  const text = firstChunk.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{') || text.startsWith('[')) {
    if (text.includes('"SpotPriceHistory"')) return 'aws';
    if (text.includes('"SpotPrices"') || text.includes('"SpotPriceType"')) return 'alibaba';
    return text.includes('"gap_seconds"') ? 'skypilot' : undefined;
  }
  const header = text.split('\n', 1)[0].toLowerCase();
  return header.includes(',') && header.includes('time') && header.includes('price') ? 'csv' : undefined;
}
