import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

const scale = (at: number | string, replicas: number) => ({ at, action: 'scale', service: 's', replicas });

describe('scaling by the user', () => {
  it('asks for what is missing, and gives up the last entry first, the youngest first', () => {
    const instances = [{ type: 'ecs.a', spotPriceLimit: 0.2, capacity: 2 }, { type: 'ecs.b' }];
    const simulated = simulate(
      world({
        pools: [pool('a'), pool('b')],
        services: [service('s', { replicas: 2, instances })],
        timeline: [scale('1h', 4), scale('2h', 1)],
      }),
    );
    expect(ofKind(simulated, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 0],
      [0, 0],
      [3600, 1],
      [3600, 1],
    ]);
    expect(ofKind(simulated, 'draining').map(({ replica, cause }) => [replica, cause])).toEqual([
      [3, 'scale'],
      [2, 'scale'],
      [1, 'scale'],
    ]);
  });

  it('takes waiting, then starting, then noticed replicas before ready ones', () => {
    // At 01:00:30 replica 0 is ready, 1 in notice (its ceiling was crossed), 2 starting, 3 waiting.
    const pools = [
      pool('a', { price: steps([0, 0.1], [3600, 0.15]), stock: { process: 'constant', capacity: 4 } }),
      pool('b', { stock: { process: 'constant', capacity: 0 } }),
    ];
    const instances = [
      { type: 'ecs.a', spotPriceLimit: 0.12, capacity: 1 },
      { type: 'ecs.a', spotPriceLimit: 0.2, capacity: 2 },
      { type: 'ecs.b' },
    ];
    const timeline = (replicas: number) => [scale(3590, 4), scale(3620, replicas)];
    const gone = (replicas: number) => {
      const simulated = simulate(
        world({
          pools,
          services: [service('s', { replicas: 2, protection: false, instances })],
          timeline: timeline(replicas),
        }),
      );
      return simulated.events
        .filter(({ at, kind }) => at === 3620 && ['withdrawn', 'released', 'draining'].includes(kind))
        .map((event) => `${event.kind} ${'replica' in event ? event.replica : ''}`);
    };
    expect(gone(3)).toEqual(['withdrawn 3']);
    expect(gone(2)).toEqual(['withdrawn 3', 'released 2']);
    expect(gone(1)).toEqual(['withdrawn 3', 'released 2', 'draining 0']);
    expect(gone(0)).toEqual(['withdrawn 3', 'released 2', 'draining 0', 'draining 1']);
  });

  it('lets a noticed replica go at the earlier of grace and notice, and does not replace it', () => {
    const spike = pool('a', { price: steps([0, 0.1], [1000, 0.3], [1100, 0.1]) });
    const gone = (at: number) =>
      simulate(
        world({ pools: [spike], services: [service('s', { protection: false })], timeline: [scale(at, 0)] }),
      );
    expect(times(gone(1200), 'released')).toEqual([1230]);
    expect(times(gone(1290), 'released')).toEqual([1300]);
    expect(times(gone(1290), 'acquired')).toEqual([0]);
  });

  it('of a stopped service takes effect at its start', () => {
    const timeline = [
      { at: '1h', action: 'stop', service: 's' },
      scale('2h', 3),
      { at: '3h', action: 'start', service: 's' },
    ];
    const simulated = simulate(world({ timeline }));
    expect(times(simulated, 'acquired')).toEqual([0, 10_800, 10_800, 10_800]);
  });
});

describe('autoscaling', () => {
  const demand = (...values: readonly (readonly [number, number])[]) => ({
    min: 1,
    max: 8,
    metric: 'qps',
    target: 10,
    demand: steps(...values),
  });
  const wanted = (autoscaling: object, changes: object = {}) =>
    ofKind(
      simulate(world({ services: [service('s', { replicas: 2, autoscaling, ...changes })] })),
      'desired',
    ).map(({ at, replicas }) => [at, replicas]);

  it('follows ceil(ready x metric / target) within its bounds', () => {
    expect(wanted({ ...demand([0, 20], [600, 45], [1200, 500]), scaleDownWindow: 0 })).toEqual([
      [0, 2],
      [600, 5],
      [1200, 8],
    ]);
  });

  it('does not act on a deviation of 10 % or less', () => {
    expect(wanted(demand([0, 20], [600, 22]))).toEqual([[0, 2]]);
    expect(wanted(demand([0, 20], [600, 22.1]))).toEqual([
      [0, 2],
      [600, 3],
    ]);
  });

  it('scales down only to the highest recommendation of the last 300 s (the default window)', () => {
    expect(wanted(demand([0, 20], [600, 40], [1200, 10], [1400, 30], [1450, 10]))).toEqual([
      [0, 2],
      [600, 4],
      [1500, 3],
      [1750, 1],
    ]);
  });

  it('scales up only to the lowest recommendation of its window', () => {
    expect(wanted({ ...demand([0, 20], [600, 60], [700, 40]), scaleUpWindow: '200s' })).toEqual([
      [0, 2],
      [800, 4],
    ]);
  });

  it('by schedule sets the replicas at each firing, in local time', () => {
    const schedule = [
      { cron: '0 30 0 * * *', replicas: 5 },
      { cron: '0 0 2 * * *', replicas: 1 },
    ];
    expect(wanted({ min: 1, max: 8, metric: 'qps', target: 10, schedule })).toEqual([
      [0, 2],
      [1800, 5],
      [7200, 1],
    ]);
  });
});
