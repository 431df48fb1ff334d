import { describe, expect, it } from 'vitest';
import { auction, type AuctionSpec } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { lagged, meanOf, repeat, ticksOf } from '../../support/paths.js';

const uniform = { distribution: 'uniform', min: 0, max: 1 } as const;
const T16: AuctionSpec = {
  capacity: 12,
  bidders: 20,
  bids: uniform,
  reserve: 0,
  persistence: 0,
  interval: 300,
};
const pathsOf = (spec: AuctionSpec, count = 30) =>
  repeat(count, (r) => ticksOf(auction(spec, openStream('auction', r)), 5000).map((price) => price / 1e6));

/** P(price <= x) = sum over j <= C of C(n, j) (1 - x)^j x^(n - j). */
function shareUpTo({ capacity, bidders }: AuctionSpec, x: number): number {
  let weight = Math.exp(bidders * Math.log(x));
  let total = weight;
  for (let j = 0; j < capacity; j += 1) {
    weight *= ((bidders - j) / (j + 1)) * ((1 - x) / x);
    total += weight;
  }
  return total;
}

describe.each([0, 0.5])('20 bids uniform on (0, 1) for 12 units, persistence %d', (persistence) => {
  const spec = { ...T16, persistence };
  const paths = pathsOf(spec);

  it('clears at the 13th highest: mean 8/21, variance .0107194, and the binomial sum', () => {
    const exact = 8 / 21;
    expectAgreement(`auction: mean, ${persistence}`, exact, estimate(paths.map(meanOf)));
    const variance = (8 * 13) / (21 * 21 * 22);
    expect(variance).toBeCloseTo(0.0107194, 6);
    const found = estimate(paths.map((path) => meanOf(path.map((p) => (p - exact) * (p - exact)))));
    expectAgreement(`auction: variance, ${persistence}`, variance, found);
    for (const x of [0.3, 0.45]) {
      const share = estimate(paths.map((path) => meanOf(path.map((price) => (price <= x ? 1 : 0)))));
      expectAgreement(`auction: P(price <= ${x}), ${persistence}`, shareUpTo(spec, x), share);
    }
  });

  it('begins stationary', () => {
    const first = repeat(3000, (r) => auction(spec, openStream('first', r)).value / 1e6);
    expectAgreement(`auction: mean at second 0, ${persistence}`, 8 / 21, estimate(first));
  });
});

describe('bids that stand', () => {
  it('with all but one unit sold, keep the lowest bid: P(both above x) = ((1 - x)(s + (1 - s)(1 - x)))^n', () => {
    const spec = { ...T16, capacity: 4, bidders: 5, persistence: 0.8 };
    const paths = pathsOf(spec, 60).map((path) => path.map((price) => (price > 0.1 ? 1 : 0)));
    const joint = Math.exp(5 * Math.log(0.9 * (0.8 + 0.2 * 0.9)));
    expectAgreement(
      'auction: both of two ticks above',
      joint,
      estimate(paths.map((path) => lagged(path, 1))),
    );
  });

  it('without persistence, two ticks are independent', () => {
    const paths = pathsOf({ ...T16, capacity: 4, bidders: 5 }, 60).map((path) =>
      path.map((price) => (price > 0.1 ? 1 : 0)),
    );
    const joint = Math.exp(10 * Math.log(0.9));
    expectAgreement('auction: independent ticks', joint, estimate(paths.map((path) => lagged(path, 1))));
  });
});

it('the reserve is the least price, held as often as the auction would clear below it', () => {
  const spec = { ...T16, reserve: 0.4 };
  const paths = pathsOf(spec);
  for (const path of paths) expect(Math.min(...path)).toBe(0.4);
  const share = estimate(paths.map((path) => meanOf(path.map((price) => (price === 0.4 ? 1 : 0)))));
  expectAgreement('auction: share at the reserve', shareUpTo(spec, 0.4), share);
});

it('a new auction takes one uniform, and a larger one never gives a lower price', () => {
  const uniforms = [0.1, 0.2, 0.5, 0.9];
  const stream = { next: () => uniforms.shift() ?? NaN, save: () => 0, restore: () => undefined };
  const prices = ticksOf(auction(T16, stream), 4);
  expect(prices).toEqual([...prices].sort((a, b) => a - b));
  expect(new Set(prices).size).toBe(4);
});
