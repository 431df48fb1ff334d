import { px } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import type { Scale } from '../scale.js';

/** A chart is drawn twice: for a page, and for a phone, where shrunken text could not be read. */
export interface Size {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
}

const SIZES: readonly Size[] = [
  { name: 'wide', width: 760 },
  { name: 'narrow', width: 360 },
];

/** Where the data of a chart lie. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Drawing {
  readonly height: number;
  readonly content: Content;
}

export interface Figure {
  /** What the figure shows, in words: for those who see it and those who do not. */
  readonly caption: string;
  /** What a screen reader says in place of the picture. */
  readonly label: string;
  readonly legend?: Markup;
  readonly draw: (size: Size) => Drawing;
}

/** A figure with its caption, once for each size; the page shows the one that fits. */
export function figure({ caption, label, legend, draw }: Figure): Markup {
  const drawn = SIZES.map((size) => {
    const { height, content } = draw(size);
    const attributes = {
      viewBox: `0 0 ${size.width} ${px(height)}`,
      class: `chart ${size.name}`,
      role: 'img',
      'aria-label': label,
    };
    return tag('svg', attributes, content);
  });
  return tag('figure', {}, [...drawn, legend, tag('figcaption', {}, caption)]);
}

/** Lines across at the marks of the vertical axis, with their labels to the left. */
export const yAxis = ({ at, ticks }: Scale, { left, right }: Plot, title?: string, top = 10): Content => [
  ticks.map(({ at: value, label }) => [
    tag('line', { x1: px(left), x2: px(right), y1: px(at(value)), y2: px(at(value)), class: 'grid' }),
    text(label, left - 6, at(value) + 4, 'end'),
  ]),
  title === undefined ? null : text(title, 0, top, 'start'),
];

/** Marks under the plot. The outermost labels stay inside the picture. */
export function xAxis({ at, ticks }: Scale, { left, right, bottom }: Plot, title?: string): Content {
  return [
    tag('line', { x1: px(left), x2: px(right), y1: px(bottom), y2: px(bottom), class: 'axis' }),
    ticks.map(({ at: value, label }) => {
      const x = at(value);
      const half = label.length * 3.4;
      const anchor = x + half > right + 8 ? 'end' : x - half < 0 ? 'start' : 'middle';
      const place = anchor === 'end' ? Math.min(x + half, right + 8) : anchor === 'start' ? 0 : x;
      return [
        tag('line', { x1: px(x), x2: px(x), y1: px(bottom), y2: px(bottom + 4), class: 'axis' }),
        text(label, place, bottom + 17, anchor),
      ];
    }),
    title === undefined ? null : text(title, right, bottom + 33, 'end'),
  ];
}

export const text = (
  content: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end' = 'start',
): Markup =>
  tag('text', { x: px(x), y: px(y), 'text-anchor': anchor === 'start' ? undefined : anchor }, content);

/** Room for the labels of a vertical axis. */
export const labelRoom = ({ ticks }: Pick<Scale, 'ticks'>): number =>
  Math.max(0, ...ticks.map(({ label }) => label.length)) * 6.8 + 10;

/** A long name for a place that has room for `width` units of text. */
export function shortened(name: string, width: number): string {
  const most = Math.max(8, Math.floor(width / 6.8));
  return name.length <= most
    ? name
    : `${name.slice(0, Math.ceil(most / 2))}…${name.slice(1 - Math.floor(most / 2))}`;
}
