import { frontierNumbers, knownPoints } from '../frontier.js';
import type { Traded } from '../frontier.js';
import { metricFormat } from '../metric-format.js';
import { linear, niceRange, numberScale, shareScale } from '../scale.js';
import { axisBelow } from './axis.js';
import { Canvas } from './canvas.js';
import type { ChartLine, Page, TextChart } from './canvas.js';

const ROWS = 12;
const WIDEST = 100;
/** Points of the frontier that are listed below the plot. */
const MOST_LISTED = 9;

/** Cost against availability in characters; no chart where there are not two points to compare. */
export function frontierPlot(points: readonly Traded[], currency: string): readonly TextChart[] {
  const known = knownPoints(points);
  if (known.length < 2) return [];
  const special = [...new Set(known.flatMap((point) => point.special ?? []))];
  return [
    {
      caption: `cost, ${currency}, against availability: further right and further down is better`,
      draw: (page) => [...plot(known, page), ...legend(known, special, page)],
    },
  ];
}

function plot(points: readonly Traded[], page: Page): readonly ChartLine[] {
  const { signs } = page;
  const costs = niceRange(
    points.map(({ cost }) => cost.mean ?? NaN),
    5,
  );
  const found = niceRange(
    points.map(({ availability }) => availability.mean ?? NaN),
    6,
  );
  const ups = [Math.max(0, found[0]), Math.min(1, found[1])] as const;
  const beside = numberScale(costs, [ROWS - 1, 0], 5).ticks;
  const gutter = Math.max(...beside.map(({ label }) => label.length)) + 1;
  const width = Math.min(page.columns, WIDEST) - gutter - 1;
  const canvas = new Canvas(width, ROWS);
  const x = linear(ups, [1, width - 4]);
  const y = linear(costs, [ROWS - 1, 0]);
  paintPoints(canvas, points, { page, x, y });
  const labels = new Map(beside.map(({ at, label }) => [Math.round(y(at)), label]));
  const rows = canvas.lines().map((line, row): ChartLine => {
    const label = labels.get(row);
    const axis = label === undefined ? signs.down : signs.side;
    return [{ text: `${(label ?? '').padStart(gutter - 1)} ${axis}`, ink: 'soft' }, ...line];
  });
  const [line, below] = axisBelow(
    page,
    shareScale(ups, [1, width - 4], Math.max(2, Math.floor(width / 14))),
    width,
  );
  const blank = ' '.repeat(gutter);
  return [
    ...rows,
    [{ text: `${blank}${signs.corner}`, ink: 'soft' }, ...line],
    [{ text: `${blank} `, ink: 'soft' }, ...below],
  ];
}

interface Setting {
  readonly page: Page;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Dominated points first: what shares a cell with one of the frontier gives way. */
function paintPoints(canvas: Canvas, points: readonly Traded[], { page, x, y }: Setting): void {
  const numbers = frontierNumbers(points);
  const rank = ({ special, dominated }: Traded): number => (special !== undefined ? 2 : dominated ? 0 : 1);
  const place = ({ cost, availability }: Traded): readonly [number, number] => [
    Math.round(x(availability.mean ?? 0)),
    Math.round(y(cost.mean ?? 0)),
  ];
  const ordered = [...points].sort((a, b) => rank(a) - rank(b));
  for (const point of ordered) {
    const [column, row] = place(point);
    const { hollow, point: solid, special } = page.signs;
    const [sign, ink] = (
      [
        [hollow, 'soft'],
        [solid, 'data'],
        [special, 'good'],
      ] as const
    )[rank(point)];
    canvas.put(column, row, sign, ink);
  }
  for (const point of ordered.filter((one) => rank(one) > 0)) {
    const [column, row] = place(point);
    const number = String(numbers.get(point) ?? '');
    // After the point, or before it where another follows.
    if (canvas.at(column + 1, row) === ' ') canvas.put(column + 1, row, number, 'plain');
    else if (canvas.at(column - 1, row) === ' ') canvas.put(column - number.length, row, number, 'plain');
  }
}

function legend(
  points: readonly Traded[],
  special: readonly string[],
  { signs }: Page,
): readonly ChartLine[] {
  const numbers = frontierNumbers(points);
  const ups = points.map(({ availability }) => availability.mean ?? 0);
  const width = Math.max(...ups) - Math.min(...ups);
  const [cost, up] = [metricFormat('totals.cost.total'), metricFormat('totals.availability', width)];
  const frontier = [...numbers].filter(([point]) => !point.dominated || point.special !== undefined);
  const listed = frontier
    .slice(0, MOST_LISTED)
    .map(
      ([point, number]) =>
        `${number} ${point.name}: ${cost(point.cost.mean)}, ${up(point.availability.mean)}${point.special === undefined ? '' : ` (${point.special})`}`,
    );
  const beaten = points.filter(({ dominated }) => dominated).length;
  const keys = [
    `${signs.point} on the frontier`,
    ...(beaten === 0 ? [] : [`${signs.hollow} dominated (${beaten})`]),
    ...special.map((name) => `${signs.special} ${name}`),
  ].join('  ');
  const more = frontier.length - listed.length;
  return [keys, ...listed, ...(more === 0 ? [] : [`and ${more} more on the frontier`])].map((text) => [
    { text, ink: 'plain' },
  ]);
}
