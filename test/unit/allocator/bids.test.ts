import { describe, expect, it } from 'vitest';
import { draftsBid, type DraftsSettings } from '../../../src/allocator/strategy/drafts.js';
import { mean, percentile } from '../../../src/allocator/strategy/history-bids.js';
import {
  leastObservations,
  lowerBoundPlace,
  upperBoundPlace,
} from '../../../src/allocator/strategy/order-statistic.js';
import type { Observation, SeenPrices } from '../../../src/allocator/strategy/strategy.js';
import { oneTimeBid, persistentBid, psi } from '../../../src/allocator/strategy/zheng.js';
import { distribution, openStream } from '../../../src/random/index.js';
import { weightedQuantile } from '../../../src/statistics/index.js';

const path = (price: readonly number[], slot = 300): SeenPrices => ({
  at: price.map((_, i) => i * slot),
  price,
  until: price.length * slot,
});

describe('order statistics that bound a quantile (DrAFTS)', () => {
  it.each([
    [0.95, 0.95, 59],
    [0.975, 0.95, 119],
    [0.975, 0.99, 182],
  ])('the %d-quantile with confidence %d needs %d observations', (q, c, n) => {
    expect(leastObservations(q, c)).toBe(n);
    expect(upperBoundPlace(n, q, c)).toBe(n);
    expect(upperBoundPlace(n - 1, q, c)).toBeUndefined();
  });

  it.each([
    [100, 0.95, 0.95, 99],
    [1000, 0.95, 0.95, 962],
    [1000, 0.975, 0.99, 987],
    [8640, 0.975, 0.99, 8458],
  ])('of %d, quantile %d, confidence %d it is the %d-th', (n, q, c, k) => {
    expect(upperBoundPlace(n, q, c)).toBe(k);
    expect(lowerBoundPlace(n, 1 - q, c)).toBe(n + 1 - k);
  });
});

describe('the bid of DrAFTS', () => {
  const settings: DraftsSettings = {
    ...{ probability: 0.95, confidence: 0.99, need: 3600, tick: 300, changeAfter: 6 * 3600, increment: 100 },
    ...{ window: 1e9, every: 1, cap: null },
  };

  it('is a step above a price that never moves', () => {
    expect(draftsBid(path(Array.from({ length: 400 }, () => 5000)), settings)).toBe(5100);
  });

  it('is a step above the 986-th of 1000 prices, q being sqrt(.95) = .97468', () => {
    // All of 1 to 1000, in an order without a trend.
    const prices = Array.from({ length: 1000 }, (_, i) => ((i * 617) % 1000) + 1);
    const seen = { ...path(prices), until: 299_999 };
    expect(draftsBid(seen, { ...settings, need: 0, increment: 1 })).toBe(987);
  });

  it('needs enough history', () => {
    expect(draftsBid(path(Array.from({ length: 100 }, () => 5000)), settings)).toBeUndefined();
  });

  it('forgets what was before a price that has stood above its bound', () => {
    const changed = [
      ...Array.from({ length: 20_000 }, () => 5000),
      ...Array.from({ length: 230 }, () => 9000),
    ];
    expect(draftsBid(path(changed), settings)).toBe(9100);
  });

  it('goes up in steps of 5 % until a unit lasts as long as it is needed', () => {
    // One tick in forty at 10,500: more than the least bid, 10,000 and a step, but not more than 5 % above it.
    const spiky = Array.from({ length: 4000 }, (_, i) => (i % 80 === 79 ? 10_500 : 10_000));
    expect(draftsBid(path(spiky), settings)).toBeCloseTo(10_100 * 1.05, 6);
  });
});

// Slot prices with a Pareto law, a = .1 and alpha = 3: F(p) = 1 - (a / p)^3, and the integral of x dF below p.
const below = (p: number): number => 1 - 1e-3 / (p * p * p);
const spent = (p: number): number => 0.15 * (1 - 1e-2 / (p * p));

describe("Zheng's bids on Pareto prices (T8)", () => {
  const exact = path(Array.from({ length: 200_000 }, (_, i) => 0.1 / Math.cbrt(1 - (i + 0.5) / 200_000)));
  const drawn = (() => {
    const law = distribution({ distribution: 'pareto', shape: 3, min: 0.1 } as never);
    const stream = openStream('7', 0, 'zheng');
    return path(Array.from({ length: 17_280 }, () => law.quantile(stream.next())));
  })();
  const work = { work: 3600, slot: 300 };
  const persistent = { recovery: 60, slot: 300 };

  it('one time: F^-1(1 - t_k / t_s) = .2289428', () => {
    expect(oneTimeBid(exact, work)).toBeCloseTo(0.2289428, 5);
    expect(oneTimeBid(drawn, work) / 0.2289428).toBeCloseTo(1, 1);
  });

  it('persistent: psi(p) = t_k / t_r - 1 at .1162569, where an hour of useful work costs .122967', () => {
    expect(psi(0.1162569, below(0.1162569), spent(0.1162569))).toBeCloseTo(4, 4);
    const { bid, cost } = persistentBid(exact, persistent);
    expect(bid).toBeCloseTo(0.1162569, 4);
    expect(cost).toBeCloseTo(0.122967, 5);
    expect(persistentBid(drawn, persistent).bid / 0.1162569).toBeCloseTo(1, 1);
  });
});

describe('bids from a history', () => {
  const seen = (prices: readonly number[], limit: number): Observation => ({
    at: 900,
    desired: 1,
    choices: [
      {
        entry: 0,
        type: 't',
        pool: 'p',
        zone: 'z',
        tier: 'unprotected',
        limit,
        standardPrice: 1000,
        weight: 1,
      },
    ],
    replicas: [],
    news: [],
    price: () => prices[prices.length - 1],
    history: () => ({ at: [0, 800, 850], price: prices, until: 900 }),
    spare: () => undefined,
  });
  const settings = { window: 900, every: 900, cap: null };
  const ceilingOf = (strategy: ReturnType<typeof mean>, observation: Observation): number | undefined =>
    strategy.decide(strategy.initial, observation)[1][0].entries[0].ceiling;

  it('weigh prices by the time that they held, not by how often they changed', () => {
    const observation = seen([100, 300, 500], 10_000);
    expect(ceilingOf(percentile({ ...settings, quantile: 0.8 }), observation)).toBe(100);
    expect(ceilingOf(percentile({ ...settings, quantile: 0.9 }), observation)).toBe(300);
    expect(ceilingOf(percentile({ ...settings, quantile: 1 }), observation)).toBe(500);
    expect(ceilingOf(mean(settings), observation)).toBe(Math.floor((800 * 100 + 50 * 300 + 50 * 500) / 900));
    expect(weightedQuantile([3, 1, 2], [0, 0, 0], 0.5)).toBe(2);
  });

  it('stay within the cap and the listed limit', () => {
    const observation = seen([900, 900, 900], 700);
    expect(ceilingOf(mean(settings), observation)).toBe(700);
    expect(ceilingOf(mean({ ...settings, cap: 0.5 }), observation)).toBe(500);
  });
});
