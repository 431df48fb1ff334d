import type { Seconds } from '../units/index.js';
import type { Flat } from './flatten.js';
import { compositionOf } from './ratios.js';

/**
 * Metrics of the time from `from` to `to`, out of those of the time up to each: sums by difference, ratios by that
 * of their parts, means over time by that of their integrals. What has no parts (quantiles, extremes, the first
 * deployment) is NaN.
 */
export function afterWarmUp(
  before: Flat,
  whole: Flat,
  { from, to }: { readonly from: Seconds; readonly to: Seconds },
): Flat {
  const early = new Map(before.columns.map((column, i) => [column, before.values[i]]));
  const late = new Map(whole.columns.map((column, i) => [column, whole.values[i]]));
  const values = Float64Array.from(whole.columns, (column, i) => {
    const [a, b] = [early.get(column) ?? 0, whole.values[i]];
    const composition = compositionOf(column);
    switch (composition.kind) {
      case 'sum':
        return b - a;
      case 'time-mean':
        return (b * to - a * from) / (to - from);
      case 'ratio': {
        const [under, over] = [early.get(composition.bottom) ?? 0, late.get(composition.bottom) ?? NaN];
        return (part(b, over) - part(a, under)) / (over - under);
      }
      case 'whole':
        return NaN;
    }
  });
  return { columns: whole.columns, values };
}

/** A ratio of nothing adds nothing. */
const part = (ratio: number, bottom: number): number => (bottom === 0 ? 0 : ratio * bottom);
