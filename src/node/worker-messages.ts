import type { Case, Row, Task } from '../index.js';
import type { InputFile } from './file-assets.js';
import type { OwnModules } from './own-strategies.js';
import type { PackedError } from './packed-error.js';
import type { ScenarioText } from './scenario-source.js';

/** What a worker is told when it begins. */
export interface WorkerSetting {
  readonly source: ScenarioText;
  readonly seed: string | undefined;
  /** One number that all threads see: not 0 once no replication is to be begun any more. */
  readonly stop: Int32Array;
  /** Code of the user's own, that the thread loads before it begins. */
  readonly own: OwnModules | undefined;
}

/** Some tasks; neighbours share their case. */
export interface Batch {
  readonly cases: readonly Case[];
  readonly tasks: readonly (Omit<Task, 'case'> & { readonly case: number })[];
}

/** Rows of a batch, in its order: fewer than its tasks where it was stopped or failed. */
export interface Reply {
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly PackedRow[];
  /** The numbers of all rows, then their series, one after the other. */
  readonly values: Float64Array;
  /** Files that cases were made from. */
  readonly inputs: readonly InputFile[];
  readonly error: PackedError | undefined;
}

export interface PackedRow {
  readonly task: number;
  readonly digest: string;
  /** Which of the reply's columns. */
  readonly columns: number;
  /** Length of the series; undefined where there is none. */
  readonly series: number | undefined;
}

/** Tasks as a message: each case once. */
export function packBatch(tasks: readonly Task[]): Batch {
  const cases: Case[] = [];
  const packed = tasks.map(({ case: of, ...task }) => {
    if (cases.at(-1) !== of) cases.push(of);
    return { ...task, case: cases.length - 1 };
  });
  return { cases, tasks: packed };
}

export const unpackBatch = ({ cases, tasks }: Batch): readonly Task[] =>
  tasks.map((task) => ({ ...task, case: cases[task.case] }));

/** Rows as a message: each list of columns once, and all numbers in one array, which can be handed over. */
export function packRows(rows: readonly Row[]): Pick<Reply, 'columns' | 'rows' | 'values'> {
  const columns: (readonly string[])[] = [];
  const known = new Map<string, number>();
  const placeOf = new Map<readonly string[], number>();
  const values = new Float64Array(
    rows.reduce((sum, { values: own, series }) => sum + own.length + (series?.length ?? 0), 0),
  );
  let at = 0;
  const packed = rows.map((row) => {
    const place = placeOf.get(row.columns) ?? placeOfList(row.columns);
    values.set(row.values, at);
    at += row.values.length;
    if (row.series !== undefined) values.set(row.series, at);
    at += row.series?.length ?? 0;
    return { task: row.task, digest: row.digest, columns: place, series: row.series?.length };
  });
  return { columns, rows: packed, values };

  function placeOfList(list: readonly string[]): number {
    const key = list.join('\n');
    const place = known.get(key) ?? columns.push(list) - 1;
    known.set(key, place);
    placeOf.set(list, place);
    return place;
  }
}

/** The rows of a message. */
export function* unpackRows({ columns, rows, values }: Reply): Generator<Row> {
  let at = 0;
  const next = (size: number): Float64Array => values.slice(at, (at += size));
  for (const { task, digest, columns: place, series } of rows) {
    const own = { task, digest, columns: columns[place], values: next(columns[place].length) };
    yield series === undefined ? own : { ...own, series: next(series) };
  }
}
