import { describe, expect, it } from 'vitest';
import { distribution, openStream, type DistributionSpec } from '../../../src/random/index.js';
import { integral } from './quadrature.js';

const SPANS: readonly DistributionSpec[] = [
  { distribution: 'constant', value: 7 },
  { distribution: 'uniform', min: 2, max: 5 },
  { distribution: 'exponential', mean: 4 },
  { distribution: 'normal', mean: 4, sd: 3 },
  { distribution: 'lognormal', median: 3, sigma: 0.5 },
  { distribution: 'weibull', shape: 0.7, scale: 2 },
  { distribution: 'weibull', shape: 4, scale: 2 },
  { distribution: 'pareto', shape: 7, min: 1.5 },
  {
    distribution: 'hyperexponential',
    branches: [
      { probability: 0.9, mean: 1 },
      { probability: 0.1, mean: 8 },
    ],
  },
  { distribution: 'bathtub', tau1: 1, tau2: 0.8, b: 24 },
  { distribution: 'bathtub', a: 0.45, tau1: 1, tau2: 0.8, b: 24 },
  { distribution: 'empirical', values: [5, 1, 2, 20], weights: [1, 2, 1, 0.5] },
];

describe.each(SPANS.map((spec) => [JSON.stringify(spec), spec] as const))(
  'time left of %s',
  (_name, spec) => {
    const law = distribution(spec);
    const stream = openStream('residual', spec.distribution);
    const draws = Array.from({ length: 50_000 }, () => law.residual(stream.next(), stream.next()));

    it('has the mean E X^2 / (2 E X) and the second moment E X^3 / (3 E X), within 4 standard errors', () => {
      const mean = rawMoment(spec, 1);
      expectMean(draws, rawMoment(spec, 2) / (2 * mean));
      expectMean(
        draws.map((x) => x * x),
        rawMoment(spec, 3) / (3 * mean),
      );
    });

    it('has the density (1 - F) / mean: the share below half the mean is E min(X, mean / 2) / mean', () => {
      const mean = rawMoment(spec, 1);
      const below = expectation(spec, (x) => Math.min(x, mean / 2)) / mean;
      expectMean(
        draws.map((x) => (x < mean / 2 ? 1 : 0)),
        below,
      );
    });
  },
);

describe('laws without a time left', () => {
  it.each([
    [{ distribution: 'pareto', shape: 1, min: 2 }],
    [{ distribution: 'uniform', min: -1, max: 2 }],
    [{ distribution: 'normal', mean: -1, sd: 2 }],
    [{ distribution: 'constant', value: -1 }],
    [{ distribution: 'empirical', values: [-1, 5] }],
  ] satisfies [DistributionSpec][])('%j says so', (spec) => {
    expect(() => distribution(spec).residual(0.5, 0.5)).toThrow(
      /residual time needs a law of non-negative spans/,
    );
  });
});

/** Values below 0 count as 0 in a span. */
const rawMoment = (spec: DistributionSpec, order: number): number =>
  expectation(spec, (x) => Math.pow(Math.max(0, x), order));

function expectation(spec: DistributionSpec, f: (x: number) => number): number {
  if (spec.distribution !== 'empirical') {
    const law = distribution(spec);
    return integral((u) => f(Math.max(0, law.quantile(u))));
  }
  const weights = spec.weights ?? spec.values.map(() => 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return spec.values.reduce((sum, value, index) => sum + (weights[index] / total) * f(value), 0);
}

function expectMean(values: readonly number[], mean: number): void {
  const n = values.length;
  const found = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - found) * (x - found), 0) / (n - 1);
  expect(Math.abs(found - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / n));
}
