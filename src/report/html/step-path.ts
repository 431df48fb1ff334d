import type { BinnedSteps } from '../../metrics/index.js';
import { px } from './marks.js';

/** Joins columns, `by` to one: the extremes of all of them, and the mean over time. */
export function mergeBins(bins: BinnedSteps, by: number): BinnedSteps {
  const size = Math.ceil(bins.mean.length / by);
  const joined = (of: keyof BinnedSteps, join: (values: Float64Array) => number): Float64Array =>
    Float64Array.from({ length: size }, (_, i) =>
      join(bins[of].slice(i * by, (i + 1) * by).filter((value) => !Number.isNaN(value))),
    );
  const extreme =
    (choose: (a: number, b: number) => number) =>
    (values: Float64Array): number =>
      values.length === 0 ? NaN : values.reduce((a, b) => choose(a, b));
  return {
    first: joined('first', (values) => values.at(0) ?? NaN),
    last: joined('last', (values) => values.at(-1) ?? NaN),
    least: joined('least', extreme(Math.min)),
    most: joined('most', extreme(Math.max)),
    mean: joined('mean', (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  };
}

interface Places {
  /** Left edge of the first column and right edge of the last. */
  readonly from: number;
  readonly to: number;
  readonly y: (value: number) => number;
}

/**
 * A step function as the path of a line: in each column where it begins, its least, its greatest and where it ends,
 * so that no peak is lost however short. Columns in which nothing happens join into one stroke.
 */
export function stepPath(bins: BinnedSteps, { from, to, y }: Places): string {
  const { first, last, least, most } = bins;
  const size = first.length;
  const width = (to - from) / size;
  let path = '';
  let pen = NaN;
  const down = (value: number): void => {
    const place = y(value);
    if (px(place) !== px(pen)) path += `V${px(place)}`;
    pen = place;
  };
  for (let i = 0; i < size; i += 1) {
    if (Number.isNaN(first[i])) {
      pen = NaN;
      continue;
    }
    const x = from + i * width;
    if (Number.isNaN(pen)) {
      pen = y(first[i]);
      path += `M${px(x)} ${px(pen)}`;
    } else if (moves(bins, i)) path += `H${px(x)}`;
    down(first[i]);
    if (least[i] !== most[i]) {
      down(least[i]);
      down(most[i]);
      down(last[i]);
    }
    const ends = i === size - 1 || Number.isNaN(first[i + 1]);
    if (ends) path += `H${px(x + width)}`;
  }
  return path;
}

const moves = ({ first, last, least, most }: BinnedSteps, i: number): boolean =>
  first[i] !== last[i - 1] || least[i] !== most[i];

/** The space between two step functions, column by column, as a closed path. */
export function bandPath(low: Float64Array, high: Float64Array, { from, to, y }: Places): string {
  const width = (to - from) / low.length;
  const edge = (values: Float64Array): (readonly [number, number])[] => {
    const points: (readonly [number, number])[] = [];
    values.forEach((value, i) => {
      const x = from + i * width;
      const place = y(Number.isNaN(value) ? 0 : value);
      if (points.length > 0 && px(points[points.length - 1][1]) === px(place)) points.pop();
      else points.push([x, place]);
      points.push([x + width, place]);
    });
    return points;
  };
  const shown = [...edge(high), ...edge(low).reverse()];
  return `M${shown.map(([x, place]) => `${px(x)} ${px(place)}`).join('L')}Z`;
}
