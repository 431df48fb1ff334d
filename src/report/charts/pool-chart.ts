import type { RunHistory } from '../../model/index.js';
import { count } from '../numbers.js';
import { niceRange, numberScale } from '../scale.js';
import type { Canvas, Page, Piece, TextChart } from './canvas.js';
import { drawTimePanel, leastOf, meanOf, mostOf, plotWidth, resampled } from './time-panel.js';

type Pool = RunHistory['pools'][number];

const ROWS = 6;
const LETTER = { price: 'p', stock: 's', lifetime: 'l', outage: 'o' } as const;
const CAUSES = ['price', 'stock', 'lifetime', 'outage'] as const;

/** Units that were taken back in a pool. */
export const takenFrom = ({ preemptions }: Pool): number =>
  preemptions.reduce((sum, mark) => sum + mark.count, 0);

/** The price of a pool with the ceilings in it; below, when units were taken back and why. */
export function poolChart(pool: Pool, horizon: number, currency: string): TextChart {
  const range = rangeOf(pool);
  return {
    caption: captionOf(pool, range, currency),
    draw: (page) => {
      const { ticks } = numberScale(range, [0, ROWS], ROWS - 1);
      const labels = ticks.map(({ at, label }) => ({ row: rowOf(halfOf(at, range)), text: label }));
      return drawTimePanel(page, {
        ...{ horizon, rows: ROWS, labels },
        paint: (plot) => paint(plot, pool, { range, page }),
        strips: takenFrom(pool) === 0 ? [] : [{ label: 'taken', cells: takenCells(pool, page) }],
      });
    },
  };
}

type Range = readonly [number, number];

/** Ceilings far above all prices would press them flat: they are named only. */
function rangeOf({ price, ceilings }: Pool): Range {
  const prices = [...(price?.least ?? []), ...(price?.most ?? [])].filter((value) => !Number.isNaN(value));
  const highest = prices.reduce((a, b) => Math.max(a, b), 0);
  return niceRange(
    [...prices, ...ceilings.map(({ ceiling }) => ceiling).filter((one) => one <= 1.5 * highest)],
    ROWS - 1,
  );
}

/** The half line that a value lies in, from the top. */
function halfOf(value: number, [low, high]: Range): number {
  return Math.round(((high - value) / (high - low)) * (2 * ROWS - 1));
}

const rowOf = (half: number): number => Math.floor(half / 2);

function paint(plot: Canvas, { price, ceilings }: Pool, { range, page }: { range: Range; page: Page }): void {
  if (price === null) return;
  const { signs } = page;
  const [mean, least, most] = [
    resampled(price.mean, plot.width, meanOf),
    resampled(price.least, plot.width, leastOf),
    resampled(price.most, plot.width, mostOf),
  ];
  for (const { ceiling } of ceilings)
    if (ceiling <= range[1])
      plot.put(0, rowOf(halfOf(ceiling, range)), signs.level.repeat(plot.width), 'level');
  mean.forEach((value, x) => {
    if (Number.isNaN(value)) return;
    for (let row = rowOf(halfOf(most[x], range)); row <= rowOf(halfOf(least[x], range)); row += 1)
      if (plot.at(x, row) === ' ') plot.put(x, row, signs.range, 'soft');
    const half = halfOf(value, range);
    plot.put(x, rowOf(half), half % 2 === 0 ? signs.upper : signs.lower, 'data');
  });
}

function captionOf({ name, ceilings, preemptions }: Pool, [, high]: Range, currency: string): string {
  const limits = [...new Set(ceilings.map(({ ceiling }) => ceiling))].map((value) => {
    const services = [
      ...new Set(ceilings.filter(({ ceiling }) => ceiling === value).map((one) => one.service)),
    ];
    const whose = `${services.slice(0, 3).join(', ')}${services.length > 3 ? ', …' : ''}`;
    return `ceiling ${Number(value.toPrecision(6))}${value > high ? ' (above all this)' : ''} of ${whose}`;
  });
  const taken = CAUSES.map((cause) => {
    const sum = preemptions.filter((one) => one.cause === cause).reduce((all, one) => all + one.count, 0);
    return sum === 0 ? undefined : `${count(sum)} by ${cause} (${LETTER[cause]})`;
  }).filter((one) => one !== undefined);
  return [
    `${name}: market price, ${currency} per hour, its mean and range`,
    ...limits,
    taken.length === 0 ? 'none taken back' : `taken back ${taken.join(', ')}`,
  ].join('; ');
}

/** The cause of most preemptions in each column. */
function takenCells({ preemptions, price }: Pool, page: Page): readonly (Piece | null)[] {
  const width = plotWidth(page);
  const columns = price?.mean.length ?? 1;
  const counts = Array.from({ length: width }, () => new Map<(typeof CAUSES)[number], number>());
  for (const { column, cause, count: taken } of preemptions) {
    const found = counts[Math.floor(((column + 0.5) * width) / columns)];
    found.set(cause, (found.get(cause) ?? 0) + taken);
  }
  return counts.map((found) => {
    const [most] = [...found].sort(([, a], [, b]) => b - a);
    return most === undefined ? null : { text: LETTER[most[0]], ink: 'bad' };
  });
}
