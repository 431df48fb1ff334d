import { meanInterval, type MeanInterval } from './mean-interval.js';

/** A long run cut into batches that are near enough to independent, or not. */
export interface BatchMeans extends MeanInterval {
  /** Correlation of neighbouring batch means. */
  readonly lag1: number;
  /** Lag-1 correlation below 0.2: the interval can be believed. */
  readonly independent: boolean;
}

/** Interval of the mean of one stationary series by `batches` batch means; what is left over at the end is dropped. */
export function batchMeans(series: ArrayLike<number>, batches = 20, confidence = 0.95): BatchMeans {
  const size = Math.floor(series.length / batches);
  const means = Float64Array.from({ length: batches }, (_, b) => {
    let sum = 0;
    for (let i = b * size; i < (b + 1) * size; i += 1) sum += series[i];
    return sum / size;
  });
  const lag1 = lag1Correlation(means);
  return { ...meanInterval(means, confidence), lag1, independent: lag1 < 0.2 };
}

/** Correlation of each value with the next; 0 where nothing varies. */
export function lag1Correlation(values: ArrayLike<number>): number {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i += 1) mean += values[i] / n;
  let [top, bottom] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    bottom += (values[i] - mean) * (values[i] - mean);
    if (i + 1 < n) top += (values[i] - mean) * (values[i + 1] - mean);
  }
  return bottom === 0 ? 0 : top / bottom;
}
