/** What a scenario says of a file: the keys of a `price` or `stock` trace but for `process` and `file`. */
export type Spec = Readonly<Record<string, unknown>>;

/** What becomes of some files of the data folder: read as stated, or refused for a reason. */
export interface SharedFiles {
  readonly folder: string;
  readonly files: readonly string[];
  /** What the beginning of each tells. */
  readonly what: RegExp;
  /** One reading, or several where a file holds several series. */
  readonly prices: RegExp | readonly Spec[];
  readonly stock: RegExp | readonly Spec[];
}

export const NO_TIMES = /no column "time": the first line reads/;

export const NO_COUNTS = /no column "count"/;

export const NOT_SKYPILOT = /no array "data" in this file|not JSON|no column "count"/;

export const zones = (...names: readonly string[]): string[] => names.map((name) => `${name}.json`);
