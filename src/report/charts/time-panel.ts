import { timeScale } from '../scale.js';
import { axisBelow } from './axis.js';
import { Canvas } from './canvas.js';
import type { ChartLine, Ink, Page, Piece } from './canvas.js';

/** A row of letters below a plot, one for each column; null where there is none. */
export interface Strip {
  readonly label: string;
  readonly cells: readonly (Piece | null)[];
}

/** What is drawn over time. */
export interface TimePanel {
  readonly horizon: number;
  /** Lines of the plot itself. */
  readonly rows: number;
  /** Labels to the left of lines of the plot. */
  readonly labels: readonly { readonly row: number; readonly text: string }[];
  readonly paint: (plot: Canvas) => void;
  readonly strips: readonly Strip[];
}

const GUTTER = 9;
/** Wider pictures are not easier to read. */
const WIDEST = 100;

/** Columns of a plot over time on this page. */
export const plotWidth = ({ columns }: Page): number => Math.min(columns, WIDEST) - GUTTER - 1;

/** A plot with its labels, the strips below it, and the axis of time. */
export function drawTimePanel(page: Page, panel: TimePanel): readonly ChartLine[] {
  const { rows, labels, paint, strips, horizon } = panel;
  const { signs } = page;
  const plot = new Canvas(plotWidth(page), rows);
  paint(plot);
  const labelled = new Map(labels.map(({ row, text }) => [row, text]));
  const drawn = plot.lines().map((line, row) => {
    const label = labelled.get(row);
    return [...gutter(label ?? '', label === undefined ? signs.down : signs.side), ...line];
  });
  const below = strips.map(({ label, cells }) => [...gutter(label, signs.down), ...stripLine(cells)]);
  return [...drawn, ...below, ...timeAxis(page, horizon)];
}

const gutter = (label: string, axis: string): readonly Piece[] => [
  { text: `${label.slice(0, GUTTER - 1).padStart(GUTTER - 1)} ${axis}`, ink: 'soft' },
];

function stripLine(cells: Strip['cells']): ChartLine {
  const row = new Canvas(cells.length, 1);
  cells.forEach((cell, x) => {
    if (cell !== null) row.put(x, 0, cell.text, cell.ink);
  });
  return row.lines()[0];
}

function timeAxis(page: Page, horizon: number): readonly ChartLine[] {
  const width = plotWidth(page);
  const marks = timeScale(horizon, [0, width], Math.max(2, Math.floor(width / 12)));
  const [line, labels] = axisBelow(page, marks, width);
  return [
    [...gutter('', page.signs.corner), ...line],
    [...gutter('', ' '), ...labels],
  ];
}

/** Columns of one series joined, or drawn out, to the columns of a plot. */
export function resampled(
  values: Float64Array,
  width: number,
  join: (part: Float64Array) => number,
): Float64Array {
  return Float64Array.from({ length: width }, (_, x) => {
    const from = Math.floor((x * values.length) / width);
    const to = Math.max(from + 1, Math.floor(((x + 1) * values.length) / width));
    const part = values.slice(from, to).filter((value) => !Number.isNaN(value));
    return part.length === 0 ? NaN : join(part);
  });
}

export const meanOf = (part: Float64Array): number =>
  part.reduce((sum, value) => sum + value, 0) / part.length;
export const mostOf = (part: Float64Array): number => part.reduce((a, b) => Math.max(a, b));
export const leastOf = (part: Float64Array): number => part.reduce((a, b) => Math.min(a, b));

/** Columns filled from 0 up to their values; one that is not full is seen to lack something. */
export function paintFilled(
  plot: Canvas,
  values: Float64Array,
  { top, fill, ink }: { readonly top: number; readonly fill: readonly string[]; readonly ink: Ink },
): void {
  const { height } = plot;
  values.forEach((value, x) => {
    if (!(value > 0)) return;
    const eighths = Math.max(1, Math.floor((Math.min(value, top) / top) * height * 8 + 1e-9));
    for (let row = 0; row * 8 < eighths; row += 1)
      plot.put(x, height - 1 - row, fill[Math.min(8, eighths - row * 8)], ink);
  });
}

/** A level column by column, wherever nothing else is drawn. */
export function paintLevel(
  plot: Canvas,
  values: Float64Array,
  { top, sign }: { readonly top: number; readonly sign: string },
): void {
  values.forEach((value, x) => {
    if (!(value > 0)) return;
    const row = plot.height - Math.ceil((Math.min(value, top) / top) * plot.height - 1e-9);
    if (plot.at(x, row) === ' ') plot.put(x, row, sign, 'level');
  });
}
