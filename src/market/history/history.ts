import type { Series } from '../../kernel/index.js';
import type { MicroPerHour, Result } from '../../units/index.js';

export type HistoryFormat = 'aws' | 'alibaba' | 'csv';

/** What tells the series of one file apart; undefined where the file does not say. */
export interface SeriesLabels {
  readonly product?: string | undefined;
  readonly zone?: string | undefined;
  readonly instanceType?: string | undefined;
}

/** How to read a history. A label chooses the rows that carry it. */
export interface HistoryOptions extends SeriesLabels {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Zone of the instants that state none, such as `Z` or `+08:00`. AWS and Alibaba Cloud files: UTC. */
  readonly timezone?: string | undefined;
  /** Names of the columns of a CSV file, where they are not `time` (or `timestamp`) and `price`. */
  readonly columns?: { readonly time?: string | undefined; readonly price?: string | undefined } | undefined;
}

/** The prices of one series, oldest first. */
export interface PriceHistory {
  readonly file: string;
  /** Seconds since the epoch; micro-units per hour. */
  readonly series: Series;
  /** Where each row stands in the file, counted from 1. */
  readonly lines: Uint32Array;
  readonly columns: Uint32Array;
  readonly labels: SeriesLabels;
  /** All series in the file, the chosen one among them. */
  readonly held: readonly HeldSeries[];
  /** The currency, where the file names it. */
  readonly currency?: string | undefined;
  /** The standard price of the latest row, micro-units per hour, where the file has it. */
  readonly standardPrice?: MicroPerHour | undefined;
}

export interface HeldSeries {
  readonly labels: SeriesLabels;
  readonly rows: number;
}

/** Takes a file as text in chunks of any size. */
export interface HistoryReader {
  push(chunk: string): void;
  /** Call once, after the last chunk. */
  end(): Result<PriceHistory>;
}
