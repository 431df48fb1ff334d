import type { Series } from '../../kernel/index.js';
import type { ColumnName, InstantOptions, Issue, MicroPerHour, Result, Seconds } from '../../units/index.js';

/** What a file of prices can be; docs/formats.md describes each. */
export type HistoryFormat = 'aws' | 'aws-text' | 'alibaba' | 'eas' | 'pai' | 'skypilot' | 'csv';

/** What tells the series of one file apart; undefined where the file does not say. */
export interface SeriesLabels {
  readonly product?: string | undefined;
  readonly zone?: string | undefined;
  readonly instanceType?: string | undefined;
}

/**
 * How to read a history. A label chooses the rows that carry it. Times that state no zone take `timezone`; AWS and
 * Alibaba Cloud files: UTC.
 */
export interface HistoryOptions extends SeriesLabels, InstantOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** The columns of a CSV file, by name or (in a file without a header) by number from 1. */
  readonly columns?: PriceColumns | undefined;
  /** What separates the cells of a CSV file; absent: told by its first line. */
  readonly delimiter?: string | undefined;
  /** Seconds from one price to the next in a `skypilot` file, which must agree with the file's own. */
  readonly gap?: Seconds | undefined;
  /** What discounts (`eas`, `pai`) are a share of, micro-units per hour. */
  readonly standardPrice?: MicroPerHour | undefined;
}

/** The columns of a table of prices; those absent are known by usual names. */
export interface PriceColumns {
  readonly time?: ColumnName | undefined;
  /** A column of dates, where `time` holds times of day only. */
  readonly date?: ColumnName | undefined;
  readonly price?: ColumnName | undefined;
  readonly product?: ColumnName | undefined;
  readonly zone?: ColumnName | undefined;
  readonly instanceType?: ColumnName | undefined;
  readonly currency?: ColumnName | undefined;
}

/** The prices of one series, oldest first. */
export interface PriceHistory {
  readonly file: string;
  /** Seconds since the epoch (or since the recording began, where it is undated); micro-units per hour. */
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
  /** What a reader of the figures should know: instants given twice, pages that are missing. */
  readonly notes?: readonly Issue[] | undefined;
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
