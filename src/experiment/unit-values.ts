import { ratioPseudoValues } from '../statistics/index.js';
import { compositionOf } from './ratios.js';
import type { SampleView } from './samples.js';

/**
 * One number for each independent unit (a replication, or an antithetic pair), whose mean estimates the metric: the
 * value itself, or the jackknife's pseudo-value of a ratio. NaN where the metric is null. Every interval, difference
 * and correction is made of these. Empty for a path that no result has.
 */
export function unitValues(samples: SampleView, metric: string): Float64Array {
  const column = samples.column(metric);
  if (column === undefined) return new Float64Array();
  const { antithetic } = samples.manner;
  const composition = compositionOf(metric);
  const bottoms = composition.kind === 'ratio' ? samples.column(composition.bottom) : undefined;
  if (bottoms === undefined) return antithetic ? pairs(column, 0.5) : column;
  const tops = column.map((ratio, i) => (bottoms[i] === 0 ? 0 : ratio * bottoms[i]));
  return antithetic ? ratioPseudoValues(pairs(tops, 1), pairs(bottoms, 1)) : ratioPseudoValues(tops, bottoms);
}

/** Sums of neighbours, times a weight; a half pair at the end is left out. */
function pairs(values: ArrayLike<number>, weight: number): Float64Array {
  return Float64Array.from(
    { length: Math.floor(values.length / 2) },
    (_, i) => weight * (values[2 * i] + values[2 * i + 1]),
  );
}

/**
 * Whether any figure differs between two replications; with one replication nobody can tell, and chance is supposed.
 * (Digests differ even where chance decided only ties that made no difference.)
 */
export function varies(samples: SampleView): boolean {
  if (samples.digests.length < 2) return true;
  return samples.paths.some((path) => {
    const column = samples.column(path) ?? new Float64Array();
    return column.some((value) => !Object.is(value, column[0]));
  });
}
