import { describe, expect, it } from 'vitest';
import { distribution } from '../../../src/random/index.js';

// The figures that the source calls typical: a 0.4 to 0.5, tau1 about 1 h, tau2 about 0.8 h, b about 24 h.
const typical = { distribution: 'bathtub', tau1: 1, tau2: 0.8, b: 24 } as const;

/** F(t) = a (1 - exp(-t / tau1) + exp((t - b) / tau2)), less its value at 0. */
const published = (a: number, t: number): number =>
  a * (1 - Math.exp(-t) + Math.exp((t - 24) / 0.8)) - a * Math.exp(-24 / 0.8);

describe('the bathtub law', () => {
  it.each([0.4, 0.45, 0.49])('is inverse to the published distribution function: a = %d', (a) => {
    const law = distribution({ ...typical, a });
    for (const u of [0.001, 0.1, 0.3, a - 0.005, a + 0.01, 0.6, 0.75])
      expect(published(a, law.quantile(u))).toBeCloseTo(u, 12);
  });

  it('takes whoever is left at the deadline', () => {
    const law = distribution({ ...typical, a: 0.4 });
    expect(published(0.4, 24)).toBeCloseTo(0.8, 10);
    expect(law.quantile(0.7999)).toBeLessThan(24);
    expect(law.quantile(0.8001)).toBe(24);
    expect(law.quantile(0.9999)).toBe(24);
  });

  it('leaves nobody to the deadline where no share is given', () => {
    const law = distribution(typical);
    expect(law.quantile(1 - 1e-9)).toBeLessThan(24);
    expect(published(0.5, law.quantile(0.999))).toBeCloseTo(0.999, 9);
  });

  it.each([0.3, 0.45, 0.5])('has the moments that its survival integrates to: a = %d', (a) => {
    const { mean, variance } = distribution({ ...typical, a });
    const [first, second] = [1, 2].map((k) =>
      integralToDeadline((t) => k * Math.pow(t, k - 1) * (1 - published(a, t))),
    );
    expect(mean).toBeCloseTo(first, 9);
    expect(variance).toBeCloseTo(second - first * first, 7);
  });

  it('has a high hazard early and late, and a low one between', () => {
    const law = distribution({ ...typical, a: 0.45 });
    const count = 200_000;
    const ends = Array.from({ length: count }, (_, i) => law.quantile((i + 0.5) / count));
    const hazard = (from: number, to: number): number => {
      const alive = ends.filter((end) => end >= from).length;
      return ends.filter((end) => end >= from && end < to).length / alive / (to - from);
    };
    expect(hazard(0, 1)).toBeGreaterThan(0.28);
    expect(hazard(8, 16)).toBeLessThan(0.001);
    expect(hazard(22, 23.9)).toBeGreaterThan(0.25);
  });

  it('holds for times far apart, without overflow', () => {
    const law = distribution({ distribution: 'bathtub', tau1: 1e-3, tau2: 1e-3, b: 1e6 });
    expect(law.mean).toBeCloseTo(5e5, 3);
    expect(law.quantile(0.25)).toBeGreaterThan(0);
    expect(law.quantile(0.75)).toBeCloseTo(1e6, 1);
    expect(law.residual(0.5, 0.5)).toBeCloseTo(5e5, 0);
  });

  it.each([
    [{ ...typical, a: 0.6 }, /share above 0 and at most 0.5/],
    [{ ...typical, a: 0 }, /share above 0/],
    [{ ...typical, tau1: 0 }, /positive finite times/],
    [{ ...typical, b: Infinity }, /positive finite times/],
  ])('refuses %j', (spec, why) => {
    expect(() => distribution(spec)).toThrow(why);
  });
});

/** From 0 to 24, by Simpson's rule. */
function integralToDeadline(f: (t: number) => number): number {
  const steps = 24_000;
  let sum = 0;
  for (let i = 0; i <= steps; i += 1)
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * f((24 * i) / steps);
  return (sum * 24) / steps / 3;
}
