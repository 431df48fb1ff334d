import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, steps, world } from '../../support/simulate.js';

describe('a rebalancing probe that is preempted before it was ready', () => {
  it('is not waited for: it had replaced nobody, and nothing replaces it', () => {
    const simulated = simulate(
      world({
        pools: [pool('a', { stock: steps([0, 0], [3600, 1], [3660, 0]) }), pool('b')],
        services: [
          service('s', {
            protection: false,
            rebalancing: true,
            startup: '10m',
            instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }, { type: 'ecs.b' }],
          }),
        ],
      }),
    );
    expect(ofKind(simulated, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[3660, 'stock']]);
    expect(simulated.results.services['s'].timeToRecover).toMatchObject({ count: 0, censored: 0 });
  });
});
