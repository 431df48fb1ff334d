import type { Series } from '../../kernel/index.js';
import {
  failure,
  IssueList,
  JsonElements,
  success,
  type Issue,
  type JsonSink,
  type Result,
  type Seconds,
} from '../../units/index.js';

/** What a user states about a file of availability samples; nothing is guessed. */
export interface StockHistoryOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** The sample that means "one unit is available" (then only 0 and 1 may occur), or `count`: samples are units. */
  readonly available: number | 'count';
  /** Seconds from one sample to the next; must agree with the file's own `metadata.gap_seconds`. */
  readonly gap: Seconds;
  /** `count`: units that can be had from this tick to the next. `probe`: a launch test at the tick, carried forward. */
  readonly sample: 'count' | 'probe';
}

/** Units available, from second 0 of the recording on. */
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

/** Reads SkyPilot's JSON: `{"metadata": {"gap_seconds": 300}, "data": [0, 1, ...], "prices": [...]}`. */
export const readStockHistory = (options: StockHistoryOptions): StockHistoryReader =>
  new SkyPilotReader(options);

class SkyPilotReader implements StockHistoryReader, JsonSink {
  readonly #options: StockHistoryOptions;
  readonly #issues = new IssueList();
  readonly #elements = new JsonElements(this);
  #value = new Float64Array(4096);
  #size = 0;
  #found = false;

  constructor(options: StockHistoryOptions) {
    this.#options = options;
    const { gap, available } = options;
    if (!Number.isInteger(gap) || gap < 1)
      this.#refuse({ message: `gap ${gap}: expected whole seconds, at least 1` });
    if (available !== 'count' && available !== 0 && available !== 1) {
      this.#refuse({ message: `available ${String(available)}: expected 0, 1 or count` });
    }
  }

  push(chunk: string): void {
    this.#elements.push(chunk);
  }

  end(): Result<StockHistory> {
    this.#elements.end();
    const { fault, documents } = this.#elements;
    if (fault !== undefined) this.#refuse({ message: fault.message }, fault.line, fault.column);
    else if (!this.#found)
      this.#refuse({ message: documents === 0 ? 'the file is empty' : 'no array "data" in this file' });
    else if (this.#size === 0 && this.#issues.count === 0) this.#refuse({ message: 'the trace is empty' });
    if (this.#issues.count > 0) return failure(...this.#issues.list());
    return success({ file: this.#options.file, series: this.#series() });
  }

  wants(path: string): boolean {
    this.#found ||= path === 'data';
    return path === 'data';
  }

  element(_path: string, sample: unknown, line: number, column: number): void {
    const { available } = this.#options;
    const units = typeof sample === 'number' && Number.isInteger(sample) && sample >= 0 ? sample : undefined;
    if (units === undefined) {
      return this.#refuse(
        { message: `sample ${JSON.stringify(sample)}: expected a whole number, at least 0` },
        line,
        column,
      );
    }
    if (available !== 'count' && units > 1) {
      const message = `sample ${units}: with available: ${available} only 0 and 1 may occur`;
      return this.#refuse(
        { message, hint: 'use available: count if samples are numbers of units' },
        line,
        column,
      );
    }
    if (this.#size === this.#value.length) {
      const full = this.#value;
      (this.#value = new Float64Array(full.length * 2)).set(full);
    }
    this.#value[this.#size] = available === 0 ? 1 - units : units;
    this.#size += 1;
  }

  scalar(path: string, value: unknown, line: number, column: number): void {
    if (path !== 'metadata.gap_seconds' || value === this.#options.gap) return;
    const message = `the file says gap_seconds ${JSON.stringify(value)}, the scenario says gap ${this.#options.gap}s`;
    this.#refuse({ message }, line, column);
  }

  /** A probe speaks for its instant: the recording ends with the last one; a count for the whole gap after it. */
  #series(): Series {
    const { gap, sample } = this.#options;
    const at = new Float64Array(this.#size);
    for (let i = 0; i < this.#size; i += 1) at[i] = i * gap;
    const until = (sample === 'probe' ? this.#size - 1 : this.#size) * gap;
    return { at, value: this.#value.slice(0, this.#size), until, undated: true };
  }

  #refuse(fault: Pick<Issue, 'message' | 'hint'>, line?: number, column?: number): void {
    const { file } = this.#options;
    this.#issues.add({
      at: line === undefined || column === undefined ? { file } : { file, line, column },
      ...fault,
    });
  }
}
