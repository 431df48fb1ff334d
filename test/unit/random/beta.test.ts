import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../../src/random/index.js';

const SHARES = [1e-9, 0.001, 0.05, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9];

/** P(Beta(a, b) <= x) = P(Bin(a + b - 1, x) >= a), for whole a and b. */
function shareUpTo(a: number, b: number, x: number): number {
  const n = a + b - 1;
  let weight = Math.exp(n * Math.log1p(-x));
  let below = weight;
  for (let k = 0; k + 1 < a; k += 1) {
    weight *= ((n - k) / (k + 1)) * (x / (1 - x));
    below += weight;
  }
  return 1 - below;
}

describe('the quantile of Beta(a, b)', () => {
  it('is that of the least and of the greatest of n uniforms, in closed form', () => {
    for (const n of [1, 2, 7, 500]) {
      for (const u of SHARES) {
        expect(betaQuantile(n, 1)(u) / Math.exp(Math.log(u) / n)).toBeCloseTo(1, 12);
        expect(betaQuantile(1, n)(u) / -Math.expm1(Math.log1p(-u) / n)).toBeCloseTo(1, 7);
      }
    }
  });

  it('solves the binomial sum, in the middle and in both tails', () => {
    for (const [a, b] of [
      [2, 2],
      [8, 13],
      [30, 71],
      [60, 3],
    ] as const) {
      for (const u of SHARES.slice(1, -1)) expect(shareUpTo(a, b, betaQuantile(a, b)(u))).toBeCloseTo(u, 10);
    }
  });

  it('grows with u, and stays inside (0, 1) at both ends of the grid of uniforms', () => {
    const quantile = betaQuantile(1000, 50_000);
    let before = 0;
    for (const u of [2 ** -33, ...SHARES.slice(1), 1 - 2 ** -33]) {
      const x = quantile(u);
      expect(x).toBeGreaterThan(before);
      before = x;
    }
    expect(before).toBeLessThan(1);
  });

  it('refuses what names no law', () => {
    expect(() => betaQuantile(0, 1)).toThrow(RangeError);
  });
});
