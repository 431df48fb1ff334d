import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/index.js';
import { estimate, expectAgreement } from '../support/estimate.js';
import { stationaryBand } from '../support/reserve-price.js';
import { pool, service } from '../support/simulate.js';
import { modelOf, replicate } from '../support/theory.js';

// A reserve price between 0.10 and 0.20, a replica under each of four ceilings inside. Unlimited stock, nothing that
// delays: ready exactly while the price is at or below the ceiling, so that availability is the curve A(b).
const FLOOR = 0.1;
const CEILING = 0.2;
const SHARES = [0.2, 0.4, 0.6, 0.8];
const RUNS = 30;
const bidAt = (share: number): number => Math.round((FLOOR + share * (CEILING - FLOOR)) * 1e6) / 1e6;

const marketOf = (truncation: string) =>
  modelOf({
    name: 'reserve-price',
    duration: '20d',
    pools: [
      pool('a', {
        price: { process: 'reserve-price', floor: FLOOR, ceiling: CEILING, truncation },
        stock: { process: 'unlimited' },
      }),
    ],
    services: SHARES.map((share) =>
      service(`under ${share}`, {
        protection: false,
        startup: 0,
        instances: [{ type: 'ecs.a', spotPriceLimit: bidAt(share) }],
      }),
    ),
  });

describe.each([
  // The paper fits straight lines; drawn anew, steps keep away from the ends, which bends the line a little.
  { truncation: 'resample', bend: 0.045 },
  { truncation: 'reflect', bend: 0.01 },
] as const)('the availability curve of a reserve price, $truncation', ({ truncation, bend }) => {
  const law = stationaryBand({ coefficient: -0.7, noise: 0.39, truncation });
  let runs: readonly RunResults[] = [];
  beforeAll(() => {
    runs = replicate(marketOf(truncation), RUNS);
  }, 60_000);
  const found = (share: number) =>
    estimate(runs.map(({ services }) => services[`under ${share}`]?.availability ?? NaN));

  it('is that of the stationary law of the banded AR(1)', () => {
    for (const share of SHARES)
      expectAgreement(`A(floor + ${share} width), ${truncation}`, law.shareBelow(share * 60), found(share));
  });

  it(`is near to the straight line from floor to ceiling that the paper found: within ${bend}`, () => {
    const away = SHARES.map((share) => Math.abs(found(share).mean - share));
    expect(Math.max(...away)).toBeLessThan(bend);
  });

  it('pays the middle of the band on average', () => {
    expectAgreement(
      `mean price, ${truncation}`,
      (FLOOR + CEILING) / 2,
      estimate(runs.map(({ pools }) => pools['a'].priceMean ?? NaN)),
    );
  });
});
