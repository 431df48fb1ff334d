import {
  csvColumn,
  CsvRows,
  failure,
  IssueList,
  parseInstant,
  instantFault,
  success,
} from '../../units/index.js';
import type { CsvRow, Issue, Result } from '../../units/index.js';
import type { RecordedRequests } from './recorded.js';

/** What the file holds: one request per row, or the number of requests from a row on until the next. */
export type TraceRows = 'requests' | 'counts';

export interface TrafficTraceOptions {
  readonly file: string;
  readonly rows: TraceRows;
  readonly columns?: Partial<Record<Column, string | undefined>> | undefined;
  /** Zone of times that state none; absent: they are refused. */
  readonly timezone?: string | undefined;
}

/** Rows oldest first; seconds since the epoch, with fractions. Of counts `input` holds the number of requests. */
export type TrafficTrace = RecordedRequests;

type Column = 'time' | 'requests' | 'input' | 'output';

const WANTED: Readonly<Record<TraceRows, readonly Column[]>> = {
  requests: ['time', 'input', 'output'],
  counts: ['time', 'requests'],
};

/** Reads recorded traffic from CSV with a header, chunk by chunk; rows must be in time order. */
export class TrafficTraceReader {
  readonly #options: TrafficTraceOptions;
  readonly #issues = new IssueList();
  readonly #csv = new CsvRows((row) => this.#row(row));
  readonly #values: { readonly [side: number]: number[] } = [[], [], []];
  #header: readonly number[] | undefined;

  constructor(options: TrafficTraceOptions) {
    this.#options = options;
  }

  push(chunk: string): void {
    this.#csv.push(chunk);
  }

  /** Call once, after the last chunk. */
  end(): Result<TrafficTrace> {
    this.#csv.end();
    const { fault } = this.#csv;
    if (fault !== undefined) this.#refuse({ message: fault.message }, fault.line, 1);
    const [at, input, output] = [this.#values[0], this.#values[1], this.#values[2]];
    if (this.#issues.count === 0 && at.length === 0)
      this.#refuse({ message: 'no rows', hint: 'a header and at least one row below it' }, 1, 1);
    if (this.#issues.count > 0) return failure(...this.#issues.list());
    return success({
      at: Float64Array.from(at),
      input: Float64Array.from(input),
      output: Float64Array.from(output),
    });
  }

  #row(row: CsvRow): void {
    if (this.#header === undefined) this.#header = this.#readHeader(row);
    else if (this.#header.length > 0) this.#readRow(row, this.#header);
  }

  #readHeader({ cells, line }: CsvRow): readonly number[] {
    const names = cells.map((cell) => cell.trim());
    const wanted = WANTED[this.#options.rows].map((column) => this.#options.columns?.[column] ?? column);
    const missing = wanted.filter((name) => !names.includes(name));
    for (const name of missing) {
      const message = `no column "${name}": the first line reads ${JSON.stringify(names.join(',').slice(0, 80))}`;
      this.#refuse({ message, hint: 'name the columns under `columns`' }, line, 1);
    }
    return missing.length > 0 ? [] : wanted.map((name) => names.indexOf(name));
  }

  #readRow(row: CsvRow, header: readonly number[]): void {
    const at = this.#time(row, header[0]);
    const counts = header.slice(1).map((cell) => this.#count(row, cell));
    if (at === undefined || counts.includes(undefined)) return;
    const before = this.#values[0].at(-1);
    if (before !== undefined && at < before)
      return this.#refuse(
        { message: 'earlier than the row before', hint: 'sort the rows by time' },
        row.line,
        1,
      );
    this.#values[0].push(at);
    counts.forEach((count, side) => this.#values[side + 1].push(count ?? 0));
  }

  #time(row: CsvRow, cell: number): number | undefined {
    const text = (row.cells[cell] ?? '').trim();
    const { timezone } = this.#options;
    const instant = parseInstant(text, timezone);
    if (instant !== undefined) return instant.epochSeconds + fractionOf(text);
    const hint = timezone === undefined ? 'write 2026-03-02T08:00:00+08:00, or say timezone' : undefined;
    const message = `expected a time, found ${JSON.stringify(text)}: ${instantFault(text, timezone) ?? ''}`;
    this.#refuse({ message, ...(hint !== undefined && { hint }) }, row.line, csvColumn(row, cell));
    return undefined;
  }

  #count(row: CsvRow, cell: number): number | undefined {
    const text = (row.cells[cell] ?? '').trim();
    const value = text === '' ? NaN : Number(text);
    if (Number.isSafeInteger(value) && value >= 0) return value;
    const message = `expected a whole number of at least 0, found ${JSON.stringify(text)}`;
    this.#refuse({ message }, row.line, csvColumn(row, cell));
    return undefined;
  }

  #refuse(fault: Pick<Issue, 'message' | 'hint'>, line: number, column: number): void {
    this.#issues.add({ at: { file: this.#options.file, line, column }, ...fault });
  }
}

/** The part of a second that `parseInstant` drops. */
function fractionOf(text: string): number {
  const digits = /[.,](\d+)/.exec(text)?.[1];
  return digits === undefined ? 0 : Number(`0.${digits}`);
}
