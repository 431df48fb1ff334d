import { describe, expect, it } from 'vitest';
import { normalQuantile, openStream } from '../../../src/random/index.js';
import {
  akaike,
  autocovariances,
  hessian,
  inverseOf,
  nelderMead,
  normalMixture,
  observedErrors,
  politisWhiteBlock,
  quasiNewton,
  schwarz,
  solve,
} from '../../../src/statistics/index.js';

const rosenbrock = ([x, y]: readonly number[]): number => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

const normals = (count: number, name: string): Float64Array => {
  const stream = openStream('statistics', name);
  return Float64Array.from({ length: count }, () => normalQuantile(stream.next()));
};

describe('minima', () => {
  it.each([
    ['Nelder and Mead', nelderMead],
    ['quasi-Newton', quasiNewton],
  ])('%s find the end of a curved valley', (_, search) => {
    const { point, value } = search(rosenbrock, [-1.2, 1], { tolerance: 1e-14, most: 4000 });
    expect(point[0]).toBeCloseTo(1, 3);
    expect(point[1]).toBeCloseTo(1, 3);
    expect(value).toBeLessThan(1e-6);
  });

  it('take a forbidden point for no minimum', () => {
    const forbidden = ([x]: readonly number[]): number => (x < 1 ? NaN : x);
    expect(nelderMead(forbidden, [3], { step: 1 }).value).toBeCloseTo(1, 3);
  });
});

describe('linear equations', () => {
  const matrix = [
    [4, 2, 0.6],
    [2, 5, 1],
    [0.6, 1, 3],
  ];

  it('are solved, and the inverse times the matrix is one', () => {
    const x = solve(matrix, [1, 2, 3]) ?? [];
    matrix.forEach((row, index) =>
      expect(row.reduce((sum, one, k) => sum + one * x[k], 0)).toBeCloseTo(index + 1, 12),
    );
    const inverse = inverseOf(matrix) ?? [];
    const product = matrix.map((row) =>
      matrix.map((_, k) => row.reduce((sum, one, j) => sum + one * inverse[j][k], 0)),
    );
    product.forEach((row, i) => row.forEach((one, k) => expect(one).toBeCloseTo(i === k ? 1 : 0, 12)));
  });

  it('have no solution where the matrix is not positive definite', () => {
    expect(
      inverseOf([
        [1, 2],
        [2, 1],
      ]),
    ).toBeUndefined();
  });
});

describe('information', () => {
  it('is the second derivative: standard errors of a normal mean and log sd are known', () => {
    const x = normals(2000, 'information');
    const negative = ([mean, log]: readonly number[]): number =>
      x.reduce(
        (sum, one) => sum + log + 0.5 * ((one - mean) / Math.exp(log)) * ((one - mean) / Math.exp(log)),
        0,
      );
    const { point } = nelderMead(negative, [0.3, 0.2]);
    const errors = observedErrors(negative, point) ?? [];
    expect(errors[0] / (Math.exp(point[1]) / Math.sqrt(2000))).toBeCloseTo(1, 2);
    expect(errors[1] / (1 / Math.sqrt(4000))).toBeCloseTo(1, 2);
  });

  it('is undefined where a parameter does not matter', () => {
    expect(observedErrors(([x]) => x * x, [0, 5])).toBeUndefined();
  });

  it('gives mixed derivatives, and criteria by their formulas', () => {
    const [[xx, xy], [, yy]] = hessian(([x, y]) => x * x * y + 3 * y * y, [2, 1], [1e-3, 1e-3]);
    expect([xx, xy, yy].map((one) => Math.round(one * 1e4) / 1e4)).toEqual([2, 4, 6]);
    expect(akaike(-10, 3)).toBe(26);
    expect(schwarz(-10, 3, 100)).toBeCloseTo(3 * Math.log(100) + 20, 12);
  });
});

describe('normal laws', () => {
  it('are told apart in a mixture, weights included', () => {
    const z = normals(6000, 'mixture');
    const value = z.map((one, index) => (index % 3 === 0 ? 10 + 2 * one : one));
    const { components } = normalMixture(
      { value, weight: value.map(() => 1) },
      { components: 2, leastSd: 0.01 },
    );
    const [low, high] = components;
    expect(low.weight).toBeCloseTo(2 / 3, 1);
    expect(Math.abs(low.mean)).toBeLessThan(0.07);
    expect(Math.abs(high.mean - 10)).toBeLessThan(0.2);
    expect(Math.abs(high.sd - 2)).toBeLessThan(0.15);
  });

  it('never get narrower than allowed: a component may sit on one value', () => {
    const value = Float64Array.from([1, 1, 1, 1, 5, 5]);
    const { components } = normalMixture(
      { value, weight: value.map(() => 1) },
      { components: 2, leastSd: 0.1 },
    );
    expect(components.map(({ sd }) => sd)).toEqual([0.1, 0.1]);
    expect(components[0].weight).toBeCloseTo(2 / 3, 6);
  });
});

describe('the automatic block length', () => {
  it('is short without memory, and grows with it as the formula says', () => {
    const n = 20_000;
    const z = normals(n, 'blocks');
    expect(politisWhiteBlock(z)).toBeLessThan(4);
    const phi = 0.9;
    const x = new Float64Array(n);
    for (let i = 1; i < n; i += 1) x[i] = phi * x[i - 1] + z[i];
    // For an AR(1): G / g(0) = 2 phi / (1 - phi^2), so that b = (G / g(0))^(2/3) n^(1/3).
    const exact = Math.pow((2 * phi) / (1 - phi * phi), 2 / 3) * Math.cbrt(n);
    expect(Math.abs(politisWhiteBlock(x) / exact - 1)).toBeLessThan(0.35);
    expect(politisWhiteBlock(Float64Array.from({ length: 50 }, () => 1))).toBe(1);
  });

  it('rests on covariances with divisor n', () => {
    expect([...autocovariances(Float64Array.from([1, 2, 3, 4]), 1)]).toEqual([1.25, 0.3125]);
  });
});
