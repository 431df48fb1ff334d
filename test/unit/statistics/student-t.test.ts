import { describe, expect, it } from 'vitest';
import {
  binomialCdf,
  normalTail,
  normalTwoSided,
  studentTCdf,
  studentTQuantile,
} from '../../../src/statistics/index.js';

describe("Student's t", () => {
  it.each([
    [4, 2.776445105197793],
    [9, 2.262157162798205],
    [19, 2.093024054408309],
    [29, 2.045229642132703],
    [99, 1.984216951586417],
  ])('at 0.975 with %i degrees of freedom is %f', (df, known) => {
    expect(studentTQuantile(0.975, df)).toBeCloseTo(known, 11);
    expect(studentTQuantile(0.025, df)).toBeCloseTo(-known, 11);
  });

  it('with one degree of freedom is the Cauchy law: tan(pi (p - 1/2))', () => {
    for (const p of [1e-6, 0.01, 0.3, 0.5, 0.75, 0.999, 1 - 1e-6]) {
      const exact = Math.tan(Math.PI * (p - 0.5));
      expect(Math.abs(studentTQuantile(p, 1) - exact)).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(exact)),
      );
    }
  });

  it('with two is (2p - 1) / sqrt(2 p (1 - p))', () => {
    for (const p of [0.001, 0.2, 0.6, 0.99, 0.99999]) {
      expect(studentTQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 9);
    }
  });

  it('quantile and distribution function undo one another', () => {
    for (const df of [1, 3, 7.5, 40, 200])
      for (const p of [1e-7, 0.003, 0.4, 0.9, 0.9999])
        expect(studentTCdf(studentTQuantile(p, df), df)).toBeCloseTo(p, 12);
  });

  it('loses few digits with many degrees of freedom', () => {
    expect(studentTCdf(studentTQuantile(0.4, 1e6), 1e6)).toBeCloseTo(0.4, 9);
  });

  it('tends to the normal law', () => {
    expect(studentTQuantile(0.975, 1e7)).toBeCloseTo(normalTwoSided(0.95), 6);
    expect(normalTwoSided(0.95)).toBeCloseTo(1.959963984540054, 12);
    expect(normalTwoSided(0.99)).toBeCloseTo(2.5758293035489004, 12);
    expect(normalTail(1)).toBeCloseTo(0.15865525393145707, 14);
    expect(normalTail(6) / 9.865876450376981e-10).toBeCloseTo(1, 10);
    expect(normalTail(2.9999999) / normalTail(3)).toBeCloseTo(1, 5);
  });
});

describe('the binomial law', () => {
  it('sums its probabilities', () => {
    const n = 12;
    const p = 0.3;
    let [sum, term] = [0, Math.exp(n * Math.log(1 - p))];
    for (let k = 0; k < n; k += 1) {
      sum += term;
      expect(binomialCdf(k, n, p)).toBeCloseTo(sum, 13);
      term *= ((n - k) / (k + 1)) * (p / (1 - p));
    }
    expect(binomialCdf(-1, n, p)).toBe(0);
    expect(binomialCdf(n, n, p)).toBe(1);
  });
});
