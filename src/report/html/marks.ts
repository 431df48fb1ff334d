import type { PreemptionCause } from '../../events/index.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';

/** Shapes beside colours, so that no meaning hangs on colour alone. */
export type Shape = 'down' | 'square' | 'circle' | 'diamond' | 'ring';

export const CAUSES: readonly {
  readonly cause: PreemptionCause;
  readonly shape: Shape;
  readonly series: number;
}[] = [
  { cause: 'price', shape: 'down', series: 1 },
  { cause: 'stock', shape: 'square', series: 3 },
  { cause: 'lifetime', shape: 'circle', series: 2 },
  { cause: 'outage', shape: 'diamond', series: 4 },
];

/** Places on the page: a tenth of a unit is finer than anybody sees. */
export const px = (value: number): string => String(Number(value.toFixed(1)));

/** A mark about a point. */
export function mark(
  shape: Shape,
  { x, y, size = 4 }: { readonly x: number; readonly y: number; readonly size?: number },
  classes: string,
  title?: Content,
): Markup {
  const named = title === undefined ? undefined : tag('title', {}, title);
  const [left, right, top, bottom] = [x - size, x + size, y - size, y + size].map(px);
  const [cx, cy] = [px(x), px(y)];
  if (shape === 'circle' || shape === 'ring')
    return tag('circle', { cx, cy, r: px(size), class: `${classes} ${shape}` }, named);
  const points = {
    down: `${left},${top} ${right},${top} ${cx},${bottom}`,
    square: `${left},${top} ${right},${top} ${right},${bottom} ${left},${bottom}`,
    diamond: `${cx},${top} ${right},${cy} ${cx},${bottom} ${left},${cy}`,
  };
  return tag('polygon', { points: points[shape], class: classes }, named);
}

/** One line of a legend: what a mark, a line or an area means. */
export interface Key {
  readonly sample: Markup;
  readonly text: string;
}

export const lineKey = (classes: string, text: string): Key => ({
  sample: tag('line', { x1: 1, y1: 7, x2: 21, y2: 7, class: classes }),
  text,
});

export const markKey = (shape: Shape, classes: string, text: string): Key => ({
  sample: mark(shape, { x: 11, y: 7 }, classes),
  text,
});

export const areaKey = (series: number, text: string): Key => ({
  sample: area(series, { x: 1, y: 1, width: 20, height: 12 }),
  text,
});

/** A filled box; from the second series on with a pattern of its own above the colour. */
export function area(series: number, box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): Markup {
  const at = { x: px(box.x), y: px(box.y), width: px(box.width), height: px(box.height) };
  return tag('g', {}, [
    tag('rect', { ...at, class: `fill s${series % 6}` }),
    series % 6 === 0 ? null : tag('rect', { ...at, fill: `url(#pattern-${series % 6})` }),
  ]);
}

export const legend = (keys: readonly Key[]): Markup =>
  tag(
    'ul',
    { class: 'legend' },
    keys.map(({ sample, text }) =>
      tag('li', {}, [
        tag('svg', { viewBox: '0 0 22 14', width: 22, height: 14, 'aria-hidden': 'true' }, sample),
        tag('span', {}, text),
      ]),
    ),
  );

/** Patterns that areas refer to; once per page. They are drawn in the colour of the panel. */
export const patterns = (): Markup =>
  tag(
    'svg',
    { width: 0, height: 0, class: 'patterns', 'aria-hidden': 'true', focusable: 'false' },
    tag(
      'defs',
      {},
      PATTERNS.map(([series, size, d]) =>
        tag(
          'pattern',
          { id: `pattern-${series}`, width: size, height: size, patternUnits: 'userSpaceOnUse' },
          tag('path', { d, class: 'hatch' }),
        ),
      ),
    ),
  );

const PATTERNS: readonly (readonly [series: number, size: number, path: string])[] = [
  [1, 6, 'M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2'],
  [2, 6, 'M2,2 h1.6 v1.6 h-1.6 z'],
  [3, 6, 'M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2'],
  [4, 6, 'M0,3 h6'],
  [5, 6, 'M3,0 v6'],
];
