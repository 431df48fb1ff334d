import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, world } from '../../support/simulate.js';

const scale = (name: string) => ({ at: 3600, action: 'scale', service: name, replicas: 1 });

describe('requests that are made in one second', () => {
  it('stand in the order of the services, not of what else happened to them in it (A13)', () => {
    const stock = {
      process: 'steps',
      steps: [
        { at: 0, value: 1 },
        { at: 7200, value: 2 },
      ],
    };
    const holder = service('holder', { protection: false });
    const rest = ['one', 'two'].map((name) => service(name, { protection: false, replicas: 0 }));
    const input = { pools: [pool('a', { stock })], services: [holder, ...rest] };
    for (const timeline of [
      [scale('one'), scale('two')],
      [scale('two'), scale('one')],
    ]) {
      const placed = ofKind(simulate(world({ ...input, timeline })), 'acquired');
      expect(placed.map((event) => [event.at, event.service])).toEqual([
        [0, 'holder'],
        [7200, 'one'],
      ]);
    }
  });
});
