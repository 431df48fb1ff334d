import { describe, expect, it } from 'vitest';
import { service, simulate, world } from '../../support/simulate.js';

describe('a service that has run and is scaled to no replicas', () => {
  it('does not wait for instances: it wants none (R8)', () => {
    const scaled = simulate(
      world({
        services: [service('s', { autoscaling: { min: 0, max: 1, schedule: [] } })],
        timeline: [{ at: '1h', action: 'scale', service: 's', replicas: 0 }],
      }),
    );
    expect(scaled.results.services['s']).toMatchObject({ stateReason: '' });
    expect(scaled.results.services['s'].state).not.toBe('Waiting');
  });
});
