import type { Series } from '../../../kernel/index.js';
import type { ColumnName, InstantOptions, Result, Seconds } from '../../../units/index.js';

/** What a file of stock can be; docs/formats.md describes each. */
export type StockFormat = 'skypilot' | 'csv' | 'add-remove';

/** What a user states about a file of stock; nothing is guessed. */
export interface StockHistoryOptions extends InstantOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Absent: `skypilot`. */
  readonly format?: StockFormat | undefined;
  /**
   * The sample that means "one unit is available" (then only 0 and 1 may occur); `count`: samples are units that can be
   * had; `used`: samples are units that others hold, of `capacity`.
   */
  readonly available: number | 'count' | 'used';
  /** With `available: used`: the units there are. */
  readonly capacity?: number | undefined;
  /**
   * Seconds from one sample to the next. `skypilot`: needed, and must agree with the file's own `metadata.gap_seconds`.
   * Others: how long a last row that is a `count` holds.
   */
  readonly gap?: Seconds | undefined;
  /** `count`: units that can be had from this tick to the next. `probe`: a launch test at the tick, carried forward. */
  readonly sample?: 'count' | 'probe' | undefined;
  /** The columns of a table, by name or (in a file without a header) by number from 1. */
  readonly columns?: StockColumns | undefined;
  /** What separates the cells of a table; absent: told by its first line. */
  readonly delimiter?: string | undefined;
}

/** The columns of a table of stock. */
export interface StockColumns {
  readonly time?: ColumnName | undefined;
  /** A column of dates, where `time` holds times of day only. */
  readonly date?: ColumnName | undefined;
  readonly count?: ColumnName | undefined;
}

/** Units available, since the epoch or (where the series is undated) from second 0 of the recording on. */
export interface StockHistory {
  readonly file: string;
  readonly series: Series;
}

/** Takes a file as text in chunks of any size. */
export interface StockHistoryReader {
  push(chunk: string): void;
  /** Call once, after the last chunk. */
  end(): Result<StockHistory>;
}
