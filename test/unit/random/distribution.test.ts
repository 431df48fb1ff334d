import {
  randomExponential,
  randomLogNormal,
  randomNormal,
  randomPareto,
  randomUniform,
  randomWeibull,
} from 'd3-random';
import { describe, expect, it } from 'vitest';
import {
  balancedHyperexponential,
  distribution,
  normalQuantile,
  openStream,
  type DistributionSpec,
} from '../../../src/random/index.js';
import { integral } from './quadrature.js';

const LAWS: readonly DistributionSpec[] = [
  { distribution: 'constant', value: 7 },
  { distribution: 'uniform', min: 2, max: 5 },
  { distribution: 'exponential', mean: 4 },
  { distribution: 'normal', mean: 10, sd: 3 },
  { distribution: 'lognormal', median: 3, sigma: 0.6 },
  { distribution: 'weibull', shape: 0.8, scale: 2 },
  { distribution: 'weibull', shape: 3, scale: 2 },
  { distribution: 'pareto', shape: 6, min: 1.5 },
  {
    distribution: 'hyperexponential',
    branches: [
      { probability: 0.7, mean: 1 },
      { probability: 0.3, mean: 5 },
    ],
  },
  { distribution: 'bathtub', tau1: 1, tau2: 0.8, b: 24 },
  { distribution: 'bathtub', a: 0.45, tau1: 1, tau2: 0.8, b: 24 },
  { distribution: 'empirical', values: [5, 1, 2], weights: [1, 2, 1] },
];

const named = LAWS.map((spec) => [`${spec.distribution} ${JSON.stringify(spec)}`, spec] as const);

/** Steps, or nearly: the quadrature meets them only to its step width, hence moments in their own tests. */
const isContinuous = ({ distribution: name }: DistributionSpec): boolean =>
  name !== 'empirical' && name !== 'bathtub';

describe.each(named.filter(([, spec]) => isContinuous(spec)))('%s', (_name, spec) => {
  const law = distribution(spec);

  it('has the mean and variance that its quantile function integrates to', () => {
    const mean = integral((u) => law.quantile(u));
    const variance = integral((u) => (law.quantile(u) - mean) * (law.quantile(u) - mean));
    expect(Math.abs(law.mean - mean)).toBeLessThan(1e-9 * Math.abs(mean));
    expect(Math.abs(law.variance - variance)).toBeLessThan(1e-7 * Math.max(variance, 1e-3));
  });
});

describe.each(named)('%s', (_name, spec) => {
  const law = distribution(spec);

  it('draws a sample with that mean and variance, within 4 standard errors', () => {
    const draws = sample(spec, 100_000);
    const mean = average(draws, (x) => x);
    const variance = average(draws, (x) => (x - law.mean) * (x - law.mean));
    const fourth = average(draws, (x) => Math.pow(x - law.mean, 4));
    const n = draws.length;
    expect(Math.abs(mean - law.mean)).toBeLessThanOrEqual(4 * Math.sqrt(law.variance / n));
    expect(Math.abs(variance - law.variance)).toBeLessThanOrEqual(
      4 * Math.sqrt((fourth - variance * variance) / n),
    );
  });

  it('never falls as the uniform grows, and is finite at both ends of the grid', () => {
    const ends = [1 / 0x200000000, 1 - 1 / 0x200000000];
    const grid = [ends[0], ...Array.from({ length: 999 }, (_, k) => (k + 1) / 1000), ends[1]];
    const values = grid.map((u) => law.quantile(u));
    expect(values.every(Number.isFinite)).toBe(true);
    for (let k = 1; k < values.length; k += 1) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
  });
});

describe('values of the quantile functions', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.9, 1.2815515655446004],
    [0.25, -0.6744897501960817],
    [1e-10, -6.361340902404056],
    [1e-20, -9.262340089798408],
    [1e-300, -37.0471],
  ])('standard normal at %d is %d', (u, value) => {
    expect(Math.abs(normalQuantile(u) - value)).toBeLessThanOrEqual(
      u === 1e-300 ? 1e-4 : 4e-15 * Math.abs(value),
    );
  });

  it('a Pareto price of shape 3 from 0.1 is below 0.2154435 in nine of ten draws (T5)', () => {
    expect(distribution({ distribution: 'pareto', shape: 3, min: 0.1 }).quantile(0.9)).toBeCloseTo(
      0.2154435,
      7,
    );
  });

  it('the median of a Weibull law is scale x (ln 2)^(1 / shape)', () => {
    const law = distribution({ distribution: 'weibull', shape: 2, scale: 10 });
    expect(law.quantile(0.5)).toBeCloseTo(10 * Math.sqrt(Math.LN2), 12);
  });

  it('a hyperexponential quantile solves its distribution function, for slow branches as rare as 1e-6', () => {
    const branches = [
      { probability: 1 - 1e-3 - 1e-6, mean: 1 },
      { probability: 1e-3, mean: 1e3 },
      { probability: 1e-6, mean: 1e7 },
    ];
    const law = distribution({ distribution: 'hyperexponential', branches });
    for (const u of [1e-9, 0.01, 0.5, 0.99, 0.9989, 0.9999, 0.9999995, 1 - 1e-9]) {
      const x = law.quantile(u);
      const below = branches.reduce((sum, b) => sum - b.probability * Math.expm1(-x / b.mean), 0);
      expect(Math.abs(below - u)).toBeLessThan(1e-14);
    }
  });

  it('balanced branches give the mean and the coefficient of variation asked for', () => {
    for (const cv of [1, 1.5, 2, 5]) {
      const law = distribution({
        distribution: 'hyperexponential',
        branches: balancedHyperexponential(3, cv),
      });
      expect(law.mean).toBeCloseTo(3, 12);
      expect(Math.sqrt(law.variance) / law.mean).toBeCloseTo(cv, 10);
    }
  });

  it('an empirical law takes each value for its share of the weight, in order of value', () => {
    const law = distribution({ distribution: 'empirical', values: [5, 1, 2, 9], weights: [1, 2, 1, 0] });
    expect([0.01, 0.5, 0.51, 0.75, 0.76, 0.999].map((u) => law.quantile(u))).toEqual([1, 1, 2, 2, 5, 5]);
    expect(law.mean).toBe(9 / 4);
    expect(law.variance).toBeCloseTo((2 * 1.25 * 1.25 + 0.25 * 0.25 + 2.75 * 2.75) / 4, 12);
  });

  it('moments that do not exist are infinite', () => {
    expect(distribution({ distribution: 'pareto', shape: 1, min: 1 }).mean).toBe(Infinity);
    const heavy = distribution({ distribution: 'pareto', shape: 2, min: 1 });
    expect([heavy.mean, heavy.variance]).toEqual([2, Infinity]);
  });
});

describe('an oracle that shares no code', () => {
  const source = (name: string): { source: () => number } => {
    const stream = openStream('oracle', name);
    return { source: () => stream.next() };
  };
  const oracles: readonly (readonly [DistributionSpec, () => number])[] = [
    [{ distribution: 'uniform', min: 2, max: 5 }, randomUniform.source(source('u').source)(2, 5)],
    [{ distribution: 'exponential', mean: 4 }, randomExponential.source(source('e').source)(1 / 4)],
    [{ distribution: 'normal', mean: 10, sd: 3 }, randomNormal.source(source('n').source)(10, 3)],
    [
      { distribution: 'lognormal', median: 3, sigma: 0.6 },
      randomLogNormal.source(source('l').source)(Math.log(3), 0.6),
    ],
    [{ distribution: 'weibull', shape: 0.8, scale: 2 }, randomWeibull.source(source('w').source)(0.8, 0, 2)],
    [{ distribution: 'pareto', shape: 6, min: 1 }, randomPareto.source(source('p').source)(6)],
  ];
  it.each(oracles)('d3-random draws %j alike (Kolmogorov-Smirnov)', (spec, draw) => {
    const n = 20_000;
    const distance = largestGap(sample(spec, n), Array.from({ length: n }, draw));
    // Beyond 2.27 sqrt(2 / n) in 6 of 100,000 cases, as 4 standard errors of a normal.
    expect(distance).toBeLessThan(2.27 * Math.sqrt(2 / n));
  });
});

describe('parameters that name no law', () => {
  it.each([
    [{ distribution: 'exponential', mean: 0 }],
    [{ distribution: 'uniform', min: 2, max: 1 }],
    [{ distribution: 'normal', mean: 0, sd: -1 }],
    [{ distribution: 'lognormal', median: 0, sigma: 1 }],
    [{ distribution: 'weibull', shape: 0, scale: 1 }],
    [{ distribution: 'pareto', shape: Number.NaN, min: 1 }],
    [{ distribution: 'hyperexponential', branches: [{ probability: 0.5, mean: 1 }] }],
    [{ distribution: 'empirical', values: [] }],
    [{ distribution: 'empirical', values: [1], weights: [0] }],
    [{ distribution: 'constant', value: Infinity }],
  ] satisfies [DistributionSpec][])('%j is refused', (spec) => {
    expect(() => distribution(spec)).toThrow(RangeError);
  });
});

function sample(spec: DistributionSpec, n: number): readonly number[] {
  const law = distribution(spec);
  const stream = openStream('sample', spec.distribution);
  return Array.from({ length: n }, () => law.quantile(stream.next()));
}

const average = (values: readonly number[], f: (x: number) => number): number =>
  values.reduce((sum, x) => sum + f(x), 0) / values.length;

/** The largest gap between two empirical distribution functions of equal size. */
function largestGap(first: readonly number[], second: readonly number[]): number {
  const a = [...first].sort((x, y) => x - y);
  const b = [...second].sort((x, y) => x - y);
  let gap = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] <= b[j]) i += 1;
    else j += 1;
    gap = Math.max(gap, Math.abs(i - j) / a.length);
  }
  return gap;
}
