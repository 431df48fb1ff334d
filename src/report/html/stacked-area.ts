import { tag } from './markup.js';
import type { Content } from './markup.js';
import { bandPath } from './step-path.js';

/** Series on top of one another, column by column, each with its colour and pattern. */
export function stackedArea(
  series: readonly Float64Array[],
  places: { readonly from: number; readonly to: number; readonly y: (value: number) => number },
): Content {
  let base = new Float64Array(series[0]?.length ?? 0);
  return series.map((values, i) => {
    const low = base;
    base = low.map((value, column) => value + values[column]);
    const d = bandPath(low, base, places);
    return [
      tag('path', { d, class: `fill s${i % 6}` }),
      i % 6 === 0 ? null : tag('path', { d, fill: `url(#pattern-${i % 6})` }),
    ];
  });
}
