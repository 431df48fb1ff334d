import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { recordRun } from '../../../src/testing/index.js';

/** A unit whose lifetime of 600 s lies inside its protection of 3600 s, and ends with it. */
const scenario: ScenarioInput = {
  ...{ version: 1, name: 'due-twice', seed: 0, duration: 7200 },
  rules: { notice: 0, protection: 3600, grace: 0, checkInterval: 0 },
  pools: [
    {
      ...{ name: 'p0', type: 't0', region: 'r0', zone: 'z0', standardPrice: 0.35 },
      price: { process: 'constant', value: 0.04 },
      lifetime: { distribution: 'constant', value: 600 },
    },
  ],
  services: [
    {
      ...{ name: 's0', region: 'r0', replicas: 1, protection: true, startup: 0 },
      instances: [{ type: 't0', spotPriceLimit: 0.06 }],
    },
  ],
};

describe('a unit that is due for two reasons in one second', () => {
  it('is taken once when its lifetime ends with its protection and there is no notice (R19)', () => {
    const history = recordRun(scenario);
    const told =
      'events' in history ? history.events.filter(({ at, kind }) => at === 3600 && kind !== 'price') : [];
    expect(told.map(({ kind }) => kind)).toEqual([
      'protection-ended',
      'noticed',
      'released',
      'acquired',
      'ready',
    ]);
  });
});
