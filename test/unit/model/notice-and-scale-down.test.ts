import { describe, expect, it } from 'vitest';
import { pool, service, simulate, steps, world } from '../../support/simulate.js';

describe('a unit that we give up in its notice, before it was ready', () => {
  it('is not waited for: it is ours to give back, and nothing replaces it', () => {
    const simulated = simulate(
      world({
        pools: [pool('a', { price: steps([0, 0.1], [60, 0.3], [3600, 0.1]) })],
        services: [service('s', { replicas: 2, protection: false, startup: '10m' })],
        timeline: [{ at: '2m', action: 'scale', service: 's', replicas: 1 }],
      }),
    );
    // Both are noticed at 60 s. One is given up at 120 s; the other goes at 360 s and is back at 3600 s + 600 s.
    const { timeToRecover } = simulated.results.services['s'];
    expect(timeToRecover).toMatchObject({ count: 1, censored: 0, max: 3840 });
  });
});
