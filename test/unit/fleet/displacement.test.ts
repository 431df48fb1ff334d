import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { recordRun } from '../../../src/testing/index.js';

/** Two units for services whose lists are spot and then standard, all of one pool, and nobody is given notice. */
const scenario: ScenarioInput = {
  ...{ version: 1, name: 'displacement', seed: 0, duration: 3600 },
  rules: { notice: 0, grace: 0, protection: 0, standardDisplacesSpot: 'all' },
  pools: [
    {
      ...{ name: 'p0', type: 't0', region: 'r0', zone: 'z0', standardPrice: 0.35 },
      price: { process: 'constant', value: 0.04 },
      stock: { process: 'constant', capacity: 2 },
    },
  ],
  services: [1, 2].map((replicas, index) => ({
    ...{ name: `s${index}`, region: 'r0', replicas, protection: false, startup: 0 },
    instances: [{ type: 't0', spotPriceLimit: 0.04 }, { type: 't0' }],
  })),
};

describe('standardDisplacesSpot: all', () => {
  it('comes to rest within a second where nobody is given notice', () => {
    const history = recordRun(scenario);
    const events = 'events' in history ? history.events : [];
    const held =
      events.filter(({ kind }) => kind === 'acquired').length -
      events.filter(({ kind }) => kind === 'released').length;
    expect(held).toBe(2);
    // Each service displaces at most as often as it has replicas.
    expect(events.filter(({ kind }) => kind === 'noticed').length).toBeLessThanOrEqual(3);
  });
});
