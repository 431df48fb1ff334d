import {
  failure,
  IssueList,
  JsonElements,
  parseInstant,
  shown,
  success,
  type JsonSink,
  type Result,
} from '../../../units/index.js';
import type { StockHistory, StockHistoryOptions, StockHistoryReader } from './history.js';
import { SampleReader, type Fault } from './samples.js';

/** Reads SkyPilot's JSON: `{"metadata": {"gap_seconds": 300}, "data": [0, 1, ...], "prices": [...]}`. */
export class SkyPilotReader implements StockHistoryReader, JsonSink {
  readonly #options: StockHistoryOptions;
  readonly #gap: number;
  readonly #issues = new IssueList();
  readonly #elements = new JsonElements(this);
  readonly #samples: SampleReader;
  #value = new Float64Array(4096);
  #size = 0;
  #found = false;
  #start: number | undefined;

  constructor(options: StockHistoryOptions) {
    this.#options = options;
    this.#samples = new SampleReader(options);
    this.#gap = options.gap ?? 0;
    if (!Number.isInteger(this.#gap) || this.#gap < 1)
      this.#refuse({ message: `gap ${options.gap}: expected whole seconds, at least 1` });
    if (this.#samples.fault !== undefined) this.#refuse(this.#samples.fault);
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
    const units =
      typeof sample === 'number'
        ? this.#samples.units(sample, sample)
        : { message: `sample ${shown(sample)}: expected a whole number, at least 0` };
    if (typeof units !== 'number') return this.#refuse(units, line, column);
    if (this.#size === this.#value.length) {
      const full = this.#value;
      (this.#value = new Float64Array(full.length * 2)).set(full);
    }
    this.#value[this.#size] = units;
    this.#size += 1;
  }

  scalar(path: string, value: unknown, line: number, column: number): void {
    if (path === 'metadata.start_time' && typeof value === 'string')
      this.#start = parseInstant(value, this.#options.timezone)?.epochSeconds;
    if (path !== 'metadata.gap_seconds' || value === this.#gap) return;
    const message = `the file says gap_seconds ${JSON.stringify(value)}, the scenario says gap ${this.#gap}s`;
    this.#refuse({ message }, line, column);
  }

  /** A probe speaks for its instant: the recording ends with the last one; a count for the whole gap after it. */
  #series(): StockHistory['series'] {
    const gap = this.#gap;
    const start = this.#start ?? 0;
    const at = new Float64Array(this.#size);
    for (let i = 0; i < this.#size; i += 1) at[i] = start + i * gap;
    const until = start + (this.#options.sample === 'probe' ? this.#size - 1 : this.#size) * gap;
    const value = this.#value.slice(0, this.#size);
    return this.#start === undefined ? { at, value, until, undated: true } : { at, value, until };
  }

  #refuse(fault: Fault, line?: number, column?: number): void {
    const { file } = this.#options;
    this.#issues.add({
      at: line === undefined || column === undefined ? { file } : { file, line, column },
      ...fault,
    });
  }
}
