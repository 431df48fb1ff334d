import fc from 'fast-check';
import type { Part } from './input.js';
import { GRID, weighted } from './quantities.js';

/** The processes in which a pool runs short by itself: of every kind one with short spells, often on the grid. */
export const backgroundStocks = (): fc.Arbitrary<Part> =>
  weighted<Part>([4, bases()], [1, bases().map((base) => ({ process: 'season', base, ...WAVES }))]);

const WAVES: Part = { daily: { amplitude: '50%', peak: 3600 }, interval: GRID };

const bases = (): fc.Arbitrary<Part> =>
  weighted<Part>([2, onOff()], [1, markovModulated()], [2, correlated()], [2, bulk()]);

const capacities = (): fc.Arbitrary<number> => fc.integer({ min: 1, max: 7 });

const spells = (): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    3600,
    { distribution: 'constant', value: 2 * GRID },
    { distribution: 'uniform', min: 0, max: 4 * GRID },
    { distribution: 'lognormal', median: 3 * GRID, sigma: 1 },
  );

const onOff = (): fc.Arbitrary<Part> =>
  fc.record({
    process: fc.constant('on-off'),
    capacity: capacities(),
    up: spells(),
    down: spells(),
    start: fc.constantFrom('equilibrium', 'up', 'down'),
  });

const markovModulated = (): fc.Arbitrary<Part> =>
  fc.tuple(capacities(), fc.constantFrom('1/h', '6/h')).map(([most, rate]) => ({
    process: 'markov-modulated',
    states: [most, 1, 0].map((units, i) => ({ name: `s${i}`, units })),
    rates: [
      [0, rate, 0],
      ['2/h', 0, rate],
      ['4/h', 0, 0],
    ],
  }));

/** All under one driver: its parameters are the same everywhere. */
const correlated = (): fc.Arbitrary<Part> =>
  fc.record({
    process: fc.constant('correlated'),
    driver: fc.constant('region'),
    correlation: fc.constantFrom(0, 0.5, 1),
    capacity: capacities(),
    availability: fc.constantFrom(0.3, 0.8),
    reversion: fc.constant('2/h'),
    interval: fc.constant(GRID),
  });

const bulk = (): fc.Arbitrary<Part> =>
  fc.record({
    process: fc.constant('bulk'),
    capacity: capacities(),
    losses: fc.constantFrom('0.5/h', '2/h'),
    size: fc.constantFrom<unknown>('100%', '40%', 1),
    return: spells(),
  });
