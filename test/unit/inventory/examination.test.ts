import { describe, expect, it } from 'vitest';
import { ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

const noNotice = { notice: 0, checkInterval: 0 };
const mortal = (lifetime: string, changes = {}) =>
  pool('a', { lifetime: { distribution: 'constant', value: lifetime }, ...changes });

describe('a unit that is due for two reasons in one second, without notice, is taken once', () => {
  it('a lifetime that ended inside protection, at the end of protection', () => {
    const simulated = simulate(world({ duration: '90m', rules: noNotice, pools: [mortal('30m')] }));
    expect(ofKind(simulated, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[3600, 'lifetime']]);
    expect(times(simulated, 'released')).toEqual([3600]);
    expect(times(simulated, 'acquired')).toEqual([0, 3600]);
  });

  it('a lifetime that ends when the price passes the ceiling', () => {
    const price = steps([0, 0.1], [1800, 0.3]);
    const pools = [mortal('30m', { price })];
    const services = [service('s', { protection: false })];
    const simulated = simulate(world({ duration: '90m', rules: noNotice, pools, services }));
    expect(ofKind(simulated, 'noticed').map(({ at, cause }) => [at, cause])).toEqual([[1800, 'lifetime']]);
    expect(times(simulated, 'acquired')).toEqual([0]);
  });
});
