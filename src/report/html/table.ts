import type { Section, Table } from '../document.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';

/** A table as the text report has it; it scrolls by itself where the page is narrower. */
function htmlTable({ columns, rows }: Table, caption: string): Markup {
  const of = (index: number): string | undefined => (columns[index]?.figures === true ? 'figure' : undefined);
  const head = columns.map((column, index) =>
    tag('th', { scope: 'col', class: of(index) }, lines(column.head)),
  );
  const body = rows.map((row) =>
    tag(
      'tr',
      {},
      row.map((cell, index) =>
        index === 0
          ? tag('th', { scope: 'row', class: of(0) }, indented(cell))
          : tag('td', { class: of(index) }, cell),
      ),
    ),
  );
  const table = tag('table', {}, [
    tag('caption', {}, caption),
    tag('thead', {}, tag('tr', {}, head)),
    tag('tbody', {}, body),
  ]);
  return tag('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, table);
}

/** Words that a head divides at a line's end are one word again. */
const lines = (head: string): Content => head.replace(/-\n(?=[a-z])/g, '').replaceAll('\n', ' ');

/** Leading blanks show what belongs to the row above. */
const indented = (cell: string): string =>
  cell.replace(/^ +/, (blanks) => '\u00a0'.repeat(2 * blanks.length));

/** A section of the text report, with what stands between its title and its table. */
export const htmlSection = (
  { title, table, lines: said = [] }: Section,
  id: string,
  before?: Content,
): Markup =>
  tag('section', { id, 'aria-labelledby': `${id}-title` }, [
    tag('h2', { id: `${id}-title` }, title),
    before,
    table === undefined ? null : htmlTable(table, title),
    said.map((sentence) => tag('p', { class: 'note' }, sentence)),
  ]);
