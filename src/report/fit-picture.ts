import type { HistoryFit } from '../model/index.js';
import { formatInstant, fromMicro } from '../units/index.js';
import type { FitHeading } from './fit-facts.js';
import { axis, path, STYLE, text, type Frame, type Scale } from './svg.js';

const WIDTH = 960;
const HEIGHT = 790;
const TOP: Frame = { left: 70, top: 64, width: 870, height: 150 };
const MIDDLE: Frame = { left: 70, top: 280, width: 870, height: 150 };
const BOTTOM: Frame = { left: 70, top: 496, width: 870, height: 250 };

/**
 * The history and a path of the fit to its first half, and the availability curves of both halves and of the fit, as
 * an SVG of its own: no script, no font, colours and dashes that can be told apart on light and on dark.
 */
export function drawFit(fit: HistoryFit, { file, currency }: FitHeading): string {
  const name = escaped(`${file}: ${fit.chosen.process}`);
  const parts = [
    text(TOP.left, 24, name, 'head'),
    ...pricePanel(fit, currency),
    ...curvePanel(fit, currency),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">`,
    `<title id="title">${name}: price history, simulated path and availability</title>`,
    `<style>${STYLE}</style>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

const escaped = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function pricePanel(fit: HistoryFit, currency: string): string[] {
  const { history, split, path: simulated, description } = fit;
  const [from, until] = [history[0].at[0], history[history.length - 1].until];
  const x: Scale = (second) => TOP.left + (TOP.width * (second - from)) / (until - from);
  const upper = priceScale(TOP, description.min, description.max);
  const lower = priceScale(MIDDLE, description.min, description.max);
  const lines = history.map(({ at, value, until: end }) =>
    path(outline({ at, value, until: end }, x, upper.y), 'history'),
  );
  const moved = {
    ...simulated,
    at: simulated.at.map((second) => second + split),
    until: simulated.until + split,
  };
  const days = [from, (from + until) / 2, until].map((second) => ({
    at: x(second),
    label: formatInstant({ epochSeconds: Math.round(second), offsetSeconds: 0 }).slice(0, 10),
  }));
  const cut = (frame: Frame): string =>
    path(
      [
        [x(split), frame.top],
        [x(split), frame.top + frame.height],
      ],
      'split',
    );
  return [
    text(TOP.left, 46, `Price, ${currency} per hour: the history, cut in the middle`, 'label'),
    ...axis(TOP, { below: days, beside: upper.ticks }),
    ...lines,
    cut(TOP),
    text(MIDDLE.left, 264, 'A path of the fit to the first half, over as long a time as the second', 'label'),
    ...axis(MIDDLE, { below: days, beside: lower.ticks }),
    path(outline(moved, x, lower.y), 'fit solid'),
    cut(MIDDLE),
  ];
}

interface Steps {
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly until: number;
}

/** A step function with no more than a rise and a fall for each column of pixels. */
function outline({ at, value, until }: Steps, x: Scale, y: Scale): [number, number][] {
  const points: [number, number][] = [];
  let [column, low, high, last] = [NaN, Infinity, -Infinity, NaN];
  const flush = (): void => {
    if (Number.isNaN(column)) return;
    if (high > low) points.push([column, y(high)], [column, y(low)]);
    points.push([column, y(last)]);
  };
  for (let row = 0; row < at.length; row += 1) {
    const here = Math.round(x(at[row]) * 2) / 2;
    if (here !== column) {
      flush();
      if (!Number.isNaN(last)) points.push([here, y(last)]);
      [column, low, high] = [here, value[row], value[row]];
    }
    low = Math.min(low, value[row]);
    high = Math.max(high, value[row]);
    last = value[row];
  }
  flush();
  points.push([x(until), y(last)]);
  return points;
}

interface Mark {
  readonly at: number;
  readonly label: string;
}

/** Prices on a logarithmic scale. */
function priceScale(frame: Frame, min: number, max: number): { y: Scale; ticks: readonly Mark[] } {
  const [low, high] = [Math.log(min / 1.1), Math.log(max * 1.1)];
  const y: Scale = (value) => {
    const share = (Math.log(value) - low) / (high - low);
    return frame.top + frame.height * (1 - Math.min(1, Math.max(0, share)));
  };
  const ticks = Array.from({ length: 5 }, (_, index) => Math.exp(low + ((high - low) * (index + 0.5)) / 5));
  return { y, ticks: ticks.map((value) => ({ at: y(value), label: shortPrice(value) })) };
}

const shortPrice = (micro: number): string => String(Number(fromMicro(Math.round(micro)).toPrecision(2)));

function curvePanel({ curves, first, split, history }: HistoryFit, currency: string): string[] {
  const { ceilings } = curves;
  const [low, high] = [Math.log(ceilings[0]), Math.log(ceilings[ceilings.length - 1])];
  const width = high > low ? high - low : 1;
  const x: Scale = (value) => BOTTOM.left + (BOTTOM.width * (Math.log(value) - low)) / width;
  const y: Scale = (share) => BOTTOM.top + BOTTOM.height * (1 - share);
  const curve = (shares: readonly number[]): [number, number][] =>
    shares.map((share, i) => [x(ceilings[i]), y(share)]);
  const marks = Array.from({ length: 6 }, (_, index) => Math.exp(low + (width * index) / 5));
  const shares = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ at: y(share), label: `${share * 100} %` }));
  const day = (second: number): string =>
    formatInstant({ epochSeconds: second, offsetSeconds: 0 }).slice(0, 10);
  const end = history[history.length - 1].until;
  return [
    text(BOTTOM.left, 478, `Share of time at or below a price, ${currency} per hour`, 'label'),
    ...axis(BOTTOM, {
      below: marks.map((value) => ({ at: x(value), label: shortPrice(value) })),
      beside: shares,
    }),
    ...first.map(({ ceiling }) =>
      path(
        [
          [x(ceiling), y(0)],
          [x(ceiling), y(1)],
        ],
        'split',
      ),
    ),
    path(curve(curves.first), 'first'),
    path(curve(curves.second), 'history'),
    path(curve(curves.fitted), 'fit'),
    ...legend(BOTTOM, [
      ['first', `first half, until ${day(split)}`],
      ['history', `second half, until ${day(end)}`],
      ['fit', 'fit to the first half'],
    ]),
  ];
}

function legend(frame: Frame, entries: readonly (readonly [string, string])[]): string[] {
  return entries.flatMap(([style, label], index) => {
    const top = frame.top + frame.height - 14 - 18 * (entries.length - 1 - index);
    const left = frame.left + frame.width - 210;
    return [
      path(
        [
          [left, top],
          [left + 28, top],
        ],
        style,
      ),
      text(left + 36, top + 4, escaped(label), 'label'),
    ];
  });
}
