/** What a report says, before anybody decides how it looks: the shell draws it, other forms can follow. */
export interface Report {
  /** The main answer, in one or two sentences. */
  readonly answer: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly table?: Table;
  /** Sentences that stand under the title, or under the table. */
  readonly lines?: readonly string[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that may be set side by side in several blocks, the first column repeated, where the page is narrow. */
  readonly breaks?: boolean;
}

export interface Column {
  /** Lines of the head are separated by `\n`; the last one names the unit, where there is one. */
  readonly head: string;
  /** Figures stand to the right. */
  readonly figures?: boolean;
  /** Text that may run over several lines. */
  readonly wraps?: boolean;
}

/** The most rows that a table for people shows. */
const MOST_ROWS = 20;

/** Cuts a table that has more rows than people read, and says so. */
export function cut(rows: readonly (readonly string[])[]): { rows: Table['rows']; lines: readonly string[] } {
  const left = rows.length - MOST_ROWS;
  if (left <= 1) return { rows, lines: [] };
  return { rows: rows.slice(0, MOST_ROWS), lines: [`… and ${left} more rows; --json has them all.`] };
}
