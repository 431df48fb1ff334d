import { describe, expect, it } from 'vitest';
import { faultsOf, ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

/** Price 0.10, above a ceiling of 0.20 from 00:30 to 04:00 (protected tier: 0.333333). */
const spike = pool('a', { price: steps([0, 0.1], [1800, 0.3], [14_400, 0.1]) });
const unprotected = service('s', { protection: false });

describe('spot instances', () => {
  it('are preemptible under a ceiling of the user, at a price that moves (R16)', () => {
    const simulated = simulate(world({ pools: [spike], services: [unprotected] }));
    expect(ofKind(simulated, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[1800, 'price']]);
    expect(simulated.results.services['s'].preemptions.total).toBe(1);
  });

  it('keep no protection < protection < standard at every instant, shocks included (R17)', () => {
    const shock = { at: '1h', action: 'price-shock', pool: 'a', factor: 50, for: '1h' };
    const input = world({ pools: [spike], timeline: [shock] });
    const prices = ofKind(simulate(input), 'price');
    expect(prices.map(({ at }) => at)).toEqual([0, 1800, 3600, 7200, 14_400]);
    for (const { price, protectedPrice } of prices) {
      expect(price).toBeLessThan(protectedPrice);
      expect(protectedPrice).toBeLessThan(0.4);
    }
  });

  it('with given prices that break the order are a fault of the input (R17)', () => {
    const broken = world({ pools: [pool('a', { price: { process: 'constant', value: 0.39 } })] });
    expect(() => simulate(broken)).toThrow(
      /0\.433333 with protection\) is not below the standard price of 0\.4/,
    );
    expect(() => simulate({ ...broken, rules: { priceOrder: 'none' } })).not.toThrow();
  });

  it('are acquired if and only if there is stock and the ceiling meets the market price (R18, A4)', () => {
    const at = (spotPriceLimit: number, capacity: number) =>
      times(
        simulate(
          world({
            pools: [pool('a', { stock: { process: 'constant', capacity } })],
            services: [service('s', { protection: false, instances: [{ type: 'ecs.a', spotPriceLimit }] })],
          }),
        ),
        'acquired',
      ).length;
    expect([at(0.1, 1), at(0.2, 1), at(0.099999, 1), at(0.1, 0)]).toEqual([1, 1, 0, 0]);
  });

  it('are kept at a price equal to the ceiling: acquire and keep are one predicate (R18, A4)', () => {
    const price = (peak: number) =>
      simulate(
        world({ pools: [pool('a', { price: steps([0, 0.1], [1800, peak]) })], services: [unprotected] }),
      );
    expect(times(price(0.2), 'noticed')).toEqual([]);
    expect(times(price(0.200001), 'noticed')).toEqual([1800]);
  });

  it('with protection are not released in their first hour, and may be afterwards (R19, A7)', () => {
    const simulated = simulate(world({ pools: [spike] }));
    expect(times(simulated, 'noticed')).toEqual([3600]);
    expect(times(simulated, 'released')).toEqual([3900]);
  });

  it('with protection outlive a loss of stock until the hour is over (R19, A6)', () => {
    const drought = pool('a', { stock: steps([0, 1], [600, 0]) });
    const simulated = simulate(world({ pools: [drought] }));
    expect(ofKind(simulated, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[3600, 'stock']]);
  });

  it('past their hour are examined for price every check interval, for stock at once (A7)', () => {
    const late = pool('a', { price: steps([0, 0.1], [3700, 0.3], [3800, 0.1], [4000, 0.3]) });
    expect(times(simulate(world({ pools: [late] })), 'noticed')).toEqual([4200]);
    const short = pool('a', { stock: steps([0, 1], [4001, 0]) });
    expect(times(simulate(world({ pools: [short] })), 'noticed')).toEqual([4001]);
  });

  it('without protection may be released at any time, for price or for stock (R20)', () => {
    expect(times(simulate(world({ pools: [spike], services: [unprotected] })), 'noticed')).toEqual([1800]);
    const drought = pool('a', { stock: steps([0, 1], [61, 0]) });
    const simulated = simulate(world({ pools: [drought], services: [unprotected] }));
    expect(ofKind(simulated, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[61, 'stock']]);
  });

  it('have protection unless it is switched off, and then cost less (R26)', () => {
    const tiers = (services: readonly unknown[]) => ofKind(simulate(world({ services })), 'acquired');
    expect(tiers([service('s')]).map(({ tier, price }) => [tier, price])).toEqual([['protected', 0.111111]]);
    expect(tiers([unprotected]).map(({ tier, price }) => [tier, price])).toEqual([['unprotected', 0.1]]);
  });

  it('with protection are held although the market stands above the bid (R26)', () => {
    const simulated = simulate(world({ duration: '59m', pools: [spike] }));
    expect(times(simulated, 'noticed')).toEqual([]);
    expect(simulated.results.services['s'].availability).toBeGreaterThan(0.98);
  });

  it('can be bid on only where the specification supports it (R29)', () => {
    const pools = [pool('a', { spot: false, price: undefined }), pool('b')];
    const instances = [
      { type: 'ecs.a', spotPriceLimit: 0.2 },
      { type: 'ecs.b', spotPriceLimit: 0.2 },
    ];
    const both = simulate(world({ pools, services: [service('s', { instances })] }));
    expect(ofKind(both, 'acquired').map(({ entry }) => entry)).toEqual([1]);
    const alone = simulate(world({ pools, services: [service('s', { instances: instances.slice(0, 1) })] }));
    expect(ofKind(alone, 'waiting').map(({ refusals }) => refusals)).toEqual([['not-spot-capable']]);
  });

  it('serve and are billed through their notice, which a recovery does not cancel (A8, A9)', () => {
    const blip = pool('a', { price: steps([0, 0.1], [1800, 0.3], [1860, 0.1]) });
    const simulated = simulate(
      world({ pools: [blip], services: [unprotected], rules: { billingIncrement: '1s' } }),
    );
    expect(times(simulated, 'released')).toEqual([2100]);
    // 60 s at the ceiling of 0.20 while the market stood at 0.30, the rest at the market's 0.10.
    expect(simulated.items[0].amount).toBe(Math.round((1980 * 100_000 + 60 * 200_000) / 3600));
    expect(simulated.results.services['s'].preemptions.price).toBe(1);
  });

  it('end their protection although they drain: the locked price ends with it (A5)', () => {
    const timeline = [{ at: 3590, action: 'scale', service: 's', replicas: 0 }];
    const simulated = simulate(world({ pools: [spike], timeline, rules: { billingIncrement: '1s' } }));
    expect(times(simulated, 'protection-ended')).toEqual([3600]);
    expect(times(simulated, 'released')).toEqual([3620]);
    // From 00:30 the market (0.333333) is above the ceiling of 0.20, which is what the last 20 s cost.
    expect(simulated.items[0].amount).toBe(Math.round((3540 * 111_111 + 20 * 200_000) / 3600));
  });

  it('refuse a list that is not one (R24)', () => {
    expect(faultsOf(world({ services: [service('s', { instances: [] })] })).length).toBe(1);
  });
});
