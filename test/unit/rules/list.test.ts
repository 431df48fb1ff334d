import { describe, expect, it } from 'vitest';
import { easService } from '../../../src/index.js';
import { faultsOf, ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

const pools = [pool('a', { stock: steps([0, 1]) }), pool('b'), pool('c')];
const list = [
  { type: 'ecs.a', spotPriceLimit: 0.2 },
  { type: 'ecs.b', spotPriceLimit: 0.2 },
  { type: 'ecs.c' },
];
const entries = (simulated: ReturnType<typeof simulate>) =>
  ofKind(simulated, 'acquired').map(({ entry }) => entry);

describe('the ordered list of instance types', () => {
  it('is tried in its order, by every replica anew (R22, A10)', () => {
    const simulated = simulate(world({ pools, services: [service('s', { replicas: 3, instances: list })] }));
    expect(entries(simulated)).toEqual([0, 1, 1]);
    const reversed = simulate(
      world({ pools, services: [service('s', { replicas: 3, instances: [...list].reverse() })] }),
    );
    expect(entries(reversed)).toEqual([0, 0, 0]);
  });

  it('is tried in its order on update as well (R22, A15)', () => {
    const update = {
      at: '1h',
      action: 'update',
      service: 's',
      set: { instances: [{ type: 'ecs.c' }, ...list] },
    };
    const simulated = simulate(
      world({ pools, services: [service('s', { instances: list })], timeline: [update] }),
    );
    expect(ofKind(simulated, 'acquired').map(({ at, pool: where }) => [at, where])).toEqual([
      [0, 'a'],
      [3600, 'c'],
    ]);
    expect(ofKind(simulated, 'draining').map(({ at, cause }) => [at, cause])).toEqual([[3660, 'update']]);
  });

  it.each([
    ['a failed bid', pool('a', { price: { process: 'constant', value: 0.3 } }), 'price-above-ceiling'],
    ['a type out of stock', pool('a', { stock: { process: 'constant', capacity: 0 } }), 'out-of-stock'],
  ])('is left for its next entry by %s (R23)', (_, first, reason) => {
    const world2 = { pools: [first, pool('b'), pool('c')] };
    const simulated = simulate(world({ ...world2, services: [service('s', { instances: list })] }));
    expect(entries(simulated)).toEqual([1]);
    const alone = simulate(world({ ...world2, services: [service('s', { instances: list.slice(0, 1) })] }));
    expect(ofKind(alone, 'waiting').map(({ refusals }) => refusals)).toEqual([[reason]]);
  });

  it('makes an entry with spotPriceLimit spot under that ceiling, one without standard (R24)', () => {
    const simulated = simulate(world({ pools, services: [service('s', { replicas: 1, instances: list })] }));
    expect(ofKind(simulated, 'acquired').map(({ tier, ceiling }) => [tier, ceiling])).toEqual([
      ['protected', 0.2],
    ]);
    const standard = simulate(world({ pools, services: [service('s', { instances: list.slice(2) })] }));
    expect(ofKind(standard, 'acquired').map(({ tier, ceiling, price }) => [tier, ceiling, price])).toEqual([
      ['standard', null, 0.4],
    ]);
  });

  it('is walked again from entry 0 when a spot instance is released (R25, A11)', () => {
    const spikes = [
      pool('a', { stock: steps([0, 0], [3600, 1]) }),
      pool('b', { price: steps([0, 0.1], [7200, 0.3]) }),
      pool('c'),
    ];
    const simulated = simulate(world({ pools: spikes, services: [service('s', { instances: list })] }));
    expect(
      ofKind(simulated, 'acquired').map(({ at, entry, reallocation }) => [at, entry, reallocation]),
    ).toEqual([
      [0, 1, false],
      [7500, 0, true],
    ]);
  });

  it('lets the released type in again if it now passes (R25, A11)', () => {
    const blip = [pool('a', { price: steps([0, 0.1], [3600, 0.3], [3700, 0.1]) }), pool('b'), pool('c')];
    const simulated = simulate(
      world({ pools: blip, services: [service('s', { protection: false, instances: list })] }),
    );
    expect(ofKind(simulated, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 0],
      [3900, 0],
    ]);
  });

  it('does not bring a replica back to a better entry by itself (A12), but does with rebalancing', () => {
    const later = [pool('a', { stock: steps([0, 0], [3600, 1]) }), pool('b'), pool('c')];
    const stay = simulate(world({ pools: later, services: [service('s', { instances: list })] }));
    expect(entries(stay)).toEqual([1]);
    const back = simulate(
      world({ pools: later, services: [service('s', { instances: list, rebalancing: true })] }),
    );
    expect(ofKind(back, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 1],
      [3600, 0],
    ]);
    expect(ofKind(back, 'draining').map(({ at, cause }) => [at, cause])).toEqual([[3660, 'rebalancing']]);
    expect(back.results.services['s'].downSeconds).toBe(60);
  });

  it('skips an entry at its capacity, number or percent; units in notice do not count', () => {
    const capped = (capacity: unknown) =>
      entries(
        simulate(
          world({
            pools: [pool('a'), pool('c')],
            services: [
              service('s', { replicas: 5, instances: [{ ...list[0], capacity }, { type: 'ecs.c' }] }),
            ],
          }),
        ),
      );
    expect(capped(2)).toEqual([0, 0, 1, 1, 1]);
    expect(capped('50%')).toEqual([0, 0, 1, 1, 1]);
    expect(capped('10%')).toEqual([0, 1, 1, 1, 1]);
  });
});

describe('the service configuration', () => {
  const eas = (metadata: object) =>
    JSON.stringify({
      metadata: { name: 'test', instance: 3, workspace_id: 'w', disk: '40Gi', ...metadata },
      cloud: {
        computing: {
          instances: [{ type: 'ecs.c8i.2xlarge', spot_price_limit: 1 }, { type: 'ecs.c8i.xlarge' }],
          disable_spot_protection_period: true,
        },
      },
      containers: [{ image: 'python-inference', script: 'python app.py', port: 8000 }],
    });

  it('has its fields in metadata, cloud.computing and containers (R35)', () => {
    const imported = easService(eas({}), 'chat.json');
    expect(imported.ok && imported.value.service).toMatchObject({
      name: 'test',
      replicas: 3,
      protection: false,
      instances: [{ type: 'ecs.c8i.2xlarge', spotPriceLimit: 1 }, { type: 'ecs.c8i.xlarge' }],
    });
  });

  it('takes the number of instances from metadata.instance (R27)', () => {
    const imported = easService(eas({ instance: 7 }), 'chat.json');
    expect(imported.ok && imported.value.service).toMatchObject({ replicas: 7 });
    expect(times(simulate(world({ services: [service('s', { replicas: 7 })] })), 'acquired')).toHaveLength(7);
  });

  it('fails the deployment with more than 2000 GiB of disk (R28, A16)', () => {
    expect(faultsOf(world({ services: [service('s', { disk: '2000GiB' })] }))).toEqual([]);
    expect(faultsOf(world({ services: [service('s', { disk: '2001GiB' })] })).join()).toMatch(/2000/);
  });

  it('fails an update with more than 2000 GiB, and keeps what it had (R28, A16)', () => {
    const update = { at: '1h', action: 'update', service: 's', set: { disk: '2001GiB' } };
    const simulated = simulate(world({ timeline: [update] }));
    expect(
      ofKind(simulated, 'action')
        .map(({ outcome }) => outcome)
        .join(),
    ).toMatch(/update failed: .*2001/);
    expect(times(simulated, 'acquired')).toEqual([0]);
  });

  it('finds stock in its own region only; another region is the user’s move (R32, A42)', () => {
    const regions = [
      pool('a', { stock: { process: 'constant', capacity: 0 } }),
      pool('w', { type: 'ecs.a', region: 'cn-wulanchabu', zone: 'cn-wulanchabu-a' }),
    ];
    const at = (region: string) =>
      times(simulate(world({ pools: regions, services: [service('s', { region })] })), 'acquired');
    expect(at('cn-hangzhou')).toEqual([]);
    expect(at('cn-wulanchabu')).toEqual([0]);
    const elsewhere = [pool('b'), pool('w', { type: 'ecs.a', region: 'cn-wulanchabu' })];
    const unknown = simulate(
      world({ pools: elsewhere, services: [service('s', { region: 'cn-hangzhou' })] }),
    );
    expect(ofKind(unknown, 'waiting').map(({ refusals }) => refusals)).toEqual([['unknown-type']]);
  });
});
