import { describe, expect, it } from 'vitest';
import type { Group, Strategy } from '../../../src/index.js';
import { ofKind, pool, service, simulate, times, world } from '../../support/simulate.js';
import type { Simulated } from '../../support/simulate.js';

/** Two replicas in pool a, and after an hour in pool b instead. */
function moved(handover: 'at-once' | 'make-first'): Simulated {
  const strategy = (): Strategy<null> => ({
    initial: null,
    followsPrices: false,
    decide: (_, { at }) => {
      const [a, b] = at < 3600 ? [2, 0] : [0, 2];
      const groups: readonly Group[] = [
        { name: 'a', entries: [{ choice: 0 }], count: a, handover },
        { name: 'b', entries: [{ choice: 1 }], count: b },
      ];
      return at < 3600 ? [null, groups, 3600] : [null, groups];
    },
  });
  const input = world({
    rules: { grace: 0, notice: 0 },
    pools: [pool('a'), pool('b')],
    services: [
      service('s', {
        ...{ replicas: 2, startup: '3m', protection: false },
        instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }, { type: 'ecs.b' }],
        strategy: { module: './mover.mjs' },
      }),
    ],
  });
  return simulate(input, {}, { './mover.mjs': strategy });
}

describe('a group that has too many', () => {
  it('gives them up at once, unless it is told otherwise', () => {
    const run = moved('at-once');
    expect(times(run, 'released')).toEqual([3600, 3600]);
    expect(run.results.services['s'].downSeconds).toBe(180 + 180);
  });

  it('with make-first keeps them until the service has all that it wants ready elsewhere', () => {
    const run = moved('make-first');
    expect(ofKind(run, 'released').map(({ at, cause }) => [at, cause])).toEqual([
      [3780, 'strategy'],
      [3780, 'strategy'],
    ]);
    expect(run.results.services['s'].downSeconds).toBe(180);
  });
});
