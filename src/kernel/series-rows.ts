import type { Series } from './series.js';

/** Which row holds where a file gives only rows of one instant: the one nearer to this end. */
export type TieBreak = 'top' | 'bottom';

/**
 * Rows of one series in the order of the file; gives them back oldest first, one per second. What it keeps of a row are
 * its second, its value and its place: 24 bytes.
 */
export class SeriesRows {
  readonly #tieBreak: TieBreak;
  #at = new Float64Array(1024);
  #value = new Float64Array(1024);
  #line = new Uint32Array(1024);
  #column = new Uint32Array(1024);
  #size = 0;
  #direction: 'unknown' | 'forwards' | 'backwards' = 'unknown';
  /** While the direction is unknown: the last row of the one instant seen so far, the first being stored. */
  #tie: readonly [value: number, line: number, column: number] | undefined;
  #conflicts = 0;
  #firstConflict: { readonly line: number; readonly column: number } | undefined;
  #latest = 0;

  constructor(tieBreak: TieBreak) {
    this.#tieBreak = tieBreak;
  }

  get size(): number {
    return this.#size;
  }

  /** Rows at the second of the row before, with another value. */
  get conflicts(): number {
    return this.#conflicts;
  }

  /** The first row of these; undefined if there is none. */
  get firstConflict(): { readonly line: number; readonly column: number } | undefined {
    return this.#firstConflict;
  }

  /** Adds a row; false if it is out of order, the file running neither forwards nor backwards in time. */
  add(at: number, value: number, line: number, column: number): boolean {
    if (this.#size === 0) return this.#append(at, value, line, column);
    const last = this.#at[this.#size - 1];
    if (at === last) {
      if (value !== this.#latest) this.#countConflict(line, column);
      this.#latest = value;
      if (this.#direction === 'forwards') this.#write(this.#size - 1, value, line, column);
      else if (this.#direction === 'unknown') this.#tie = [value, line, column];
      return true;
    }
    const direction = at > last ? 'forwards' : 'backwards';
    if (this.#direction === 'unknown') this.#settle(direction);
    return this.#direction === direction && this.#append(at, value, line, column);
  }

  /** The rows, oldest first, and where they stand in the file. */
  finish(): { series: Series; lines: Uint32Array; columns: Uint32Array } {
    if (this.#direction === 'unknown') this.#settle(this.#tieBreak === 'bottom' ? 'forwards' : 'backwards');
    const rows = {
      at: this.#at.slice(0, this.#size),
      value: this.#value.slice(0, this.#size),
      lines: this.#line.slice(0, this.#size),
      columns: this.#column.slice(0, this.#size),
    };
    if (this.#direction === 'backwards') for (const column of Object.values(rows)) column.reverse();
    return { series: { at: rows.at, value: rows.value }, lines: rows.lines, columns: rows.columns };
  }

  #settle(direction: 'forwards' | 'backwards'): void {
    this.#direction = direction;
    if (direction === 'forwards' && this.#tie !== undefined) this.#write(this.#size - 1, ...this.#tie);
    this.#tie = undefined;
  }

  #append(at: number, value: number, line: number, column: number): true {
    if (this.#size === this.#at.length) this.#grow();
    this.#at[this.#size] = at;
    this.#write(this.#size, value, line, column);
    this.#latest = value;
    this.#size += 1;
    return true;
  }

  #countConflict(line: number, column: number): void {
    this.#conflicts += 1;
    this.#firstConflict ??= { line, column };
  }

  #write(row: number, value: number, line: number, column: number): void {
    this.#value[row] = value;
    this.#line[row] = line;
    this.#column[row] = column;
  }

  #grow(): void {
    const length = this.#size * 2;
    const [at, value, line, column] = [this.#at, this.#value, this.#line, this.#column];
    (this.#at = new Float64Array(length)).set(at);
    (this.#value = new Float64Array(length)).set(value);
    (this.#line = new Uint32Array(length)).set(line);
    (this.#column = new Uint32Array(length)).set(column);
  }
}
