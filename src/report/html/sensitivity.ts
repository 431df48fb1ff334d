import type { Estimate } from '../../experiment/index.js';
import { metricFormat, metricName } from '../metric-format.js';
import { counted } from '../numbers.js';
import { figure, labelRoom, shortened, xAxis, yAxis } from './frame.js';
import type { Drawing, Plot, Size } from './frame.js';
import { mark, px } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { linear, niceRange, numberScale, shareScale, spanUnit } from '../scale.js';
import type { Scale } from '../scale.js';

/** A point of a design: the values it sets, and what came of them. */
export interface DesignPoint {
  readonly set: readonly string[];
  readonly estimate: Estimate;
}

/** One path that a design varies. */
export interface VariedPath {
  readonly path: string;
  /** In the order of numbers, where they are numbers; else of their first appearance. */
  readonly values: readonly string[];
  /** The numbers, all in one unit; absent where they are no numbers. */
  readonly numbers?: readonly number[];
  readonly unit: string;
}

const SETTING = /^((?:\["[^"]*"\]|\['[^']*'\]|[^="'])+)=(.*)$/s;

/** The paths that differ between points, in the order in which they are set. */
export function variedPaths(points: readonly Pick<DesignPoint, 'set'>[]): readonly VariedPath[] {
  const found = new Map<string, Set<string>>();
  for (const { set } of points)
    for (const [path, value] of settingsOf(set)) found.set(path, (found.get(path) ?? new Set()).add(value));
  return [...found]
    .filter(([, values]) => values.size > 1)
    .map(([path, values]) => pathOf(path, [...values]));
}

/** What stands last for a path holds. */
const settingsOf = (set: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    set.flatMap((one) => {
      const parts = SETTING.exec(one);
      return parts === null ? [] : [[parts[1].trim(), parts[2].trim()] as const];
    }),
  );

function pathOf(path: string, values: readonly string[]): VariedPath {
  const parts = values.map((value) => /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([A-Za-z%]*)$/.exec(value));
  const units = new Set(parts.map((part) => part?.[2]));
  const [unit] = units;
  if (units.size > 1 || unit === undefined) return { path, values, unit: '' };
  const order = values
    .map((value, i) => ({ value, number: Number(parts[i]?.[1]) }))
    .sort((a, b) => a.number - b.number);
  return { path, unit, values: order.map(({ value }) => value), numbers: order.map(({ number }) => number) };
}

interface Setting {
  readonly varied: VariedPath;
  readonly metric: string;
  readonly points: readonly DesignPoint[];
  /** At each value; none where no two points share one, and a line would join what differs in the other paths. */
  readonly means: readonly (number | null)[];
  readonly currency: string;
  readonly alone: boolean;
}

/** How a metric moves over one path: every point, and the mean of those that share a value. */
export function sensitivityChart(
  varied: VariedPath,
  of: Pick<Setting, 'metric' | 'points' | 'currency' | 'alone'>,
): Markup | undefined {
  const means = varied.values.map((value) => meanAt(of.points, varied.path, value));
  if (means.every((mean) => mean === null)) return undefined;
  const format = metricFormat(of.metric);
  const scattered = !of.alone && varied.values.length === of.points.length;
  const said = varied.values.slice(0, 12).map((value, i) => `${value}: ${format(means[i])}`);
  const name = metricName(of.metric);
  const over = of.alone
    ? 'with intervals'
    : scattered
      ? 'every point; the other paths vary as well'
      : 'every point, and the mean over the other paths';
  return figure({
    caption: `${capital(name)} over ${varied.path}: ${over}.`,
    label: `${capital(name)} over ${counted(varied.values.length, 'value')} of ${varied.path}. ${said.join('; ')}.`,
    draw: (size) => draw({ ...of, varied, means: scattered ? [] : means }, size),
  });
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function meanAt(points: readonly DesignPoint[], path: string, value: string): number | null {
  const known = points
    .filter(({ set }) => settingsOf(set).get(path) === value)
    .flatMap(({ estimate: { mean } }) => (mean === null ? [] : [mean]));
  return known.length === 0 ? null : known.reduce((sum, mean) => sum + mean, 0) / known.length;
}

const isShare = (metric: string): boolean => metricFormat(metric)(0.5).endsWith('%');

function draw(setting: Setting, { name, width }: Size): Drawing {
  const narrow = name === 'narrow';
  const { varied, points, alone, metric, currency } = setting;
  const height = 250;
  const bottom = height - 46;
  const values = points.flatMap(({ estimate: { mean, low, high } }) => (alone ? [mean, low, high] : [mean]));
  const known = values.map((value) => value ?? NaN);
  const { size, name: spans } = /Seconds$/.test(metric) ? spanUnit(known) : { size: 1, name: '' };
  const range = niceRange(
    known.map((value) => value / size),
    5,
  );
  const share = isShare(metric);
  const marked = (share ? shareScale : numberScale)([range[0], range[1]], [bottom, 24], narrow ? 4 : 6);
  const y: Scale = { ...marked, at: (value) => marked.at(value / size) };
  const plot: Plot = { left: labelRoom(y), right: width - 16, top: 24, bottom };
  const x = placesOf(varied, [plot.left + 14, plot.right - 14], narrow ? 5 : 9);
  const unit = /cost|Cost/.test(metric) && !share ? `, ${currency}` : spans === '' ? '' : `, ${spans}`;
  return {
    height,
    content: [
      yAxis(y, plot, metricName(metric) + unit),
      xAxis(x, plot, shortened(varied.path, width - 20)),
      meanLine(setting, x, y),
      points.length > 2000 ? null : points.map((point) => pointOf(point, setting, x, y)),
    ],
  };
}

function meanLine({ means, varied }: Setting, x: Scale, y: Scale): Content {
  const known = means.flatMap((mean, i) =>
    mean === null ? [] : [[x.at(placeOf(varied, i)), y.at(mean)] as const],
  );
  const d = known.map(([px1, py]) => `${px(px1)} ${px(py)}`).join('L');
  return [
    varied.numbers === undefined || known.length === 0 ? null : tag('path', { d: `M${d}`, class: 'line s0' }),
    known.map(([cx, cy]) => mark('circle', { x: cx, y: cy, size: 4.5 }, 'fill s0')),
  ];
}

const placeOf = ({ numbers }: VariedPath, i: number): number => (numbers === undefined ? i : numbers[i]);

function placesOf(varied: VariedPath, places: readonly [number, number], most: number): Scale {
  const { numbers, values, unit } = varied;
  if (numbers === undefined) {
    const at = linear([-0.5, values.length - 0.5], places);
    const every = Math.ceil(values.length / most);
    const room = ((places[1] - places[0]) / values.length) * every;
    const ticks = values
      .map((value, i) => ({ at: i, label: shortened(value, room) }))
      .filter((_, i) => i % every === 0);
    return { at, ticks };
  }
  const { at, ticks } = numberScale([numbers[0], numbers[numbers.length - 1]], places, most);
  // Few values mark themselves: whole replicas need no 2.5 between them.
  const gaps = numbers.slice(1).map((number, i) => at(number) - at(numbers[i]));
  if (numbers.length <= most && gaps.every((gap) => gap > 34))
    return { at, ticks: numbers.map((number, i) => ({ at: number, label: values[i] })) };
  return { at, ticks: ticks.map((tick) => ({ ...tick, label: `${tick.label}${unit}` })) };
}

function pointOf({ set, estimate }: DesignPoint, { varied, alone }: Setting, x: Scale, y: Scale): Content {
  const value = settingsOf(set).get(varied.path);
  const { mean, low, high } = estimate;
  if (value === undefined || mean === null) return null;
  const at = x.at(placeOf(varied, varied.values.indexOf(value)));
  if (!alone) return mark('ring', { x: at, y: y.at(mean), size: 3 }, 'line s5 thin', set.join(', '));
  const [from, to] = [y.at(low ?? mean), y.at(high ?? mean)];
  return tag('line', { x1: px(at), x2: px(at), y1: px(from), y2: px(to), class: 'line s0 thin' });
}
