import type { Scale } from '../scale.js';
import { Canvas } from './canvas.js';
import type { ChartLine, Page } from './canvas.js';

/** An axis of so many columns below a plot, and its labels under their marks; those without room are left out. */
export function axisBelow({ signs }: Page, { at, ticks }: Scale, width: number): readonly ChartLine[] {
  const canvas = new Canvas(width, 2);
  canvas.put(0, 0, signs.across.repeat(width), 'soft');
  for (const { at: value, label } of ticks) {
    const x = Math.min(width - 1, Math.round(at(value)));
    const left = x - Math.floor(label.length / 2);
    canvas.put(x, 0, signs.tick, 'soft');
    canvas.label(Math.max(0, Math.min(left, width - label.length)), 1, label, 'soft');
  }
  return canvas.lines();
}
