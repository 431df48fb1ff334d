import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { recordRun } from '../../../src/testing/index.js';

const scenario: ScenarioInput = {
  ...{ version: 1, name: 'deletion-again', seed: 0, duration: 3600 },
  rules: { grace: 0 },
  pools: [
    {
      ...{ name: 'p0', type: 't0', region: 'r0', zone: 'z0', standardPrice: 0.35 },
      price: { process: 'constant', value: 0.04 },
    },
  ],
  services: [
    {
      ...{ name: 's0', region: 'r0', replicas: 1, protection: false, startup: 0 },
      ...{ instances: [{ type: 't0' }], deletion: { stuck: true } },
    },
  ],
  timeline: [
    { at: 600, action: 'delete', service: 's0' },
    { at: 1200, action: 'delete', service: 's0' },
  ],
};

describe('a second delete after one that was stuck (R15)', () => {
  it('releases at once what the first one left draining, where there is no grace', () => {
    const history = recordRun(scenario);
    const events = 'events' in history ? history.events : [];
    const released = events.filter(({ kind }) => kind === 'released');
    expect(released).toEqual([{ kind: 'released', at: 1200, service: 's0', replica: 0, cause: 'delete' }]);
    expect(events.at(-1)).toMatchObject({ kind: 'state', at: 1200, state: 'Deleted' });
  });
});
