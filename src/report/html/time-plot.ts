import type { BinnedSteps } from '../../metrics/index.js';
import { labelRoom } from './frame.js';
import type { Plot, Size } from './frame.js';
import { timeScale } from '../scale.js';
import type { Scale } from '../scale.js';
import { mergeBins } from './step-path.js';

/** What pictures over time have in common: where they lie, and columns no finer than the picture. */
export interface TimePlot {
  readonly plot: Plot;
  readonly x: Scale;
  readonly places: { readonly from: number; readonly to: number; readonly y: (value: number) => number };
  readonly shown: (bins: BinnedSteps) => BinnedSteps;
}

export function timePlot(
  { name, width }: Size,
  { y, top, bottom, horizon }: { y: Scale; top: number; bottom: number; horizon: number },
): TimePlot {
  const narrow = name === 'narrow';
  const plot: Plot = { left: labelRoom(y), right: width - 10, top, bottom };
  return {
    plot,
    x: timeScale(horizon, [plot.left, plot.right], narrow ? 5 : 10),
    places: { from: plot.left, to: plot.right, y: y.at },
    shown: (bins) => (narrow ? mergeBins(bins, 3) : bins),
  };
}
