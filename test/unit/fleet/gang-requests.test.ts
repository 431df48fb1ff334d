import { describe, expect, it } from 'vitest';
import type { Strategy } from '../../../src/index.js';
import { pool, simulate, steps, times, world, type Input } from '../../support/simulate.js';

/** Asks for so many units together, whatever the job needs; for one alone from 2 h on. */
const together = (count: number): Strategy<null> => ({
  initial: null,
  decide: (state, { at, choices }) => {
    const entries = choices.map((_, choice) => ({ choice }));
    return at < 7200 ? [state, [{ entries, count }], 7200] : [state, [{ entries, count: 1 }]];
  },
});

const jobs = [
  {
    ...{ name: 'j', work: '1h', deadline: '4h', strategy: { module: './mine.js' } },
    instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }],
  },
];

const acquired = (stock: Input, count: number): readonly number[] =>
  times(
    simulate(
      world({ services: [], pools: [pool('a', { stock })], jobs }),
      {},
      { './mine.js': () => together(count) },
    ),
    'acquired',
  );

describe('units that a strategy asks for together, for a job of one unit', () => {
  it('are had when the last of them is free', () => {
    expect(acquired(steps([0, 1], [3600, 2]), 2)).toEqual([3600, 3600]);
  });

  it('are had when fewer are asked for than are free', () => {
    expect(acquired(steps([0, 1]), 2)).toEqual([7200]);
  });
});
