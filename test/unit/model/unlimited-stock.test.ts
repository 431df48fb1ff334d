import { describe, expect, it } from 'vitest';
import { pool, simulate, world } from '../../support/simulate.js';

describe('a pool whose stock is unlimited', () => {
  it('has no mean of free units, whatever we hold of it', () => {
    const pools = [pool('a', { stock: { process: 'unlimited' } })];
    expect(simulate(world({ pools })).results.pools['a']).toMatchObject({
      stockMean: null,
      stockOutSeconds: 0,
    });
  });
});
