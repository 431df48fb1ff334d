import { SeriesRows, endOf } from '../../../kernel/index.js';
import {
  columnOfField,
  cutHint,
  failure,
  InstantReader,
  IssueList,
  success,
  TableRows,
  type CsvRow,
  type Result,
  type TableField,
  type TableSink,
} from '../../../units/index.js';
import type { StockHistory, StockHistoryOptions, StockHistoryReader } from './history.js';
import { LiveNodes } from './live-nodes.js';
import { SampleReader, type Fault } from './samples.js';

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

/**
 * Reads a table of times and counts: with a header that names the columns, or with numbered columns; or, as
 * `add-remove`, of times at which nodes came (`add`) and went (`remove`), in the three columns time, event, node.
 */
export class StockTableReader implements StockHistoryReader, TableSink {
  readonly #options: StockHistoryOptions;
  readonly #issues = new IssueList();
  readonly #instants: InstantReader;
  readonly #samples: SampleReader;
  readonly #table: TableRows;
  readonly #rows = new SeriesRows('bottom');
  readonly #nodes: LiveNodes | undefined;
  #previous = 0;
  #ordered = true;

  constructor(options: StockHistoryOptions) {
    this.#options = options;
    this.#instants = new InstantReader(options);
    this.#samples = new SampleReader(options);
    const nodes = options.format === 'add-remove';
    this.#nodes = nodes ? new LiveNodes() : undefined;
    const fields = nodes ? NODE_FIELDS : fieldsOf(options);
    this.#table = new TableRows(this, { fields, delimiter: options.delimiter });
    for (const fault of [this.#instants.fault, this.#samples.fault])
      if (fault !== undefined) this.refuse(fault);
    if (!nodes && options.columns?.count === undefined) this.refuse(NO_COUNT);
    if (nodes && options.available !== 'count') this.refuse(NOT_COUNT);
    // The recording begins with its clock, without a node.
    if (nodes && options.unit !== undefined) this.#rows.add(0, 0, 1, 1);
  }

  push(chunk: string): void {
    this.#table.push(chunk);
  }

  end(): Result<StockHistory> {
    this.#table.end();
    const { file, unit, gap, sample } = this.#options;
    if (this.#issues.count === 0 && this.#rows.size === 0) this.refuse({ message: 'the trace is empty' });
    if (sample === 'count' && gap === undefined)
      this.refuse({ message: 'sample: count without a gap: how long does the last count hold?', hint: GAP });
    if (this.#issues.count > 0) return failure(...this.#issues.list());
    const { series } = this.#rows.finish();
    const until = endOf(series) + (sample === 'probe' ? 0 : (gap ?? 0));
    return success({ file, series: { ...series, until, ...(unit === undefined ? {} : { undated: true }) } });
  }

  row(row: CsvRow): void {
    const { at } = this.#table;
    const { cells } = row;
    const [time, date] = [cells[at('time')], at('date') < 0 ? undefined : cells[at('date')]];
    const second = this.#instants.read(date === undefined ? time : `${date.trim()}T${time.trim()}`);
    const units =
      this.#nodes === undefined ? this.#count(cells[at('count')]) : this.#live(this.#nodes, cells);
    if (typeof second !== 'number') this.#refuseCell(second, row, date === undefined ? 'time' : 'date');
    if (typeof units !== 'number')
      this.#refuseCell(units, row, this.#nodes === undefined ? 'count' : 'event');
    if (typeof second !== 'number' || typeof units !== 'number' || !this.#ordered) return;
    if (!this.#rows.add(second, units, row.line, 1) || (this.#nodes !== undefined && second < this.#previous))
      this.#refuseOrder(second, row);
    this.#previous = second;
  }

  refuse(fault: Fault, line?: number, column?: number): void {
    const { file } = this.#options;
    this.#issues.add({
      at: line === undefined || column === undefined ? { file } : { file, line, column },
      ...fault,
    });
  }

  #count(cell: string): number | Fault {
    return this.#samples.units(NUMBER.test(cell) ? Number(cell) : NaN, cell);
  }

  #live(nodes: LiveNodes, cells: readonly string[]): number | Fault {
    const { at } = this.#table;
    return nodes.after(cells[at('event')].trim(), cells[at('node')].trim());
  }

  #refuseOrder(second: number, row: CsvRow): void {
    this.#ordered = false;
    const direction = second > this.#previous ? 'back' : 'forward';
    const by = Math.abs(second - this.#previous);
    const message = `out of order: ${by} s ${second > this.#previous ? 'after' : 'before'} the row above, while the rows so far run ${direction} in time`;
    this.#refuseCell({ message, hint: 'sort the file by time, and keep several logs apart' }, row, 'time');
  }

  #refuseCell(fault: Fault, row: CsvRow, field: string): void {
    const hint = cutHint(row);
    this.refuse(
      hint === undefined ? fault : { hint, ...fault },
      row.line,
      columnOfField(row, this.#table.at(field)),
    );
  }
}

const GAP = 'state it: gap: 10m';
const NO_COUNT: Fault = {
  message: 'which column holds the counts?',
  hint: 'name it: columns: { time: time, count: us-east1-b }, or number both in a file without a header',
};
const NOT_COUNT: Fault = {
  message: 'a trace of nodes added and removed counts the nodes held',
  hint: 'say available: count',
};

const NODE_FIELDS: readonly TableField[] = [
  { name: 'time', known: [], asked: 1, needed: true },
  { name: 'event', known: [], asked: 2, needed: true },
  { name: 'node', known: [], asked: 3, needed: true },
];

const fieldsOf = ({ columns = {} }: StockHistoryOptions): TableField[] => [
  { name: 'time', known: ['time', 'timestamp', 'datetime', 'date'], asked: columns.time, needed: true },
  { name: 'date', known: [], asked: columns.date, needed: false },
  { name: 'count', known: ['count'], asked: columns.count, needed: true },
];
