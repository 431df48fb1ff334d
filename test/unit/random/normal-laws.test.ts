import { describe, expect, it } from 'vitest';
import {
  distribution,
  gaussianMixture,
  normalQuantile,
  openStream,
  truncatedNormalQuantile,
  type Gaussian,
} from '../../../src/random/index.js';
import { normalCdf } from '../../../src/random/normal-cdf.js';
import { expectAgreement, estimate } from '../../support/estimate.js';
import { phi } from '../../support/normal.js';
import { integral } from './quadrature.js';

describe('the normal distribution function', () => {
  it('agrees with the series of Marsaglia (2004) to 2e-15', () => {
    for (let z = -7.5; z <= 7.5; z += 0.01) expect(Math.abs(normalCdf(z) - phi(z))).toBeLessThan(2e-15);
  });

  it('keeps its relative precision far out: known tails, and back by the quantile', () => {
    // By 40 digits; either side of each change of polynomials.
    for (const [z, tail] of [
      [4.1, 2.0657506912546739e-5],
      [5, 2.8665157187919391e-7],
      [5.6, 1.0717590258310907e-8],
      [5.7, 5.9903714010635344e-9],
      [8, 6.2209605742717841e-16],
      [10, 7.6198530241605261e-24],
      [20, 2.7536241186062337e-89],
      [30, 4.9067139271481871e-198],
    ] as const) {
      expect(Math.abs(normalCdf(-z) / tail - 1)).toBeLessThan(1e-13);
      expect(normalCdf(z)).toBe(1 - tail);
    }
    for (let z = -37; z < -1; z += 0.25) {
      const back = normalQuantile(normalCdf(z));
      expect(Math.abs(back / z - 1)).toBeLessThan(1e-13);
    }
  });
});

describe('a normal law known to lie in an interval', () => {
  const uniforms = [1e-9, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9];
  it.each([
    [-1, 2],
    [0.5, 1],
    [-9, -8],
    [6, 30],
    [-0.001, 0.001],
  ])('has the share u below its quantile of u, in [%d, %d]', (low, high) => {
    for (const u of uniforms) {
      const z = truncatedNormalQuantile(u, low, high);
      expect(z).toBeGreaterThanOrEqual(low);
      expect(z).toBeLessThanOrEqual(high);
      // By whichever tail is small.
      const [from, to, at] = low > 0 ? [-high, -low, -z] : [low, high, z];
      const below = (normalCdf(at) - normalCdf(from)) / (normalCdf(to) - normalCdf(from));
      expect(Math.abs(below - (low > 0 ? 1 - u : u))).toBeLessThan(1e-9);
    }
  });

  it('falls back on the nearer end where no draw would ever get there', () => {
    expect(truncatedNormalQuantile(0.4, 50, 60)).toBe(50);
    expect(truncatedNormalQuantile(0.4, -60, -50)).toBe(-50);
  });
});

const MIXTURES: Readonly<Record<string, readonly Gaussian[]>> = {
  'one law far above 0': [{ weight: 3, mean: 10, sd: 1 }],
  'one law cut at its mean': [{ weight: 1, mean: 0, sd: 2 }],
  'three laws, one of them half below 0': [
    { weight: 5, mean: 1, sd: 0.1 },
    { weight: 3, mean: 0.05, sd: 0.3 },
    { weight: 2, mean: 4, sd: 1.5 },
  ],
  'a law of weight 0 beside one': [
    { weight: 0, mean: 100, sd: 1 },
    { weight: 2, mean: 3, sd: 1 },
  ],
};

describe.each(Object.entries(MIXTURES))('a mixture of normal laws above 0: %s', (name, components) => {
  const law = gaussianMixture(components);

  it('has the mean and variance that its quantile function integrates to', () => {
    const mean = integral((u) => law.quantile(u));
    const variance = integral((u) => (law.quantile(u) - mean) * (law.quantile(u) - mean));
    // The quadrature is coarse where one law of a mixture takes over from another.
    expect(Math.abs(law.mean / mean - 1)).toBeLessThan(1e-4);
    expect(Math.abs(law.variance / variance - 1)).toBeLessThan(1e-4);
  });

  it('has the share of each law that the weights say, of what lies above 0', () => {
    const above = components.map(({ weight, mean, sd }) => weight * phi(mean / sd));
    const total = above.reduce((sum, part) => sum + part, 0);
    for (const x of [0.5, 1, 3]) {
      const below = components.reduce(
        (sum, { weight, mean, sd }) => sum + weight * (phi((x - mean) / sd) - phi(-mean / sd)),
        0,
      );
      const u = below / total;
      if (u > 1e-6 && u < 1 - 1e-6) expect(law.quantile(u)).toBeCloseTo(x, 7);
    }
  });

  it('never falls as the uniform grows, stays above 0, and is finite at both ends', () => {
    const ends = [1 / 0x200000000, 1 - 1 / 0x200000000];
    const grid = [ends[0], ...Array.from({ length: 999 }, (_, k) => (k + 1) / 1000), ends[1]];
    const values = grid.map((u) => law.quantile(u));
    expect(values.every((x) => x > 0 && x < Infinity)).toBe(true);
    for (let k = 1; k < values.length; k += 1) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
  });

  it('leaves a mean time of E X^2 / (2 E X), and the share E min(X, mean / 2) / mean below half the mean', () => {
    const stream = openStream('mixture', name);
    const draws = Array.from({ length: 60_000 }, () => law.residual(stream.next(), stream.next()));
    const { mean, variance } = law;
    expectAgreement(`time left, ${name}`, (variance + mean * mean) / (2 * mean), estimate(draws));
    const exact = integral((u) => Math.min(law.quantile(u), mean / 2)) / mean;
    const below = draws.map((x) => (x < mean / 2 ? 1 : 0));
    expectAgreement(`time left below half the mean, ${name}`, exact, estimate(below));
  });
});

describe('a mixture of normal laws', () => {
  it('of one law far above 0 is the normal law', () => {
    const mixture = gaussianMixture([{ weight: 1, mean: 100, sd: 3 }]);
    const normal = distribution({ distribution: 'normal', mean: 100, sd: 3 });
    for (const u of [1e-6, 0.2, 0.5, 0.9]) expect(mixture.quantile(u)).toBeCloseTo(normal.quantile(u), 9);
  });

  it('may hold values with certainty: sd 0', () => {
    const mixture = gaussianMixture([
      { weight: 3, mean: 5, sd: 0 },
      { weight: 1, mean: 9, sd: 0 },
    ]);
    expect([0.1, 0.74, 0.76, 0.99].map((u) => mixture.quantile(u))).toEqual(
      [5, 5, 9, 9].map((x) => expect.closeTo(x, 9) as unknown),
    );
    expect(mixture.mean).toBe(6);
    expect(mixture.variance).toBe(3);
    // Length-biased: 15 of 24 fall in a span of 5.
    expect(mixture.residual(0.62, 0.5)).toBeCloseTo(2.5, 9);
    expect(mixture.residual(0.63, 0.5)).toBeCloseTo(4.5, 9);
  });

  it.each([
    [[], /positive weight/],
    [[{ weight: 0, mean: 1, sd: 1 }], /positive weight/],
    [[{ weight: 1, mean: -1, sd: 0 }], /positive weight/],
    [[{ weight: -1, mean: 1, sd: 1 }], /weight >= 0/],
    [[{ weight: 1, mean: 1, sd: -1 }], /sd >= 0/],
  ])('refuses %j', (components, said) => {
    expect(() => gaussianMixture(components)).toThrow(said);
  });
});
