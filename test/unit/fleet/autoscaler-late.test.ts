import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { recordRun } from '../../../src/testing/index.js';

/** The replica is ready within rank 8 of second 0, after the autoscaler has decided; a neighbour stirs at 60. */
const scenario: ScenarioInput = {
  ...{ version: 1, name: 'autoscaler-late', seed: 0, duration: 3600 },
  pools: ['own', 'other'].map((type) => ({
    ...{ name: type, type, region: 'r0', zone: 'z0', standardPrice: 0.4 },
    price: { process: 'constant', value: 0.04 },
  })),
  services: [
    {
      ...{
        name: 's0',
        region: 'r0',
        replicas: 1,
        protection: false,
        startup: 0,
        instances: [{ type: 'own' }],
      },
      autoscaling: {
        min: 0,
        max: 3,
        target: 10,
        scaleDownWindow: 0,
        demand: { process: 'constant', value: 25 },
      },
    },
    { name: 's1', region: 'r0', replicas: 1, protection: false, startup: 60, instances: [{ type: 'other' }] },
  ],
};

describe('an autoscaler whose replica is ready after it has decided', () => {
  it('looks again in the next second, whatever its neighbours do', () => {
    const history = recordRun(scenario);
    const events = 'events' in history ? history.events : [];
    const wanted = events.filter((event) => event.kind === 'desired' && event.service === 's0');
    expect(wanted.map(({ at, ...event }) => [at, 'replicas' in event ? event.replicas : null])).toEqual([
      [0, 1],
      [1, 3],
    ]);
  });
});
