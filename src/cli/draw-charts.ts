import picocolors from 'picocolors';
import { BLOCKS, LETTERS } from '../index.js';
import type { ChartLine, Ink, TextChart } from '../index.js';
import type { Io } from './io.js';
import { line } from './io.js';
import { wrapText } from './text-width.js';

/** Whether small charts are drawn: as asked, and else where somebody looks. */
export const wantsCharts = ({ charts }: { readonly charts?: boolean }, io: Io): boolean =>
  charts ?? io.looked === true;

/** Charts as text, each under its caption. */
export function drawCharts(charts: readonly TextChart[], io: Io): readonly string[] {
  const page = { columns: io.columns, signs: io.ascii === true ? LETTERS : BLOCKS };
  const paint = painter(io.color);
  return charts.map(({ caption, draw }) =>
    [...wrapText(caption, io.columns), ...draw(page).flatMap((drawn) => fitted(drawn, io, paint))]
      .map((text) => line(text.trimEnd()))
      .join(''),
  );
}

/** A line of words may be longer than the terminal is wide: it is broken; a picture fits as it is. */
function fitted(
  drawn: ChartLine,
  { columns }: Io,
  paint: (text: string, ink: Ink) => string,
): readonly string[] {
  const [only] = drawn;
  if (drawn.length === 1 && only.ink === 'plain') return wrapText(only.text, columns);
  return [drawn.map(({ text, ink }) => paint(text, ink)).join('')];
}

function painter(color: boolean): (text: string, ink: Ink) => string {
  const { dim, cyan, yellow, green, red } = picocolors.createColors(color);
  const inks = { plain: (text: string) => text, soft: dim, data: cyan, level: yellow, good: green, bad: red };
  return (text, ink) => inks[ink](text);
}
