import type { Scale } from '../scale.js';
import { linear, niceRange } from '../scale.js';
import { axisBelow } from './axis.js';
import { Canvas } from './canvas.js';
import type { ChartLine, Ink, Page } from './canvas.js';

/** Of what an interval chart shows one row: its name and figure above, its intervals below. */
export interface IntervalRow {
  readonly text: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** A narrower interval within. */
  readonly inner?: readonly [low: number, high: number];
  readonly ink: Ink;
}

type MakeScale = (range: readonly [number, number], places: readonly [number, number], most: number) => Scale;

const WIDEST = 100;

/** Rows of intervals on one axis, with a line at 0 where differences are shown. */
export function drawIntervals(
  page: Page,
  rows: readonly IntervalRow[],
  { scale, zero }: { readonly scale: MakeScale; readonly zero: boolean },
): readonly ChartLine[] {
  const width = Math.min(page.columns, WIDEST) - 2;
  const values = rows.flatMap(({ value, low, high }) => [value ?? NaN, low ?? NaN, high ?? NaN]);
  const range = niceRange(zero ? [...values, 0] : values, 5);
  const place = (value: number): number => Math.round(linear(range, [0, width - 1])(value));
  const drawn = rows.flatMap((row) => {
    const canvas = new Canvas(width, 1);
    if (zero) canvas.put(place(0), 0, page.signs.down, 'soft');
    paintInterval(canvas, row, page, place);
    const named: ChartLine = [{ text: row.text, ink: 'plain' }];
    return [named, ...indented(canvas.lines())];
  });
  const marks = scale(range, [0, width - 1], Math.max(2, Math.floor(width / 14)));
  return [...drawn, ...indented(axisBelow(page, marks, width))];
}

const indented = (lines: readonly ChartLine[]): readonly ChartLine[] =>
  lines.map((line) => [{ text: '  ', ink: 'plain' as const }, ...line]);

function paintInterval(
  canvas: Canvas,
  { value, low, high, inner, ink }: IntervalRow,
  { signs }: Page,
  place: (value: number) => number,
): void {
  if (value === null) return;
  if (low !== null && high !== null) {
    const [from, to] = [place(low), place(high)];
    canvas.put(from, 0, signs.between.repeat(to - from + 1), ink);
    canvas.put(from, 0, signs.from, ink);
    canvas.put(to, 0, signs.to, ink);
  }
  if (inner !== undefined) {
    const [from, to] = inner.map(place);
    canvas.put(from, 0, signs.thick.repeat(to - from + 1), ink);
  }
  canvas.put(place(value), 0, signs.point, ink);
}
