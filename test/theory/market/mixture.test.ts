import { describe, expect, it } from 'vitest';
import { mixturePrice } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { phi } from '../../support/normal.js';

const spec = {
  price: [
    { weight: 5, mean: 0.1, sd: 0.02 },
    { weight: 3, mean: 0.15, sd: 0.1 },
    { weight: 2, mean: 0.3, sd: 0.01 },
  ],
  gap: [
    { weight: 3, mean: 300, sd: 200 },
    { weight: 1, mean: 7200, sd: 1800 },
  ],
};
type Bells = typeof spec.price;

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const total = (bells: Bells, of: (mean: number, sd: number) => number): number =>
  bells.reduce((sum, { weight, mean, sd }) => sum + weight * of(mean, sd), 0);

/** E[X^order | X > 0] of the mixture: sums of w (m^2 + s^2) Phi(m/s) + m s phi(m/s) and the like. */
const moment = (bells: Bells, order: 1 | 2): number =>
  total(bells, (m, s) =>
    order === 1 ? m * phi(m / s) + s * density(m / s) : (m * m + s * s) * phi(m / s) + m * s * density(m / s),
  ) / total(bells, (m, s) => phi(m / s));

const shareBelow = (bells: Bells, x: number): number =>
  total(bells, (m, s) => phi((x - m) / s) - phi(-m / s)) / total(bells, (m, s) => phi(m / s));

const END = 60 * 86_400;

/** Changes, and integrals over time of what is asked for, in [0, END). */
function walk(
  run: number,
  ...of: readonly ((price: number) => number)[]
): { changes: number; means: number[] } {
  const process = mixturePrice(spec, openStream('mixture', run));
  const means = of.map(() => 0);
  let changes = 0;
  for (let at = 0; at < END; process.advance(), changes += 1) {
    const until = Math.min(process.nextAt, END);
    of.forEach((f, i) => (means[i] += (f(process.value / 1e6) * (until - at)) / END));
    at = until;
    if (at === END) break;
  }
  return { changes, means };
}

describe('a price and a gap from mixtures of normal laws above 0', () => {
  const gap = moment(spec.gap, 1);
  const runs = Array.from({ length: 150 }, (_, run) =>
    walk(
      run,
      (p) => p,
      (p) => p * p,
      (p) => (p <= 0.12 ? 1 : 0),
    ),
  );
  const mean = (i: number) => estimate(runs.map(({ means }) => means[i]));

  it('has the time mean of its marks, as gap and price are independent (renewal reward)', () => {
    expectAgreement('time mean of the price', moment(spec.price, 1), mean(0));
    expectAgreement('time mean of its square', moment(spec.price, 2), mean(1));
    expectAgreement('share of time below 0.12', shareBelow(spec.price, 0.12), mean(2));
  });

  it('changes 1 / E[gap] times a second from second 0 on: it starts in equilibrium', () => {
    expectAgreement('changes', END / gap, estimate(runs.map(({ changes }) => changes)));
    // The first change: E[gap^2] / (2 E[gap]), rounded up. Prices have no part in it; a certain one is soonest made.
    const marks = { ...spec, price: [{ weight: 1, mean: 0.1, sd: 0 }] };
    const first = Array.from(
      { length: 14_000 },
      (_, run) => mixturePrice(marks, openStream('first', run)).nextAt,
    );
    expectAgreement('first change', moment(spec.gap, 2) / (2 * gap) + 0.5, estimate(first));
  });

  it('is as correlated over a time as the chance that no change came: over 10 minutes', () => {
    // P(no change in d) = E[(gap - d)+] / E[gap].
    const lag = 600;
    const excess =
      total(spec.gap, (m, s) => (m - lag) * phi((m - lag) / s) + s * density((m - lag) / s)) /
      total(spec.gap, (m, s) => phi(m / s));
    const variance = moment(spec.price, 2) - moment(spec.price, 1) * moment(spec.price, 1);
    const centre = moment(spec.price, 1);
    const products = Array.from({ length: 60 }, (_, run) => {
      const process = mixturePrice(spec, openStream('lag', run));
      let [before, sum] = [NaN, 0];
      for (let at = 0; at <= END; at += lag) {
        while (process.nextAt <= at) process.advance();
        const now = process.value / 1e6 - centre;
        if (at > 0) sum += before * now;
        before = now;
      }
      return sum / (END / lag);
    });
    expectAgreement('covariance over 10 min', (variance * excess) / gap, estimate(products));
  });

  it('keeps its rate where gaps are shorter than a second on average: rounding does not add up', () => {
    const short = { ...spec, gap: [{ weight: 1, mean: 1.3, sd: 0.2 }] };
    const process = mixturePrice(short, openStream('short'));
    for (let change = 0; change < 20_000; change += 1) process.advance();
    expect(Math.abs(process.nextAt / (20_000 * 1.3) - 1)).toBeLessThan(0.005);
  });

  it('takes one uniform for each price and each gap, after two for the residual gap', () => {
    let taken = 0;
    const stream = openStream('count');
    const process = mixturePrice(spec, { ...stream, next: () => (taken++, stream.next()) });
    expect(taken).toBe(3);
    process.advance();
    expect(taken).toBe(5);
  });
});
