import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

const crunch = (timeline: readonly unknown[] = []) =>
  world({
    pools: [pool('a', { stock: steps([0, 0], [7200, 1]) })],
    services: [service('s', { instances: [{ type: 'ecs.a' }] })],
    timeline,
  });

describe('a request that finds no resources', () => {
  it('is kept and retried as soon as resources are available (R7, A13)', () => {
    const simulated = simulate(crunch());
    expect(times(simulated, 'waiting')).toEqual([0]);
    expect(times(simulated, 'acquired')).toEqual([7200]);
    expect(simulated.results.services['s'].waitingSeconds).toBe(7200);
  });

  it.each(['stop', 'delete'])('is cancelled by %s, and by nothing else (R7)', (action) => {
    const simulated = simulate(crunch([{ at: '1h', action, service: 's' }]));
    expect(times(simulated, 'withdrawn')).toEqual([3600]);
    expect(times(simulated, 'acquired')).toEqual([]);
  });

  it('shows "insufficient resources" as its cause, and the price where that is the cause (R8, A14)', () => {
    const causes = (input: ReturnType<typeof world>) =>
      ofKind(simulate(input), 'state').map(({ state, reason }) => [state, reason]);
    expect(causes(crunch())).toContainEqual(['Waiting', 'insufficient resources']);
    const dear = world({
      services: [service('s', { instances: [{ type: 'ecs.a', spotPriceLimit: 0.05 }] })],
    });
    expect(causes(dear)).toContainEqual(['Waiting', 'market price above the ceiling']);
  });

  it('waits in a spot-only list that a standard entry would have saved (R30)', () => {
    const outbid = { type: 'ecs.a', spotPriceLimit: 0.05 };
    const alone = simulate(world({ services: [service('s', { instances: [outbid] })] }));
    expect(alone.results.services['s'].availability).toBe(0);
    const guarded = simulate(world({ services: [service('s', { instances: [outbid, { type: 'ecs.a' }] })] }));
    expect(guarded.results.services['s'].deploySeconds).toBe(60);
  });

  it('is delayed with a single type out of stock, and not with a second type behind it (R31)', () => {
    const pools = [pool('a', { stock: steps([0, 0], [7200, 1]) }), pool('b')];
    const single = simulate(world({ pools, services: [service('s', { instances: [{ type: 'ecs.a' }] })] }));
    const several = simulate(
      world({ pools, services: [service('s', { instances: [{ type: 'ecs.a' }, { type: 'ecs.b' }] })] }),
    );
    expect(single.results.services['s'].deploySeconds).toBe(7260);
    expect(several.results.services['s'].deploySeconds).toBe(60);
  });

  it('has no guarantee on public resources, not even for standard: stock may be nil (R34)', () => {
    const pools = [pool('a', { stock: { process: 'constant', capacity: 0 } })];
    const simulated = simulate(
      world({ pools, services: [service('s', { instances: [{ type: 'ecs.a' }] })] }),
    );
    expect(simulated.results.totals.availability).toBe(0);
    const lost = simulate({
      ...crunch(),
      pools: [pool('a')],
      timeline: [{ at: '1h', action: 'pool-outage', pool: 'a', for: '1h' }],
    });
    expect(ofKind(lost, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[3600, 'outage']]);
  });
});
