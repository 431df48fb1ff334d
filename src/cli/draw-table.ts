import CliTable3 from 'cli-table3';
import type { Column, Table } from '../index.js';
import type { Io } from './io.js';
import { textWidth, wrapText } from './text-width.js';

const GAP = 2;
const NARROWEST = 8;

/** Only gaps between columns: rules come from us, as a row. */
const PLAIN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: ' '.repeat(GAP),
  },
};

/** A table as lines of text: columns that may wrap give way first, then those that do not fit go below. */
export function drawTable(
  table: Table,
  { columns, ascii = false }: Pick<Io, 'columns' | 'ascii'>,
  emphasise: (text: string) => string,
): string[] {
  const rule = ascii ? '-' : '─';
  const tooWide = totalOf(fit(table.columns, table.rows, columns)) > columns;
  const blocks = table.breaks === true || tooWide ? blocksOf(table, columns) : [table];
  return blocks.flatMap((block, index) => [
    ...(index > 0 ? [''] : []),
    ...drawBlock(block, { columns, rule }, emphasise),
  ]);
}

function drawBlock(
  { columns: head, rows }: Table,
  { columns, rule }: { readonly columns: number; readonly rule: string },
  emphasise: (text: string) => string,
): string[] {
  const widths = fit(head, rows, columns);
  const cell = (text: string, index: number): string => wrapText(text, widths[index] ?? 0).join('\n');
  const drawn = new CliTable3({
    chars: PLAIN,
    colAligns: head.map(({ figures }) => (figures === true ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(head.map((column, index) => ({ content: cell(column.head, index), vAlign: 'bottom' as const })));
  drawn.push(widths.map((width) => rule.repeat(width)));
  for (const row of rows) drawn.push(row.map(cell));
  const lines = drawn
    .toString()
    .split('\n')
    .map((text) => text.trimEnd());
  const below = lines.findIndex((text) => text.startsWith(rule));
  return lines.map((text, index) => (index < below ? emphasise(text) : text));
}

const linesWidth = (text: string): number => Math.max(...text.split('\n').map(textWidth));

const naturalWidths = (head: readonly Column[], rows: Table['rows']): number[] =>
  head.map((column, index) =>
    Math.max(1, linesWidth(column.head), ...rows.map((row) => linesWidth(row[index] ?? ''))),
  );

const totalOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));

/** Takes width from the widest column that may wrap until the table fits, or none can give more. */
function fit(head: readonly Column[], rows: Table['rows'], columns: number): number[] {
  const widths = naturalWidths(head, rows);
  for (let over = totalOf(widths) - columns; over > 0; over -= 1) {
    let widest = -1;
    widths.forEach((width, index) => {
      const gives = head[index]?.wraps === true && width > NARROWEST;
      if (gives && (widest < 0 || width > (widths[widest] ?? 0))) widest = index;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Cuts a wide table into blocks side by side, each beginning with the first column. */
function blocksOf(table: Table, columns: number): Table[] {
  const widths = naturalWidths(table.columns, table.rows);
  const blocks: number[][] = [];
  let width = 0;
  for (let index = 1; index < widths.length; index++) {
    const wide = GAP + (widths[index] ?? 0);
    if (blocks.length === 0 || width + wide > columns) {
      blocks.push([0]);
      width = widths[0] ?? 0;
    }
    blocks.at(-1)?.push(index);
    width += wide;
  }
  const pick = <T>(row: readonly T[], block: readonly number[]): T[] => block.map((index) => row[index]);
  return blocks.map((block) => ({
    columns: pick(table.columns, block),
    rows: table.rows.map((row) => pick(row, block)),
  }));
}
