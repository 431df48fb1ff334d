import { describe, expect, it } from 'vitest';
import {
  batchMeans,
  bonferroni,
  controlled,
  covariance,
  lag1Correlation,
  meanInterval,
  momentsOf,
  mser,
  pairedDifference,
  quantilePlaces,
  ratioPseudoValues,
  replicationsToSettle,
  samplesForUpperBound,
  upperTailMean,
  wilsonInterval,
} from '../../../src/statistics/index.js';
import { openStream, normalQuantile } from '../../../src/random/index.js';

const normals = (name: string, n: number): Float64Array => {
  const stream = openStream('statistics', name);
  return Float64Array.from({ length: n }, () => normalQuantile(stream.next()));
};

describe('moments', () => {
  it('do not cancel where the mean is large', () => {
    const moments = momentsOf([1e9 + 1, 1e9 + 2, 1e9 + 3]);
    expect(moments.mean).toBe(1e9 + 2);
    expect(moments.variance).toBeCloseTo(1, 9);
    expect(momentsOf([]).mean).toBeNaN();
    expect(momentsOf([5]).variance).toBeNaN();
  });

  it('covariance of a list with itself is its variance', () => {
    expect(covariance([1, 4, 9], [1, 4, 9])).toBeCloseTo(momentsOf([1, 4, 9]).variance, 12);
    expect(covariance([1, 2, 3], [6, 4, 2])).toBeCloseTo(-2, 12);
  });
});

describe('intervals', () => {
  it('of a mean: by hand for 1, 2, 3, 4, 5', () => {
    const { mean, sd, halfWidth, n } = meanInterval([1, 2, 3, 4, 5]);
    expect([mean, n]).toEqual([3, 5]);
    expect(sd).toBeCloseTo(Math.sqrt(2.5), 12);
    expect(halfWidth).toBeCloseTo((2.7764451051977987 * Math.sqrt(2.5)) / Math.sqrt(5), 9);
    expect(meanInterval([7]).halfWidth).toBeNaN();
  });

  it('of a share (Wilson): no failure in 100 leaves up to 3.7 %, and never leaves [0, 1]', () => {
    const none = wilsonInterval(0, 100);
    expect(none.low).toBe(0);
    expect(none.high).toBeCloseTo(0.0369935, 6);
    const half = wilsonInterval(5, 10);
    expect(half.low).toBeCloseTo(0.2365931, 6);
    expect(half.high).toBeCloseTo(0.7634069, 6);
    expect(wilsonInterval(10, 10).high).toBe(1);
  });

  it.each([
    [0.5, 40, 61, 0.965],
    [0.9, 84, 96, 0.956],
    [0.95, 90, 100, 0.983],
  ])('of the %f quantile of 100: order statistics %i and %i, coverage %f', (q, low, high, coverage) => {
    const places = quantilePlaces(100, q);
    expect(places).toMatchObject({ low, high });
    expect(places?.coverage).toBeCloseTo(coverage, 3);
  });

  it('of a quantile: none where the samples are too few', () => {
    expect(quantilePlaces(20, 0.95)).toBeUndefined();
    expect(quantilePlaces(92, 0.95)).toBeDefined();
    expect(samplesForUpperBound(0.99)).toBe(299);
  });

  it('together: Bonferroni leaves each of four a quarter of the error', () => {
    expect(bonferroni(0.95, 4)).toBeCloseTo(0.9875, 12);
    expect(bonferroni(0.95, 0)).toBe(0.95);
  });
});

describe('the jackknife of a ratio', () => {
  const tops = [3, 5, 4, 8, 2];
  const bottoms = [2, 4, 3, 5, 2];

  it('is the mean where all denominators are equal: the closed form', () => {
    const pseudo = ratioPseudoValues(tops, [4, 4, 4, 4, 4]);
    tops.forEach((top, i) => expect(pseudo[i]).toBeCloseTo(top / 4, 12));
  });

  it('agrees with leaving each out by hand', () => {
    const pseudo = ratioPseudoValues(tops, bottoms);
    expect(pseudo[0]).toBeCloseTo(5 * (22 / 16) - 4 * (19 / 14), 12);
    expect(momentsOf(pseudo).mean).not.toBeCloseTo(22 / 16, 6);
  });

  it('removes the bias of order 1/n of a ratio of means (both normal: bias r cv^2 / n)', () => {
    const [n, runs, cv] = [5, 20_000, 0.2];
    const [x, y] = [normals('x', n * runs), normals('y', n * runs)];
    const [plain, jack]: [number[], number[]] = [[], []];
    for (let i = 0; i < runs; i += 1) {
      const top = x.slice(i * n, i * n + n).map((z) => 2 + 0.2 * z);
      const bottom = y.slice(i * n, i * n + n).map((z) => 1 + cv * z);
      plain.push(momentsOf(top).mean / momentsOf(bottom).mean);
      jack.push(momentsOf(ratioPseudoValues(top, bottom)).mean);
    }
    const error = momentsOf(jack).sd / Math.sqrt(runs);
    const bias = (2 * cv * cv) / n;
    expect(error).toBeLessThan(bias / 8);
    expect(Math.abs(momentsOf(plain).mean - 2 - bias)).toBeLessThan(4 * error);
    expect(Math.abs(momentsOf(jack).mean - 2)).toBeLessThan(4 * error);
  });
});

describe('differences of pairs', () => {
  it('gain what the pairs share, and say by how much', () => {
    const common = normals('common', 40);
    const own = normals('own', 40);
    const a = common.map((z, i) => 10 + 3 * z + 0.1 * own[i]);
    const b = common.map((z) => 9 + 3 * z);
    const difference = pairedDifference(a, b);
    expect(difference.mean).toBeCloseTo(1, 1);
    expect(difference.varianceRatio).toBeGreaterThan(500);
    expect(pairedDifference([1, 2], [0, 1]).varianceRatio).toBeNaN();
  });

  it('tell how many replications settle them', () => {
    const n = replicationsToSettle(1, 5);
    expect(meanHalf(n, 5)).toBeLessThan(1);
    expect(meanHalf(n - 1, 5)).toBeGreaterThanOrEqual(1);
    expect(replicationsToSettle(0, 5)).toBe(Infinity);
    expect(replicationsToSettle(1, 0)).toBe(2);
  });
});

/** Half-width for n samples with this standard deviation. */
function meanHalf(n: number, sd: number): number {
  const values = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const known = meanInterval(values);
  return (known.halfWidth / known.sd) * sd;
}

describe('tails, series and controls', () => {
  it('CVaR is the mean of the worst share, the edge in part', () => {
    const sorted = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(upperTailMean(sorted, 0.95)).toBeCloseTo(98, 9);
    expect(upperTailMean([1, 2, 3], 0.5)).toBeCloseTo((3 + 0.5 * 2) / 1.5, 9);
    expect(upperTailMean([7], 0.95)).toBeCloseTo(7, 9);
  });

  it('MSER-5 cuts a start-up off, leaves a level alone, and doubts a trend', () => {
    const noise = normals('noise', 500);
    const start = noise.map((z, i) => 20 * Math.exp(-i / 15) + 0.3 * z);
    const cut = mser(start);
    expect(cut.delete % 5).toBe(0);
    expect(cut.delete).toBeGreaterThanOrEqual(30);
    expect(cut.delete).toBeLessThanOrEqual(120);
    expect(cut.doubtful).toBe(false);
    expect(mser(new Float64Array(100).fill(3))).toEqual({ delete: 0, doubtful: false });
    expect(mser(Array.from({ length: 200 }, (_, i) => i)).doubtful).toBe(true);
    expect(mser([1, 2, 3]).doubtful).toBe(true);
  });

  it('batch means see correlation', () => {
    const noise = normals('batch', 4000);
    expect(batchMeans(noise).independent).toBe(true);
    let level = 0;
    const slow = noise.map((z) => (level += z));
    const found = batchMeans(slow, 40);
    expect(found.lag1).toBeGreaterThan(0.5);
    expect(found.independent).toBe(false);
    expect(lag1Correlation([2, 2, 2])).toBe(0);
    expect(lag1Correlation([1, -1, 1, -1])).toBeCloseTo(-0.75, 12);
  });

  it('a control takes its chance out without bias: variance falls by 1 - rho^2', () => {
    const [runs, n, rho] = [3000, 20, 0.9];
    const [c, e] = [normals('control', runs * n), normals('rest', runs * n)];
    const [plain, corrected, covered]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < runs; i += 1) {
      const control = c.slice(i * n, i * n + n);
      const values = control.map((z, k) => 5 + rho * z + Math.sqrt(1 - rho * rho) * e[i * n + k]);
      const found = controlled(values, [{ values: control, mean: 0 }])!;
      plain.push(momentsOf(values).mean);
      corrected.push(found.mean);
      covered.push(Math.abs(found.mean - 5) <= found.halfWidth ? 1 : 0);
    }
    const error = momentsOf(corrected).sd / Math.sqrt(runs);
    expect(Math.abs(momentsOf(corrected).mean - 5)).toBeLessThan(4 * error);
    // Lavenberg and Welch: the loss for not knowing beta is (n - 2) / (n - 3).
    const expected = (1 - rho * rho) * ((n - 2) / (n - 3));
    expect(momentsOf(corrected).variance / momentsOf(plain).variance / expected).toBeCloseTo(1, 0.7);
    expect(Math.abs(momentsOf(covered).mean - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / runs));
  });

  it('a control that never varies, or is another one again, is none', () => {
    const values = normals('v', 20);
    const control = { values: normals('w', 20), mean: 0 };
    expect(controlled(values, [{ values: new Float64Array(20), mean: 0 }])).toBeUndefined();
    expect(controlled(values, [control, control])).toBeUndefined();
    expect(controlled(values.slice(0, 3), [{ values: control.values.slice(0, 3), mean: 0 }])).toBeUndefined();
  });
});
