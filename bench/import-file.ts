import { readFileSync } from 'node:fs';
import { readPriceHistory, type HistoryFormat } from '../src/index.js';
import { fileAssets } from '../src/node/index.js';

/** Reads a history as a scenario would, in chunks; gives the rows kept. */
export function importFile(file: string, format: HistoryFormat): number {
  const reader = readPriceHistory(format, { file });
  const opened = fileAssets('/').open(file);
  if (!opened.ok) throw new Error(opened.issues[0]?.message);
  for (const chunk of opened.value) reader.push(chunk);
  const read = reader.end();
  if (!read.ok) throw new Error(read.issues[0]?.message);
  return read.value.series.at.length;
}

/** The yardstick: the whole file at once, split or parsed by the host, times and prices as numbers, nothing checked. */
export function parseBare(file: string, format: HistoryFormat): number {
  const text = readFileSync(file, 'utf8');
  const rows = format === 'csv' ? text.split('\n').map((line) => line.split(',')) : pairsOf(text);
  const at = new Float64Array(rows.length);
  const value = new Float64Array(rows.length);
  rows.forEach(([time, price], row) => {
    at[row] = Date.parse(time) / 1000;
    value[row] = Number(price);
  });
  return rows.length;
}

function pairsOf(text: string): string[][] {
  const { SpotPriceHistory } = JSON.parse(text) as {
    SpotPriceHistory: { Timestamp: string; SpotPrice: string }[];
  };
  return SpotPriceHistory.map((row) => [row.Timestamp, row.SpotPrice]);
}
