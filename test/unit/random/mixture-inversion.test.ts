import { describe, expect, it } from 'vitest';
import { gaussianMixture, openStream, type Gaussian } from '../../../src/random/index.js';
import { normalCdf, normalDensity } from '../../../src/random/normal-cdf.js';

const bells = (count: number, bell: (k: number) => Gaussian): readonly Gaussian[] =>
  Array.from({ length: count }, (_, k) => bell(k));

const LAWS: Readonly<Record<string, readonly Gaussian[]>> = {
  'one bell far above 0': [{ weight: 3, mean: 300, sd: 60 }],
  'one bell cut at its mean': [{ weight: 1, mean: 0, sd: 2 }],
  'two bells, one cut': [
    { weight: 3, mean: 300, sd: 200 },
    { weight: 1, mean: 7200, sd: 1800 },
  ],
  'bells a thousand and a million spreads apart': [
    { weight: 1, mean: 1, sd: 1e-3 },
    { weight: 1, mean: 1000, sd: 1 },
    { weight: 1e-6, mean: 1e6, sd: 1 },
  ],
  'a needle in a wide bell': [
    { weight: 1, mean: 10, sd: 1e-5 },
    { weight: 1, mean: 10, sd: 5 },
  ],
  'four bells that are nearly one': bells(4, (k) => ({ weight: 1, mean: 5 + 1e-9 * k, sd: 1 + 1e-10 * k })),
  'twenty bells': bells(20, (k) => ({ weight: 1 + (k % 7), mean: 1 + 0.3 * k, sd: 0.05 + 0.02 * (k % 5) })),
  'a bell of weight 0 beside one': [
    { weight: 0, mean: 100, sd: 1 },
    { weight: 2, mean: 3, sd: 1 },
  ],
};

/** Fine in the middle, and out to both ends. */
const UNIFORMS = [
  ...Array.from({ length: 1999 }, (_, k) => (k + 1) / 2000),
  ...[1e-300, 1e-15, 1e-12, 2e-10, 1e-7, 1e-6, 1e-5, 3e-5, 1e-4, 2e-4].flatMap((u) => [u, 1 - u]),
].filter((u) => u < 1);
const FEW = UNIFORMS.filter((_, k) => k % 20 === 0 || k >= 1999);

describe.each(Object.entries(LAWS))('the quantile of a mixture of normal laws: %s', (_, components) => {
  const law = gaussianMixture(components);
  const total = (of: (bell: Gaussian) => number): number =>
    components.reduce((sum, bell) => sum + of(bell), 0);
  const whole = total(({ weight, mean, sd }) => weight * normalCdf(mean / sd));
  const below = (x: number): number =>
    total(({ weight, mean, sd }) => weight * (normalCdf((x - mean) / sd) - normalCdf(-mean / sd))) / whole;
  const density = (x: number): number =>
    total(({ weight, mean, sd }) => (weight / sd) * normalDensity((x - mean) / sd)) / whole;

  it('has the share u below it, to the last digits of 1 and of the quantile', () => {
    for (const u of UNIFORMS) {
      const x = law.quantile(u);
      const digit = Number.EPSILON * (4 + density(x) * 4 * (x + components[0].sd));
      expect(Math.abs(below(x) - u), `u = ${u}`).toBeLessThan(digit);
    }
  });

  it('never falls from one uniform of the generator to the next', () => {
    const stream = openStream('neighbours');
    for (let draw = 0; draw < 5000; draw += 1) {
      const u = stream.next() * (1 - 2 ** -31);
      expect(law.quantile(u + 2 ** -32)).toBeGreaterThanOrEqual(law.quantile(u));
    }
  });

  it('does not depend on what was drawn before', () => {
    const uniforms = [0.7, 1e-9, 0.2, 1 - 1e-9];
    const anew = uniforms.map((u) => gaussianMixture(components).quantile(u));
    expect(uniforms.map((u) => law.quantile(u))).toEqual(anew);
  });
});

/** Bells apart, between which the density is next to nothing. */
const APART: Readonly<Record<string, readonly Gaussian[]>> = {
  'two lengths of gaps': [
    { weight: 1, mean: 600, sd: 10 },
    { weight: 1, mean: 1800, sd: 10 },
  ],
  'a certain gap below a bell': [
    { weight: 1, mean: 1, sd: 0 },
    { weight: 1, mean: 5, sd: 0.03 },
  ],
  'spreads of less than the last digit': [
    { weight: 1, mean: 5, sd: 1e-300 },
    { weight: 1, mean: 1, sd: 0.1 },
  ],
};

describe.each([...Object.entries(LAWS), ...Object.entries(APART)])(
  'the time left of a mixture of normal laws: %s',
  (_, components) => {
    const law = gaussianMixture(components);
    const massBelow = (x: number): number =>
      components.reduce((sum, { weight, mean, sd }) => {
        if (sd === 0) return sum + (x >= mean ? weight * mean : 0);
        const [from, to] = [-mean / sd, (x - mean) / sd];
        return (
          sum +
          weight * (mean * (normalCdf(to) - normalCdf(from)) - sd * (normalDensity(to) - normalDensity(from)))
        );
      }, 0);
    const first = massBelow(Infinity);

    it('is a share of a gap that is drawn as often as it is long', () => {
      for (const u of FEW.filter((each) => each > 1e-9 && each < 1 - 1e-9)) {
        const gap = law.residual(u, 1);
        const digits = 1e-14 + 1e-9 * Math.min(u, 1 - u);
        expect(massBelow(gap * (1 - 1e-11)) / first, `u = ${u}`).toBeLessThan(u + digits);
        expect(massBelow(gap * (1 + 1e-11)) / first, `u = ${u}`).toBeGreaterThan(u - digits);
        expect(law.residual(u, 0.25)).toBe(gap / 4);
      }
    });

    it('comes from bells, and never from beyond them', () => {
      const most = Math.max(...components.map(({ mean, sd }) => mean + 10 * sd));
      for (const u of FEW) {
        expect(law.quantile(u)).toBeLessThanOrEqual(most);
        expect(law.residual(u, 1)).toBeLessThanOrEqual(most);
      }
    });
  },
);

describe('the quantile of a mixture with certain values', () => {
  it('is such a value exactly where the law jumps, and between the jumps as the bell has it', () => {
    const law = gaussianMixture([
      { weight: 1, mean: 5.1, sd: 0 },
      { weight: 1, mean: 5.5, sd: 0 },
      { weight: 2, mean: 5.3, sd: 0.01 },
    ]);
    expect([1e-9, 0.1, 0.2499].map((u) => law.quantile(u))).toEqual([5.1, 5.1, 5.1]);
    expect(law.quantile(0.5)).toBeCloseTo(5.3, 12);
    expect([0.7501, 0.9, 1 - 1e-9].map((u) => law.quantile(u))).toEqual([5.5, 5.5, 5.5]);
  });

  it('is right at both sides of a value inside a bell', () => {
    const law = gaussianMixture([
      { weight: 1, mean: 8, sd: 0 },
      { weight: 1, mean: 8, sd: 1 },
    ]);
    for (const u of [0.25, 0.75]) expect(law.quantile(u)).toBe(8);
    for (const z of [-2, -0.5, 0.5, 2]) {
      const u = (normalCdf(z) + (z > 0 ? 1 : 0)) / 2;
      expect(law.quantile(u)).toBeCloseTo(8 + z, 12);
    }
  });
});
