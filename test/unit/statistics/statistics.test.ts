import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HISTOGRAM_RELATIVE_ERROR,
  quantileOfSorted,
  spellSummary,
  TimeWeightedMean,
  WeightedHistogram,
} from '../../../src/statistics/index.js';

describe('spellSummary', () => {
  it('gives type 7 quantiles, as R and NumPy do', () => {
    expect(quantileOfSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOfSorted([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48, 12);
    expect(spellSummary([5, 1, 3])).toEqual({ count: 3, mean: 3, p50: 3, p95: 4.8, max: 5 });
  });

  it('of one value is that value, of none is nothing', () => {
    expect(spellSummary([7])).toEqual({ count: 1, mean: 7, p50: 7, p95: 7, max: 7 });
    expect(spellSummary([])).toEqual({ count: 0, mean: null, p50: null, p95: null, max: null });
  });

  it('leaves what it was given in its order', () => {
    const values = [3, 1, 2];
    spellSummary(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('TimeWeightedMean', () => {
  it('weighs each value by how long it stood, not by how often it came', () => {
    const mean = new TimeWeightedMean();
    mean.set(10, 4);
    mean.set(20, 99);
    mean.set(20, 1);
    mean.close(50);
    expect(mean.mean).toBe((4 * 10 + 1 * 30) / 40);
  });

  it('is null over no time, and goes on where it was saved', () => {
    const mean = new TimeWeightedMean();
    mean.set(5, 3);
    expect(mean.mean).toBeNull();
    const saved = mean.save();
    mean.set(15, 1);
    const other = new TimeWeightedMean();
    other.restore(saved);
    other.set(15, 1);
    mean.close(25);
    other.close(25);
    expect(mean.mean).toBe(2);
    expect(other.mean).toBe(2);
  });
});

describe('WeightedHistogram', () => {
  const value = fc.oneof(
    fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
    fc.integer({ min: 0, max: 3_000_000 }),
    fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
  );
  const sample = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 5000 })), {
    minLength: 1,
    maxLength: 60,
  });

  const exact = (pairs: readonly (readonly [number, number])[], q: number): number => {
    const sorted = [...pairs].sort(([a], [b]) => a - b);
    const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
    let sum = 0;
    for (const [one, weight] of sorted) {
      sum += weight;
      if (sum >= q * total) return one;
    }
    return sorted[sorted.length - 1][0];
  };

  it('answers every quantile within 2^-8 of the exact one', () => {
    expect(HISTOGRAM_RELATIVE_ERROR).toBe(1 / 256);
    fc.assert(
      fc.property(sample, fc.double({ min: 0.01, max: 1, noNaN: true }), (pairs, q) => {
        const histogram = new WeightedHistogram();
        for (const [one, weight] of pairs) histogram.add(one, weight);
        const wanted = exact(pairs, q);
        const found = histogram.quantile(q)!;
        expect(Math.abs(found - wanted)).toBeLessThanOrEqual(wanted * HISTOGRAM_RELATIVE_ERROR);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('is exact where all values are one', () => {
    const histogram = new WeightedHistogram();
    histogram.add(110_000, 7);
    histogram.add(110_000, 2);
    expect([0.05, 0.5, 0.95].map((q) => histogram.quantile(q))).toEqual([110_000, 110_000, 110_000]);
  });

  it('keeps zero exact, and has no quantile without weight', () => {
    const histogram = new WeightedHistogram();
    expect(histogram.quantile(0.5)).toBeNull();
    histogram.add(0, 6);
    histogram.add(8, 4);
    expect(histogram.quantile(0.6)).toBe(0);
    expect(histogram.quantile(0.7)).toBeCloseTo(8, 1);
    expect(histogram.total).toBe(10);
  });

  it('goes on where it was saved', () => {
    const first = new WeightedHistogram();
    first.add(100, 1);
    const second = new WeightedHistogram();
    second.restore(first.save());
    for (const one of [first, second]) one.add(1e9, 9);
    expect(second.save()).toEqual(first.save());
  });
});
