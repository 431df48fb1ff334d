import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, steps, world } from '../../support/simulate.js';

const update = { at: '1h', action: 'update', service: 's', set: { protection: false } };
const fleet = (changes: object, extra: object = {}) =>
  simulate(world({ services: [service('s', { replicas: 4, ...changes })], timeline: [update], ...extra }));
const story = (simulated: ReturnType<typeof fleet>, from = 3600) =>
  simulated.events
    .filter(({ at, kind }) => at >= from && ['acquired', 'draining', 'released'].includes(kind))
    .map((event) => `${event.at} ${event.kind} ${'replica' in event ? event.replica : ''}`);

describe('a rolling update', () => {
  it('replaces one replica after the other, a new one ready before an old one goes (A15)', () => {
    const simulated = fleet({});
    expect(story(simulated).slice(0, 6)).toEqual([
      '3600 acquired 4',
      '3660 draining 0',
      '3660 acquired 5',
      '3690 released 0',
      '3720 draining 1',
      '3720 acquired 0',
    ]);
    expect(simulated.results.services['s'].downSeconds).toBe(60);
    expect(simulated.results.services['s'].state).toBe('Running');
    expect(ofKind(simulated, 'acquired').filter(({ tier }) => tier === 'unprotected')).toHaveLength(4);
  });

  it('may have maxSurge replicas more than desired, percent rounded up', () => {
    const most = (maxSurge: unknown) => {
      let held = 0;
      let peak = 0;
      for (const { kind } of fleet({ maxSurge }).events) {
        if (kind === 'acquired') held++;
        if (kind === 'draining') held--;
        peak = Math.max(peak, held);
      }
      return peak;
    };
    expect([most('2%'), most('30%'), most(3), most('100%')]).toEqual([5, 6, 7, 8]);
  });

  it('takes at most maxUnavailable out of service at once', () => {
    const ready = (maxUnavailable: unknown) => {
      let now = 0;
      let least = 4;
      for (const { kind, at } of fleet({ maxUnavailable }).events) {
        if (kind === 'ready') now++;
        if (kind === 'draining') now--;
        if (at >= 3600) least = Math.min(least, now);
      }
      return least;
    };
    expect([ready(0), ready(1), ready('50%')]).toEqual([4, 3, 2]);
  });

  it('waits where the new list finds nothing, and keeps the old replicas serving', () => {
    const set = { instances: [{ type: 'ecs.b' }] };
    const pools = [pool('a'), pool('b', { stock: { process: 'constant', capacity: 0 } })];
    const simulated = simulate(
      world({ pools, services: [service('s', { replicas: 2 })], timeline: [{ ...update, set }] }),
    );
    expect(simulated.results.services['s'].state).toBe('Updating');
    expect(simulated.results.services['s'].stateReason).toBe('insufficient resources');
    expect(simulated.results.services['s'].downSeconds).toBe(60);
  });

  it('lets waiting requests follow the new list at once', () => {
    const pools = [pool('a', { stock: { process: 'constant', capacity: 0 } }), pool('b')];
    const set = { instances: [{ type: 'ecs.b' }] };
    const simulated = simulate(world({ pools, timeline: [{ ...update, set }] }));
    expect(ofKind(simulated, 'acquired').map(({ at, pool: where }) => [at, where])).toEqual([[3600, 'b']]);
    expect(simulated.results.services['s'].state).toBe('Running');
  });

  it('replaces what is preempted meanwhile by the new configuration', () => {
    const spike = pool('a', { price: steps([0, 0.1], [3660, 0.3], [3700, 0.1]) });
    const simulated = fleet(
      { protection: false },
      { pools: [spike], timeline: [{ ...update, set: { disk: '40GiB' } }] },
    );
    const late = ofKind(simulated, 'acquired').filter(({ at }) => at > 3600);
    expect(late.every(({ disk }) => disk === 40)).toBe(true);
    expect(simulated.results.services['s'].state).toBe('Running');
    expect(simulated.results.services['s'].readyReplicaSeconds).toBeGreaterThan(0);
  });

  it('of a stopped service shows at its next start', () => {
    const timeline = [
      { at: '30m', action: 'stop', service: 's' },
      update,
      { at: '2h', action: 'start', service: 's' },
    ];
    const simulated = fleet({}, { timeline });
    expect(
      ofKind(simulated, 'acquired')
        .slice(4)
        .map(({ at, tier }) => [at, tier]),
    ).toEqual(Array.from({ length: 4 }, () => [7200, 'unprotected']));
  });
});
