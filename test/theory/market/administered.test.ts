import { describe, expect, it } from 'vitest';
import { administeredPrice, type AdministeredPriceSpec } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement, ratio } from '../../support/estimate.js';

const DAY = 86_400;
/** The defaults of the schema. */
const aws: AdministeredPriceSpec = {
  ...{ median: 10, sigma: 0.03, reversion: 0.033 / DAY, changes: 2.5 / DAY, maxStep: 0.05 },
};

/** Log price over the median at each change, with the seconds of the changes. */
function path(spec: AdministeredPriceSpec, run: number, changes: number): { at: number[]; x: number[] } {
  const process = administeredPrice(spec, openStream('administered', run));
  const at = [0];
  const x = [Math.log(process.value / (spec.median * 1e6))];
  while (at.length <= changes) {
    at.push(process.nextAt);
    process.advance();
    x.push(Math.log(process.value / (spec.median * 1e6)));
  }
  return { at, x };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const stepsOf = (x: readonly number[]): number[] => x.slice(1).map((now, t) => now - x[t]);

describe('the administered price at its defaults', () => {
  const runs = Array.from({ length: 120 }, (_, run) => path(aws, run, 2500));

  it('has the stationary law N(ln median, sigma^2) of its level', () => {
    const first = Array.from({ length: 22_000 }, (_, run) => path(aws, -1 - run, 0).x[0]);
    expectAgreement(
      'E (x / sigma)^2 at second 0',
      1,
      estimate(first.map((x) => (x / aws.sigma) * (x / aws.sigma))),
    );
    expectAgreement('E (1 + x) at second 0', 1, estimate(first.map((x) => 1 + x)));
  });

  it('changes 2.5 times a day, as AWS did: 2.3 to 2.6 updates a day and zone', () => {
    const perDay = ratio(
      runs.map(() => 2500),
      runs.map(({ at }) => at[2500] / DAY),
    );
    expectAgreement('changes a day', 2.5, perDay);
    expect(perDay.mean > 2.3 && perDay.mean < 2.6).toBe(true);
  });

  it('has steps of variance 2 sigma^2 reversion / (changes + reversion), Laplace in law: median ln 2 of their mean', () => {
    const steps = runs.map(({ x }) => stepsOf(x).map(Math.abs));
    const variance = (2 * aws.sigma * aws.sigma * aws.reversion) / (aws.changes + aws.reversion);
    expectAgreement('step variance', variance, estimate(steps.map((d) => mean(d.map((x) => x * x)))));
    const size = Math.sqrt(variance / 2);
    for (const [q, share] of [
      [Math.LN2, 0.5],
      [Math.log(4), 0.75],
      [Math.log(10), 0.9],
    ]) {
      const below = estimate(steps.map((d) => mean(d.map((x) => (x <= q * size ? 1 : 0)))));
      // Laplace to first order in reversion / changes, 0.013.
      expect(Math.abs(below.mean - share)).toBeLessThan(0.006);
    }
  });

  it('steps by 0.24, 0.45 and 0.84 % in the median, at 75 % and at 90 %, within a tenth of what AWS showed in 2022', () => {
    const sizes = runs
      .flatMap(({ x }) => stepsOf(x).map((d) => Math.abs(Math.expm1(d))))
      .sort((a, b) => a - b);
    for (const [share, seen] of [
      [0.5, 0.0024],
      [0.75, 0.0045],
      [0.9, 0.0084],
    ]) {
      const found = sizes[Math.floor(share * sizes.length)];
      expect(Math.abs(found / seen - 1), `${share}: ${found}`).toBeLessThan(0.1);
    }
  });
});

describe('an administered price whose steps are never cut', () => {
  // Fast enough to come round often: 0.4 of a reversion time between two changes.
  const brisk: AdministeredPriceSpec = { ...aws, reversion: 1 / DAY, maxStep: 10 };
  const runs = Array.from({ length: 60 }, (_, run) => path(brisk, run, 6000));

  it('has variance sigma^2 over time: a price weighs as long as it holds', () => {
    const squares = runs.map(({ at, x }) =>
      x.slice(0, -1).reduce((sum, now, t) => sum + now * now * (at[t + 1] - at[t]), 0),
    );
    const time = runs.map(({ at }) => at[at.length - 1]);
    expectAgreement('variance over time', brisk.sigma * brisk.sigma, ratio(squares, time));
  });

  it('has lag-k correlation (changes / (changes + reversion))^k from change to change', () => {
    for (const lag of [1, 2]) {
      const products = runs.map(({ x }) => mean(x.slice(lag).map((now, t) => now * x[t])));
      const exact = Math.exp(lag * Math.log(2.5 / 3.5)) * brisk.sigma * brisk.sigma;
      expectAgreement(`lag-${lag} covariance`, exact, estimate(products));
    }
  });
});

describe('the largest step', () => {
  const hasty: AdministeredPriceSpec = {
    ...aws,
    sigma: 0.5,
    reversion: 1 / DAY,
    changes: 5 / DAY,
    maxStep: 0.02,
  };

  it('is never passed, and the price goes on after its level', () => {
    const sizes = stepsOf(path(hasty, 0, 5000).x).map(Math.abs);
    expect(Math.max(...sizes)).toBeLessThan(Math.log(1.02) + 1e-6);
    expect(mean(sizes.map((d) => (d > Math.log(1.02) - 1e-6 ? 1 : 0)))).toBeGreaterThan(0.5);
  });

  it('leaves no trend at the start: the mean square is that of later on', () => {
    const paths = Array.from({ length: 3000 }, (_, run) => path(hasty, run, 200).x);
    const square = (t: number) => estimate(paths.map((x) => x[t] * x[t]));
    const [begin, later] = [square(0), square(200)];
    expect(begin.error / begin.mean).toBeLessThan(0.03);
    expect(Math.abs(begin.mean - later.mean)).toBeLessThan(4 * Math.hypot(begin.error, later.error));
    expect(Math.sqrt(begin.mean)).toBeLessThan(0.25);
  });
});
