/** One row of a CSV file. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Where the row begins, counted from 1. */
  readonly line: number;
  /** True for a last row without a line break: the file may have been cut off here. */
  readonly unended: boolean;
  /** The cells as they stand in the file; see `csvColumn`. */
  readonly raw: readonly string[];
}

/** Column, counted from 1, at which a cell of a row begins. */
export function csvColumn({ raw }: CsvRow, cell: number): number {
  let column = 1;
  for (let i = 0; i < cell && i < raw.length; i += 1) column += raw[i].length + 1;
  return column;
}

/** The longest row kept in memory; a longer one is no table but an unclosed quote. */
const LONGEST = 100_000;
const MOST_LINES = 100;

/**
 * Splits chunks of CSV text into rows (RFC 4180: quoted cells, doubled quotes, line breaks inside quotes; LF or
 * CRLF; a byte order mark and empty lines are skipped). Cells are separated by the delimiter given, or else by that of
 * `, ; tab |` which splits the first row into most cells. Keeps no more than one row in memory.
 */
export class CsvRows {
  readonly #row: (row: CsvRow) => void;
  #rest = '';
  #line = 1;
  #started = false;
  #delimiter: string | undefined;
  #fault: { readonly message: string; readonly line: number } | undefined;

  constructor(row: (row: CsvRow) => void, delimiter?: string) {
    this.#row = row;
    this.#delimiter = delimiter;
  }

  /** What separates the cells; a comma as long as there is no row. */
  get delimiter(): string {
    return this.#delimiter ?? ',';
  }

  /** Set once the text cannot be read on. */
  get fault(): { readonly message: string; readonly line: number } | undefined {
    return this.#fault;
  }

  push(chunk: string): void {
    if (this.#fault !== undefined) return;
    const text = this.#rest + this.#first(chunk);
    let from = 0;
    let searched = 0;
    let lines = 1;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', searched)) {
      searched = end + 1;
      const record = text.slice(from, end);
      if (isOpen(record)) {
        lines += 1;
        if (lines > MOST_LINES) return this.#refuse();
        continue;
      }
      this.#emit(record);
      this.#line += lines;
      lines = 1;
      from = end + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LONGEST) this.#refuse();
  }

  end(): void {
    if (this.#fault !== undefined || this.#rest === '') return;
    if (isOpen(this.#rest)) this.#fault = { message: 'the file ends inside a quoted cell', line: this.#line };
    else this.#emit(this.#rest, true);
  }

  #refuse(): void {
    this.#fault = { message: 'a row without end (an unclosed quote?)', line: this.#line };
  }

  #first(chunk: string): string {
    if (this.#started || chunk === '') return chunk;
    this.#started = true;
    return chunk.charCodeAt(0) === 0xfeff ? chunk.slice(1) : chunk;
  }

  #emit(record: string, unended = false): void {
    const text = record.endsWith('\r') ? record.slice(0, -1) : record;
    if (text.trim() === '') return;
    const quoted = text.includes('"');
    const delimiter = (this.#delimiter ??= likeliest(text));
    const raw = quoted ? splitQuoted(text, delimiter) : text.split(delimiter);
    const cells = quoted ? raw.map(unquote) : raw;
    this.#row({ cells, line: this.#line, unended, raw });
  }
}

/** True if a quote is still open at the end, so that the line break belongs to the cell. */
function isOpen(text: string): boolean {
  let open = false;
  for (let i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) open = !open;
  return open;
}

function splitQuoted(text: string, delimiter: string): string[] {
  const separator = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let open = false;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === 34) open = !open;
    else if (char === separator && !open) {
      cells.push(text.slice(from, i));
      from = i + 1;
    }
  }
  cells.push(text.slice(from));
  return cells;
}

function unquote(cell: string): string {
  const text = cell.trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"')
    : cell;
}

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The delimiter that splits a row into most cells; a comma where none does. */
function likeliest(text: string): string {
  let best = ',';
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const cells = splitQuoted(text, delimiter).length;
    if (cells > most) [best, most] = [delimiter, cells];
  }
  return best;
}
