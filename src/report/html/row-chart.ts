import { figure, shortened, text, xAxis } from './frame.js';
import type { Drawing, Size } from './frame.js';
import { area, mark, px } from './marks.js';
import type { Shape } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { numberScale, niceRange } from '../scale.js';
import type { Scale } from '../scale.js';

/** One row: its name and figure in words above, a bar or an interval below, so that names have room on a phone. */
export interface ChartRow {
  readonly name: string;
  /** As it is written. */
  readonly figure: string;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly series?: number;
  readonly shape?: Shape;
}

export interface RowChart {
  readonly caption: string;
  readonly label: string;
  readonly rows: readonly ChartRow[];
  /** Bars from 0, or points with intervals. */
  readonly form: 'bars' | 'intervals';
  readonly unit: string;
  /** Marks of the axis, where numbers alone do not do. */
  readonly scale?: (
    range: readonly [number, number],
    places: readonly [number, number],
    most: number,
  ) => Scale;
  /** Stands under 0, the place of the baseline. */
  readonly zero?: string;
  readonly legend?: Markup;
}

const ROW = 40;

/** Rows of bars or intervals on one axis. */
export const rowChart = (chart: RowChart): Markup => figure({ ...chart, draw: (size) => draw(chart, size) });

function draw(chart: RowChart, { name, width }: Size): Drawing {
  const { rows, form, unit, zero, scale = numberScale } = chart;
  const values = rows.flatMap(({ value, low, high }) => [value ?? NaN, low ?? NaN, high ?? NaN]);
  const range = niceRange([...values, ...(form === 'bars' || zero !== undefined ? [0] : [])], 6);
  const left = 12;
  const right = width - 22;
  const bottom = 8 + rows.length * ROW;
  const x = scale(range, [left, right], name === 'narrow' ? 4 : 8);
  return {
    height: bottom + 38,
    content: [
      x.ticks.map(({ at }) =>
        tag('line', { x1: px(x.at(at)), x2: px(x.at(at)), y1: 4, y2: px(bottom), class: 'grid' }),
      ),
      zero === undefined
        ? null
        : tag('line', { x1: px(x.at(0)), x2: px(x.at(0)), y1: 4, y2: px(bottom), class: 'line ink' }),
      rows.map((row, i) => rowOf(row, 8 + i * ROW, { x, width, form })),
      xAxis(x, { left, right, top: 0, bottom }, unit),
    ],
  };
}

interface Setting {
  readonly x: Scale;
  readonly width: number;
  readonly form: RowChart['form'];
}

function rowOf(row: ChartRow, y: number, { x, width, form }: Setting): Content {
  const { name, figure: shown, value } = row;
  const room = width - 30 - shown.length * 6.8;
  return [
    text(shortened(name, room), 12, y + 12),
    text(shown, width - 12, y + 12, 'end'),
    value === null ? null : form === 'bars' ? barOf(row, y + 18, x) : intervalOf(row, y + 26, x),
  ];
}

function barOf({ value, series = 0 }: ChartRow, y: number, x: Scale): Content {
  const [from, to] = [x.at(0), x.at(value ?? 0)].sort((a, b) => a - b);
  return area(series, { x: from, y, width: Math.max(1, to - from), height: 14 });
}

function intervalOf(
  { value, low, high, series = 0, shape = 'circle' }: ChartRow,
  y: number,
  x: Scale,
): Content {
  const [from, to] = [x.at(low ?? value ?? 0), x.at(high ?? value ?? 0)];
  const line = (x1: number, x2: number, [y1, y2]: readonly [number, number]): Markup =>
    tag('line', { x1: px(x1), x2: px(x2), y1: px(y1), y2: px(y2), class: `line s${series}` });
  return [
    line(from, to, [y, y]),
    line(from, from, [y - 5, y + 5]),
    line(to, to, [y - 5, y + 5]),
    mark(shape, { x: x.at(value ?? 0), y, size: 5 }, `fill s${series}`),
  ];
}
