import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

const constant = (capacity: number) => ({ process: 'constant', capacity });
const spotA = { type: 'ecs.a', spotPriceLimit: 0.2 };
const standardA = { type: 'ecs.a' };

describe('several pools behind one type', () => {
  const zones = (changes: readonly object[]) =>
    changes.map((change, index) => pool(`z${index}`, { type: 'ecs.a', zone: `zone-${index}`, ...change }));
  const order = (zonePolicy: string, pools: readonly object[], replicas = 3) =>
    ofKind(
      simulate(world({ pools, services: [service('s', { replicas, zonePolicy, instances: [spotA] })] })),
      'acquired',
    ).map(({ pool: where }) => where);

  it('are tried in file order by default', () => {
    expect(order('listed', zones([{ stock: constant(1) }, { stock: constant(1) }, {}]))).toEqual([
      'z0',
      'z1',
      'z2',
    ]);
  });

  it('are tried cheapest first', () => {
    const prices = [0.15, 0.12, 0.13].map((value) => ({
      price: { process: 'constant', value },
      stock: constant(1),
    }));
    expect(order('cheapest', zones(prices))).toEqual(['z1', 'z2', 'z0']);
  });

  it('are tried with the most free units first, ties in file order', () => {
    expect(
      order('most-stock', zones([{ stock: constant(1) }, { stock: constant(3) }, { stock: constant(2) }]), 4),
    ).toEqual(['z1', 'z1', 'z2', 'z0']);
  });
});

describe('free units', () => {
  it('go first to requests whose first feasible entry is standard, whoever asked first (A13)', () => {
    const pools = [pool('a', { stock: steps([0, 0], [3600, 1]) })];
    const services = [
      service('spot', { instances: [spotA] }),
      service('standard', { instances: [standardA] }),
    ];
    expect(ofKind(simulate(world({ pools, services })), 'acquired').map(({ service: who }) => who)).toEqual([
      'standard',
    ]);
  });

  it('go first in, first out among equals', () => {
    const pools = [pool('a', { stock: steps([0, 0], [3600, 1], [7200, 2]) })];
    const services = [service('late', { replicas: 0 }), service('early')];
    const timeline = [{ at: '30m', action: 'scale', service: 'late', replicas: 1 }];
    const simulated = simulate(world({ pools, services, timeline }));
    expect(ofKind(simulated, 'acquired').map(({ at, service: who }) => [at, who])).toEqual([
      [3600, 'early'],
      [7200, 'late'],
    ]);
  });
});

describe('a standard request that finds its pool full of our spot', () => {
  const full = (rules: object) =>
    simulate(
      world({
        rules,
        pools: [pool('a', { stock: constant(2) })],
        services: [
          service('spot', { replicas: 2, protection: false, instances: [spotA] }),
          service('standard', { replicas: 0, instances: [standardA, spotA] }),
        ],
        timeline: [{ at: '1h', action: 'scale', service: 'standard', replicas: 1 }],
      }),
    );

  it('waits by default', () => {
    expect(ofKind(full({}), 'noticed')).toEqual([]);
  });

  it('takes one of another service under standardDisplacesSpot: all, after its notice', () => {
    const simulated = full({ standardDisplacesSpot: 'all' });
    expect(ofKind(simulated, 'noticed').map(({ at, service: who, cause }) => [at, who, cause])).toEqual([
      [3600, 'spot', 'stock'],
    ]);
    const placed = ofKind(simulated, 'acquired').slice(2);
    expect(placed.map(({ at, service: who, tier }) => [at, who, tier])).toEqual([
      [3900, 'standard', 'standard'],
    ]);
  });

  it('takes it at once where there is no notice', () => {
    const simulated = full({ standardDisplacesSpot: 'all', notice: 0 });
    expect(
      ofKind(simulated, 'acquired')
        .slice(2)
        .map(({ at, tier }) => [at, tier]),
    ).toEqual([[3600, 'standard']]);
  });
});

describe('reallocation', () => {
  const spike = pool('a', { price: steps([0, 0.1], [3600, 0.3]) });
  const lost = (reallocateOn: string) =>
    simulate(
      world({
        rules: { reallocateOn },
        pools: [spike, pool('b')],
        services: [service('s', { protection: false, instances: [spotA, { type: 'ecs.b' }] })],
      }),
    );

  it('starts at release, as the platform does (R25)', () => {
    expect(times(lost('release'), 'acquired')).toEqual([0, 3900]);
    expect(lost('release').results.services['s'].timeToRecover.mean).toBe(60);
    expect(lost('release').results.services['s'].downSeconds).toBe(120);
  });

  it('starts at notice in the what-if, and is ready before the release', () => {
    const simulated = lost('notice');
    expect(times(simulated, 'acquired')).toEqual([0, 3600]);
    expect(simulated.results.services['s'].downSeconds).toBe(60);
    expect(simulated.results.services['s'].timeToRecover.mean).toBe(0);
    expect(simulated.results.services['s'].reallocations).toBe(1);
  });
});

describe('ceilings and machines', () => {
  it('spotPriceLimit: market follows the market up to the standard price', () => {
    const spike = pool('a', { price: steps([0, 0.1], [1800, 0.4], [3600, 0.5]) });
    const simulated = simulate(
      world({
        rules: { priceOrder: 'none' },
        pools: [spike],
        services: [
          service('s', { protection: false, instances: [{ type: 'ecs.a', spotPriceLimit: 'market' }] }),
        ],
      }),
    );
    expect(ofKind(simulated, 'acquired').map(({ ceiling }) => ceiling)).toEqual([0.4]);
    expect(times(simulated, 'noticed')).toEqual([3600]);
  });

  it('dedicated machines take replicas first where they are listed first, and are freed again', () => {
    const simulated = simulate(
      world({
        dedicated: [{ name: 'boxes', type: 'ecs.a', machines: 2, price: 0.3 }],
        services: [
          service('s', {
            replicas: 3,
            instances: [{ type: 'dedicated_resource', from: 'boxes' }, standardA],
          }),
          service('t', { instances: [{ type: 'dedicated_resource', from: 'boxes' }] }),
        ],
        timeline: [{ at: '1h', action: 'stop', service: 's' }],
      }),
    );
    expect(ofKind(simulated, 'acquired').map(({ at, service: who, tier }) => [at, who, tier])).toEqual([
      [0, 's', 'dedicated'],
      [0, 's', 'dedicated'],
      [0, 's', 'standard'],
      [3630, 't', 'dedicated'],
    ]);
  });

  it('a lifetime ends whatever the price, inside protection at its end', () => {
    const lived = (minutes: number) =>
      ofKind(
        simulate(
          world({ pools: [pool('a', { lifetime: { distribution: 'constant', value: `${minutes}m` } })] }),
        ),
        'noticed',
      )[0];
    expect([lived(30).at, lived(90).at, lived(30).cause]).toEqual([3600, 5400, 'lifetime']);
  });

  it('an outage takes everything at once, without notice, protected and standard units too', () => {
    const simulated = simulate(
      world({
        services: [service('s'), service('t', { instances: [standardA] })],
        timeline: [{ at: '10m', action: 'pool-outage', zone: 'cn-hangzhou-h', for: '1h' }],
      }),
    );
    expect(ofKind(simulated, 'released').map(({ at, cause }) => [at, cause])).toEqual([
      [600, 'outage'],
      [600, 'outage'],
    ]);
    expect(times(simulated, 'acquired')).toEqual([0, 0, 4200, 4200]);
    expect(simulated.results.services['s'].protectedHours.broken).toBe(1);
  });
});
