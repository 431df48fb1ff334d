import type { Issue } from '../issue.js';
import { CsvRows, csvColumn, type CsvRow } from './csv-rows.js';

/** A column by its name in the header, or by its number, counted from 1, in a table without a header. */
export type ColumnName = string | number;

/** One field of a table, and the columns it may be found in. */
export interface TableField {
  readonly name: string;
  /** Names by which the column is known; letter case, digits and punctuation do not count. */
  readonly known: readonly string[];
  /** The column that the user names. */
  readonly asked?: ColumnName | undefined;
  readonly needed: boolean;
}

export interface TableSink {
  /** One row of the right width. */
  row(row: CsvRow): void;
  refuse(fault: Pick<Issue, 'message' | 'hint'>, line?: number, column?: number): void;
}

/** Where a table's cells are. */
export interface TableOptions {
  readonly fields: readonly TableField[];
  /** Absent: told by the first row. */
  readonly delimiter?: string | undefined;
}

const CUT = 'the last line has no end: was the file cut off?';
/** Two bytes a character, of which the first is 0: UTF-16 without its mark. */
const BINARY = '\u0000';

/** Reads a table in chunks: finds the columns of the fields by the header, or by their numbers where there is none. */
export class TableRows {
  readonly #sink: TableSink;
  readonly #options: TableOptions;
  readonly #rows: CsvRows;
  readonly #headless: boolean;
  #state: 'first' | 'rows' | 'faulty' = 'first';
  #width = 0;
  #names: readonly string[] = [];
  readonly #at = new Map<string, number>();

  constructor(sink: TableSink, options: TableOptions) {
    this.#sink = sink;
    this.#options = options;
    this.#headless = options.fields.some(({ asked }) => typeof asked === 'number');
    this.#rows = new CsvRows((row) => this.#row(row), options.delimiter);
  }

  /** The names of the columns, as the header has them. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** Index of a field's cell; -1: the table has none. Known from the first row on. */
  readonly at = (field: string): number => this.#at.get(field) ?? -1;

  push(chunk: string): void {
    this.#rows.push(chunk);
  }

  end(): void {
    this.#rows.end();
    const { fault } = this.#rows;
    if (fault !== undefined) this.#sink.refuse({ message: fault.message }, fault.line, 1);
  }

  #row(row: CsvRow): void {
    if (this.#state === 'faulty') return;
    if (this.#state === 'first') {
      this.#state = 'rows';
      this.#width = row.cells.length;
      const found = this.#headless ? this.#findByNumber(row) : this.#findByName(row);
      if (!found) this.#state = 'faulty';
      if (!found || !this.#headless) return;
    }
    if (row.cells.length === this.#width) return this.#sink.row(row);
    const message = `found ${row.cells.length} cells, expected ${this.#width} as in the ${this.#headless ? 'first line' : 'header'}`;
    this.#sink.refuse(row.unended ? { message, hint: CUT } : { message }, row.line, 1);
  }

  #findByName({ cells, line }: CsvRow): boolean {
    this.#names = cells.map((cell) => cell.trim());
    const missing = this.#options.fields.filter(({ name, known, asked, needed }) => {
      const index =
        asked === undefined ? knownColumn(this.#names, known) : this.#names.indexOf(String(asked));
      this.#at.set(name, index);
      return index < 0 && (needed || asked !== undefined);
    });
    const header = JSON.stringify(this.#names.join(',').slice(0, 80));
    for (const { name, asked } of missing) {
      const message = `no column "${asked ?? name}": the first line reads ${header}`;
      this.#sink.refuse({ message, hint: this.#hintFor(cells) }, line, 1);
    }
    return missing.length === 0;
  }

  #hintFor(cells: readonly string[]): string {
    if (cells.some((cell) => cell.includes(BINARY))) return 'the file is not UTF-8 text: save it as UTF-8';
    const wanted = this.#options.fields.filter(({ needed }) => needed).map(({ name }) => name);
    const example = wanted.join(',');
    if (cells.length > 1 && cells.every((cell) => /^[\s\d.:TZ+-]*$/.test(cell)))
      return `the first line names the columns, such as ${example}; number them where it does not: columns: { ${wanted.map((name, index) => `${name}: ${index + 1}`).join(', ')} }`;
    return `the first line names the columns, such as ${example}; name others by \`columns\``;
  }

  #findByNumber({ cells, line }: CsvRow): boolean {
    const missing = this.#options.fields.filter(({ name, asked, needed }) => {
      this.#at.set(name, typeof asked === 'number' ? asked - 1 : -1);
      return typeof asked === 'number'
        ? !(asked >= 1 && asked <= cells.length)
        : needed || asked !== undefined;
    });
    for (const { name, asked } of missing) {
      const message =
        typeof asked === 'number'
          ? `no column ${asked}: the first line has ${cells.length} cells`
          : `no number for the column of ${name}: a table without a header has its columns numbered from 1, each`;
      this.#sink.refuse({ message }, line, 1);
    }
    return missing.length === 0;
  }
}

/** Index of the first column that goes by one of these names; -1: none does. */
export function knownColumn(names: readonly string[], known: readonly string[]): number {
  const plain = names.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  return known.map((one) => plain.indexOf(one)).find((found) => found >= 0) ?? -1;
}

/** The hint of a row without a line break behind it, which may be the one that the file was cut in. */
export const cutHint = (row: CsvRow): string | undefined => (row.unended ? CUT : undefined);

/** Column, counted from 1, of a field's cell. */
export const columnOfField = (row: CsvRow, cell: number): number => (cell < 0 ? 1 : csvColumn(row, cell));
