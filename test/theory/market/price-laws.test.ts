import { describe, expect, it } from 'vitest';
import type { StepProcess } from '../../../src/kernel/index.js';
import { independentPrice, ornsteinUhlenbeck } from '../../../src/market/index.js';
import { normalQuantile, openStream } from '../../../src/random/index.js';

/** Fails unless the mean of independent samples lies within 4 standard errors of the exact value. */
function expectMean(samples: readonly number[], exact: number): void {
  const n = samples.length;
  const mean = samples.reduce((sum, x) => sum + x, 0) / n;
  const variance = samples.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1);
  const error = Math.sqrt(variance / n);
  expect(error, 'the test has no power').toBeLessThan(0.2 * Math.max(Math.abs(exact), 0.1));
  expect(Math.abs(mean - exact), `mean ${mean}, exact ${exact}, standard error ${error}`).toBeLessThanOrEqual(
    4 * error,
  );
}

function values(process: StepProcess, ticks: number): number[] {
  const path = [process.value];
  while (path.length < ticks) {
    process.advance();
    path.push(process.value);
  }
  return path;
}

const mean = (samples: readonly number[]): number => samples.reduce((sum, x) => sum + x, 0) / samples.length;
const replicate = <T>(count: number, make: (replication: number) => T): T[] =>
  Array.from({ length: count }, (_, replication) => make(replication));

describe('Ornstein-Uhlenbeck log price: median 0.30, sigma 0.5, reversion 0.2/h, a tick every 30 min', () => {
  const spec = { median: 0.3, sigma: 0.5, reversion: 0.2 / 3600, interval: 1800 };
  const phi = Math.exp(-0.1);
  const paths = replicate(60, (r) =>
    values(ornsteinUhlenbeck(spec, openStream('ou', r)), 5000).map((price) => Math.log(price / 300_000)),
  );

  it('has mean ln(median), variance sigma^2 and lag-k covariance sigma^2 phi^k', () => {
    expectMean(paths.map(mean), 0);
    for (const lag of [0, 1, 5, 20]) {
      const products = paths.map((path) => mean(path.slice(lag).map((x, t) => x * path[t])));
      expectMean(products, 0.25 * Math.exp(-0.1 * lag));
    }
  });

  it('share of time at or below b is Phi((ln b - mu) / sigma)', () => {
    for (const [b, share] of [
      [0.3, 0.5],
      [0.5, 0.846527],
      [0.7, 0.954924],
    ] as const) {
      expectMean(
        paths.map((path) => mean(path.map((x) => (x <= Math.log(b / 0.3) ? 1 : 0)))),
        share,
      );
    }
  });

  it('crosses its median upwards arccos(phi) / 2 pi times a tick', () => {
    const crossings = paths.map(
      (path) => path.slice(1).filter((x, t) => path[t] <= 0 && x > 0).length / (path.length - 1),
    );
    expectMean(crossings, Math.acos(phi) / (2 * Math.PI));
  });

  it('starts stationary: mean and variance of the first price over streams', () => {
    const first = replicate(20_000, (r) =>
      Math.log(ornsteinUhlenbeck(spec, openStream('start', r)).value / 300_000),
    );
    expectMean(first, 0);
    expectMean(
      first.map((x) => x * x),
      0.25,
    );
  });

  it('takes one uniform a tick, by inversion', () => {
    const uniforms = [0.9, 0.2, 0.5];
    const stream = { next: () => uniforms.shift() ?? NaN, save: () => 0, restore: () => undefined };
    const [first, second, third] = values(ornsteinUhlenbeck(spec, stream), 3);
    const x0 = 0.5 * normalQuantile(0.9);
    const x1 = phi * x0 + 0.5 * Math.sqrt(1 - phi * phi) * normalQuantile(0.2);
    expect(first).toBe(Math.round(300_000 * Math.exp(x0)));
    expect(second).toBe(Math.round(300_000 * Math.exp(x1)));
    expect(third).toBe(Math.round(300_000 * Math.exp(phi * x1)));
  });

  it('rounds the price and not the log price: the same path on any grid', () => {
    const fine = values(ornsteinUhlenbeck(spec, openStream('grid')), 500);
    const coarse = values(ornsteinUhlenbeck({ ...spec, round: 0.01 }, openStream('grid')), 500);
    for (const [i, price] of coarse.entries()) {
      expect(price % 10_000).toBe(0);
      expect(Math.abs(price - fine[i])).toBeLessThanOrEqual(5000);
    }
  });
});

describe('independent price', () => {
  const spec = {
    interval: 300,
    price: { distribution: 'pareto', shape: 3, min: 0.1 },
  } as const;
  const paths = replicate(40, (r) => values(independentPrice(spec, openStream('slots', r)), 5000));

  it('Pareto(0.1, 3): mean 0.15, share at or below 0.2154435 is 0.9, paid below it 0.1307594', () => {
    expectMean(
      paths.map((path) => mean(path) / 1e6),
      0.15,
    );
    expectMean(
      paths.map((path) => mean(path.map((price) => (price <= 215_443 ? 1 : 0)))),
      0.9,
    );
    expectMean(
      paths.map((path) => mean(path.filter((price) => price <= 215_443)) / 1e6),
      0.1307594,
    );
  });

  it('neighbours are independent: lag-1 covariance of "at or below" is 0', () => {
    const products = paths.map((path) => {
      const below = path.map((price) => (price <= 126_000 ? 1 : 0) - (1 - Math.exp(-3 * Math.log(1.26))));
      return 1 + mean(below.slice(1).map((x, t) => x * below[t]));
    });
    expectMean(products, 1);
  });
});
