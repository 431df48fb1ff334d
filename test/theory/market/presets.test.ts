import { describe, expect, it } from 'vitest';
import { openStream } from '../../../src/random/index.js';
import { PRICE_PRESETS } from '../../../src/scenario/index.js';
import { estimate, ratio, sum } from '../../support/estimate.js';
import { repeat, spellsOf } from '../../support/paths.js';
import { pool } from '../../support/simulate.js';
import { modelOf } from '../../support/theory.js';

const YEARS = 60;
const YEAR = 365 * 86_400;
const STANDARD = 650_000;

/** One simulated year of a preset. */
function measure(name: string, year: number) {
  const input = {
    pools: [pool('a', { standardPrice: 0.65, price: { process: 'preset', name } })],
    services: [],
  };
  const market = (models[name] ??= modelOf(input)).pools[0].market;
  if (market === undefined) throw new Error('no market');
  const of = (...purpose: readonly string[]) => openStream('preset', year, ...purpose);
  const within = [0, 0, 0];
  const begun: number[] = [];
  let changes = 0;
  let before = NaN;
  spellsOf(market.process(of(), of, UNSEEN), YEAR, (price, seconds, at) => {
    for (const [i, level] of [0.5, 1, 2].entries()) if (price <= level * STANDARD) within[i] += seconds;
    if (price !== before) changes += 1;
    if (price > STANDARD && before <= STANDARD) begun.push(at);
    before = price;
  });
  const gaps = estimate(begun.slice(1).map((at, i) => at - begun[i]));
  return {
    shares: within.map((time) => time / YEAR),
    changes: changes / 8760,
    begun: begun.length,
    cv: gaps.sd / gaps.mean,
  };
}
/** A pool that none of these prices looks at. */
const UNSEEN = { stock: () => 0, used: () => 0 };
const models: Record<string, ReturnType<typeof modelOf>> = {};

// Tolerances: 0.02 in a share of time beside 4 standard errors of 60 years (spikes that come in clusters and have heavy
// tails scatter widely: up to 0.01 even so), 5 % in changes per hour, 25 % in the number of spikes.
const AUCTIONS = Object.entries(PRICE_PRESETS).flatMap(([name, preset]) =>
  preset.kind === 'auction-market' ? [[name, preset] as const] : [],
);

describe.each(AUCTIONS)('%s comes near to what was measured', (name, market) => {
  const years = repeat(YEARS, (year) => measure(name, year));

  it('in the share of time at or below 0.5, 1 and 2 times the standard price, and so in that of spikes', () => {
    for (const [i, measured] of market.availability.entries()) {
      const { mean, error } = estimate(years.map(({ shares }) => shares[i]));
      expect(error).toBeLessThan(0.012);
      expect(Math.abs(mean - measured), `${mean} for ${measured}`).toBeLessThan(0.02 + 4 * error);
    }
    const { mean } = estimate(years.map(({ shares }) => 1 - shares[1]));
    expect(Math.abs(mean - market.spikes.share)).toBeLessThan(0.02);
  });

  it('in changes per hour, and in how many spikes there are and how long they last', () => {
    const changes = estimate(years.map((year) => year.changes)).mean;
    expect(Math.abs(changes / market.changesPerHour - 1)).toBeLessThan(0.05);
    const hours = years.map(({ shares }) => (1 - shares[1]) * 8760);
    const { mean, error } = ratio(
      hours,
      years.map(({ begun }) => begun),
    );
    expect(Math.abs(mean - market.spikes.mean), `${mean} h`).toBeLessThan(
      0.25 * market.spikes.mean + 4 * error,
    );
    const weekly = (168 * market.spikes.share) / market.spikes.mean;
    const found = sum(years.map(({ begun }) => begun)) / YEARS / (365 / 7);
    expect(Math.abs(found / weekly - 1), `${found} for ${weekly} a week`).toBeLessThan(0.25);
  });

  it('in the clustering of spikes: times between them have a cv of 2.6 to 8.9', () => {
    const { mean, error } = estimate(years.map(({ cv }) => cv));
    expect(mean).toBeGreaterThan(2.6 - 4 * error);
    expect(mean).toBeLessThan(8.9);
  });
});

describe('smooth-2022 comes near to what was measured', () => {
  // 27,000 changes: 4 standard errors of a quantile are below 5 % of it.
  const of = (...purpose: readonly string[]) => openStream('smooth', ...purpose);
  const input = { pools: [pool('a', { price: { process: 'preset', name: 'smooth-2022' } })], services: [] };
  const prices: number[] = [];
  const market = modelOf(input).pools[0].market;
  if (market !== undefined) {
    spellsOf(market.process(of(), of, UNSEEN), 30 * YEAR, (price) => {
      if (price !== prices.at(-1)) prices.push(price);
    });
  }

  it('in changes per day, within 5 %', () => {
    const daily = prices.length / (30 * 365);
    expect(Math.abs(daily / 2.45 - 1)).toBeLessThan(0.05);
  });

  it('in the size of changes: median 0.24 %, upper quartile 0.45 %, p90 0.84 %, within 12 %', () => {
    const sizes = prices.slice(1).map((price, i) => Math.abs(price / prices[i] - 1));
    sizes.sort((a, b) => a - b);
    for (const [share, measured] of [
      [0.5, 0.0024],
      [0.75, 0.0045],
      [0.9, 0.0084],
    ] as const) {
      const found = sizes[Math.floor(share * sizes.length)];
      expect(Math.abs(found / measured - 1), `${found} at ${share}`).toBeLessThan(0.12);
    }
  });
});
