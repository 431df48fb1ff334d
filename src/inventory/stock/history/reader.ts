import type { StockHistoryOptions, StockHistoryReader } from './history.js';
import { SkyPilotReader } from './skypilot.js';
import { StockTableReader } from './table.js';

/** A reader for a recording of stock in the format stated; give it the file's text chunk by chunk. */
export const readStockHistory = (options: StockHistoryOptions): StockHistoryReader =>
  (options.format ?? 'skypilot') === 'skypilot' ? new SkyPilotReader(options) : new StockTableReader(options);
