import type { Estimate } from '../../experiment/index.js';
import { FEW, frontierNumbers, knownPoints } from '../frontier.js';
import type { Traded } from '../frontier.js';
import { counted } from '../numbers.js';
import { figure, labelRoom, text, xAxis, yAxis } from './frame.js';
import type { Drawing, Plot, Size } from './frame.js';
import { legend, lineKey, mark, markKey, px } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { niceRange, numberScale, shareScale } from '../scale.js';
import type { Scale } from '../scale.js';

interface Setting {
  readonly points: readonly Traded[];
  /** Numbers by which the table names the points of the frontier. */
  readonly numbers: ReadonlyMap<Traded, number>;
  readonly currency: string;
}

/** Cost against availability; undefined where no point has both. */
export function frontierChart(points: readonly Traded[], currency: string): Markup | undefined {
  const known = knownPoints(points);
  if (known.length === 0) return undefined;
  const setting: Setting = { points: known, numbers: frontierNumbers(known), currency };
  const special = [...new Set(known.map((point) => point.special).filter((one) => one !== undefined))];
  const frontier = known.filter(({ dominated }) => !dominated).length;
  const beaten = known.length - frontier;
  return figure({
    caption: `Cost against availability, with their intervals; further right and further down is better. Numbers are those of the table below${beaten === 0 ? '' : '; hollow points are dominated: another costs no more and is up no less'}.`,
    label: `Cost against availability of ${counted(known.length, 'point')}; ${frontier} on the frontier.`,
    legend: legend([
      markKey('circle', 'fill s0', 'on the frontier'),
      ...(beaten === 0 ? [] : [markKey('ring', 'line s5', 'dominated')]),
      ...special.map((name) => markKey('diamond', 'fill s1', name)),
      ...(frontier > 1 ? [lineKey('line s0 thin', 'frontier')] : []),
    ]),
    draw: (size) => draw(setting, size),
  });
}

const spread = ({ mean, low, high }: Estimate): readonly number[] =>
  [mean, low, high].map((value) => value ?? NaN);
const upTo1 = (value: number): number => Math.min(1, Math.max(0, value));

function draw(setting: Setting, { name, width }: Size): Drawing {
  const narrow = name === 'narrow';
  const { points, currency } = setting;
  const height = narrow ? 300 : 380;
  const bottom = height - 46;
  const costs = niceRange(
    points.flatMap(({ cost }) => spread(cost)),
    6,
  );
  const y = numberScale([Math.max(0, costs[0]), costs[1]], [bottom, 24], narrow ? 5 : 7);
  const plot: Plot = { left: labelRoom(y), right: width - 16, top: 24, bottom };
  const ups = niceRange(
    points.flatMap(({ availability }) => spread(availability).map(upTo1)),
    6,
  );
  const range = [Math.max(0, ups[0]), Math.min(1, ups[1])] as const;
  const x = shareScale(range, [plot.left + 8, plot.right - 8], narrow ? 4 : 8);
  return {
    height,
    content: [
      yAxis(y, plot, `cost, ${currency}`),
      xAxis(x, plot, 'availability'),
      frontierLine(setting, x, y),
      points.length > 150 ? null : points.map((point) => crossOf(point, x, y)),
      points.map((point) => pointOf(point, x, y)),
      numbersOf(setting, x, y),
    ],
  };
}

function frontierLine({ numbers }: Setting, x: Scale, y: Scale): Content {
  const frontier = [...numbers.keys()].filter(({ dominated }) => !dominated);
  const corners = frontier.map(
    ({ cost, availability }) => [x.at(availability.mean ?? 0), y.at(cost.mean ?? 0)] as const,
  );
  if (corners.length < 2) return null;
  const [start, ...rest] = corners;
  const d = rest.map(([right, up]) => `V${px(up)}H${px(right)}`).join('');
  return tag('path', { d: `M${px(start[0])} ${px(start[1])}${d}`, class: 'line s0 thin' });
}

function crossOf({ cost, availability, dominated }: Traded, x: Scale, y: Scale): Content {
  const [cx, cy] = [x.at(availability.mean ?? 0), y.at(cost.mean ?? 0)];
  const classes = `line thin ${dominated ? 's5' : 's0'}`;
  const [left, right] = [availability.low, availability.high].map((end) =>
    x.at(upTo1(end ?? availability.mean ?? 0)),
  );
  const [low, high] = [cost.low, cost.high].map((end) => y.at(Math.max(0, end ?? cost.mean ?? 0)));
  return [
    tag('line', { x1: px(left), x2: px(right), y1: px(cy), y2: px(cy), class: classes }),
    tag('line', { x1: px(cx), x2: px(cx), y1: px(low), y2: px(high), class: classes }),
  ];
}

function pointOf(point: Traded, x: Scale, y: Scale): Content {
  const place = { x: x.at(point.availability.mean ?? 0), y: y.at(point.cost.mean ?? 0), size: 4.5 };
  if (point.special !== undefined) return mark('diamond', { ...place, size: 6 }, 'fill s1', point.name);
  const [shape, classes] = point.dominated
    ? (['ring', 'line s5'] as const)
    : (['circle', 'fill s0'] as const);
  return mark(shape, place, classes, point.name);
}

/** The numbers of the first points, the best and those of the frontier first; one that would lie on another is left out. */
function numbersOf({ numbers }: Setting, x: Scale, y: Scale): Content {
  const drawn: { readonly right: number; readonly base: number; readonly width: number }[] = [];
  const urgent = [...numbers].sort(([a], [b]) => rankOf(a) - rankOf(b));
  return urgent.map(([{ availability, cost }, number]) => {
    if (number > FEW) return null;
    const label = String(number);
    const [right, base] = [x.at(availability.mean ?? 0) - 7, y.at(cost.mean ?? 0) - 7];
    const width = 8 * label.length;
    const hidden = drawn.some(
      (one) => right > one.right - one.width && one.right > right - width && Math.abs(base - one.base) < 12,
    );
    if (hidden) return null;
    drawn.push({ right, base, width });
    return text(label, right, base, 'end');
  });
}

const rankOf = ({ special, dominated }: Traded): number => (special !== undefined ? 0 : dominated ? 2 : 1);
