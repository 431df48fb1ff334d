import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OmniscientPass, run } from '../../../src/index.js';
import type { Model, OmniscientFigures } from '../../../src/index.js';
import { pool, service, steps, type Input } from '../../support/simulate.js';
import { modelOf } from '../../support/theory.js';

/** The bound of the only service in one run. */
function figures(model: Model): OmniscientFigures {
  const pass = new OmniscientPass(model);
  const results = run(model, { recorders: () => [pass.market] });
  const { totals } = pass.withBound(results, model.scenario.duration);
  return (totals as unknown as { readonly omniscient: OmniscientFigures }).omniscient;
}

const spot = (name: string, spotPriceLimit: number | 'market' = 'market'): Input => ({
  type: `ecs.${name}`,
  spotPriceLimit,
});

const HOUR = 3600;

describe('the omniscient bound of a story', () => {
  const story = (changes: Input, rules: Input = {}): Model =>
    modelOf({
      duration: '4h',
      rules,
      pools: [
        pool('a', { price: steps([0, 0.1], [HOUR, 0.3], [2 * HOUR, 0.1]), stock: { process: 'unlimited' } }),
        pool('b', { zone: 'z', price: steps([0, 0.2]), stock: { process: 'constant', capacity: 1 } }),
      ],
      services: [
        service('s', {
          ...{ replicas: 2, protection: false, startup: 0, instances: [spot('a'), spot('b')] },
          ...changes,
        }),
      ],
    });

  it('takes the cheapest units at every instant, each pool as far as its stock goes', () => {
    // Two at .1 for three hours; in the hour between one at .2 and one at .3.
    const found = figures(story({}));
    expect(found.cost).toBeCloseTo(2 * 0.1 * 3 + 0.2 + 0.3, 9);
    expect(found.readyReplicaSeconds).toBe(8 * HOUR);
    expect(found.costPerReadyHour).toBeCloseTo(1.1 / 8, 9);
    // The list stays where it is: two at the price of pool a all the time.
    expect(found.costAsReady).toBeCloseTo(1.1, 9);
    expect(found.regret).toBeCloseTo(0.1, 9);
    expect(found.relativeRegret).toBeCloseTo(0.1 / 1.1, 9);
  });

  it('asks for no more than could be had, and compares with as much as was had', () => {
    const found = figures(story({ instances: [spot('a', 0.15)], startup: '10m' }));
    // Ready after ten minutes, and again ten minutes after the price has fallen.
    expect(found.readyReplicaSeconds).toBe(2 * (50 * 60 + 110 * 60));
    expect(found.regret).toBeCloseTo(0, 5);
    expect(found.costAsReady).toBeCloseTo(found.cost, 9);
  });

  it('locks no price where nothing is protected, and the least of the last hour where it is', () => {
    const protects = { protection: HOUR, checkInterval: 0 };
    const instances = [spot('a')];
    expect(figures(story({ instances, replicas: 1 }, protects)).cost).toBeCloseTo(0.6, 9);
    const locked = { ...protects, protectionPricing: 'locked' };
    const held = figures(story({ instances, replicas: 1, protection: true }, locked));
    expect(held.cost).toBeCloseTo(0.4, 4);
    expect(held.regret).toBeGreaterThan(0);
  });

  it('leaves a protected unit its hour and a noticed one its notice when stock is gone', () => {
    const gone = (startup: number, rules: Input): number =>
      figures(
        modelOf({
          duration: '4h',
          rules: { protection: 600, ...rules },
          pools: [pool('a', { stock: steps([0, 1], [HOUR, 0], [HOUR + 300, 1], [2 * HOUR, 0]) })],
          services: [service('s', { protection: true, startup, instances: [spot('a')] })],
        }),
      ).readyReplicaSeconds;
    // Taken in the last second before it was gone, a unit lives 600 s more; so none is missed in between.
    expect(gone(0, {})).toBe(2 * HOUR + 600);
    expect(gone(0, { notice: 60 })).toBe(2 * HOUR + 660);
    // One that takes half an hour is past its protection when it is ready: from 10 min after stock is back it may be.
    expect(gone(1800, {})).toBe(HOUR - 1800 + (2 * HOUR - (HOUR + 300 + 1200)));
  });

  it('has a machine of its own for nothing but its disk', () => {
    const model = modelOf({
      duration: '2h',
      prices: { diskGiBHour: 0.001 },
      dedicated: [{ name: 'box', type: 'ecs.a', machines: 1, price: 0.35, diskFree: '200GiB' }],
      services: [
        service('s', {
          ...{ replicas: 2, protection: false, startup: 0, disk: '250GiB' },
          instances: [{ type: 'dedicated_resource', from: 'box' }, spot('a')],
        }),
      ],
    });
    const found = figures(model);
    expect(found.cost).toBeCloseTo(2 * (0.001 * 50 + 0.1 + 0.001 * 220), 9);
    expect(found.regret).toBeCloseTo(0, 5);
  });
});

describe('the bound of one replica without notice and protection', { timeout: 120_000 }, () => {
  const LENGTH = 6;
  const CEILING = 0.2;
  const POOLS = ['a', 'b'];

  /** Least cost of being ready whenever one can be, over every way to hold one unit in each of two pools. */
  function searched(
    open: readonly (readonly boolean[])[],
    price: readonly (readonly number[])[],
    startup: number,
  ): number {
    const span = (t: number): number[] => Array.from({ length: startup + 1 }, (_, i) => t - i);
    const could = (one: number, t: number): boolean => span(t).every((u) => u >= 0 && open[one][u]);
    let best = Infinity;
    for (let plan = 0; plan < 1 << (2 * LENGTH); plan += 1) {
      const holds = (one: number, t: number): boolean => ((plan >> (one * LENGTH + t)) & 1) === 1;
      const serves = (one: number, t: number): boolean => span(t).every((u) => u >= 0 && holds(one, u));
      let cost = 0;
      for (let t = 0; t < LENGTH && cost < best; t += 1) {
        const feasible = POOLS.every((_, one) => !holds(one, t) || open[one][t]);
        const short = POOLS.some((_, one) => could(one, t)) && !POOLS.some((_, one) => serves(one, t));
        if (!feasible || short) cost = Infinity;
        POOLS.forEach((_, one) => {
          if (serves(one, t)) cost += price[one][t] / HOUR;
        });
      }
      best = Math.min(best, cost);
    }
    return best;
  }

  /** The bound and the least of all plans, in random markets of a few seconds. */
  function both(startup: number, runs: number): readonly (readonly [bound: number, least: number])[] {
    const path = fc.array(fc.constantFrom(0.1, 0.15, 0.18, 0.3), { minLength: LENGTH, maxLength: LENGTH });
    const level = fc.array(fc.constantFrom(0, 1, 1, 1, 2), { minLength: LENGTH, maxLength: LENGTH });
    const given = (values: readonly number[]): Input =>
      steps(...values.map((value, t) => [t, value] as const));
    const markets = fc.sample(fc.tuple(fc.tuple(path, path), fc.tuple(level, level)), {
      numRuns: runs,
      seed: 5,
    });
    return markets.map(([price, stock]) => {
      const model = modelOf({
        duration: `${LENGTH}s`,
        pools: POOLS.map((name, i) =>
          pool(name, { zone: name, price: given(price[i]), stock: given(stock[i]) }),
        ),
        services: [
          service('s', {
            ...{ protection: false, startup: `${startup}s` },
            instances: POOLS.map((name) => spot(name, CEILING)),
          }),
        ],
      });
      const open = stock.map((units, i) => units.map((one, t) => one > 0 && price[i][t] <= CEILING));
      return [figures(model).cost, searched(open, price, startup)];
    });
  }

  it('is exact where nothing takes time to start: what a search through all plans finds', () => {
    const found = both(0, 25);
    for (const [bound, least] of found) expect(bound).toBeCloseTo(least, 9);
    expect(new Set(found.map(([bound]) => bound.toFixed(7))).size).toBeGreaterThan(10);
  });

  it('with a startup is never above what the search finds, and mostly there', () => {
    const found = both(2, 60);
    for (const [bound, least] of found) expect(bound).toBeLessThan(least + 1e-9);
    const exact = found.filter(([bound, least]) => bound > 0 && Math.abs(bound - least) < 1e-9);
    expect(exact.length).toBeGreaterThan(15);
    expect(found.filter(([bound]) => bound > 0).length - exact.length).toBeLessThan(exact.length / 2);
  });
});
