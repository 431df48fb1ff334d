import fc from 'fast-check';
import type { DedicatedInput, Part, PoolInput } from './input.js';
import { backgroundStocks } from './stocks.js';
import { GRID, marketPrices, maybe, steps, together, weighted } from './quantities.js';

/** One to four pools, of two types in three zones of one region. */
export const pools = (): fc.Arbitrary<readonly PoolInput[]> =>
  fc
    .uniqueArray(pool(), { selector: ({ type, zone }) => `${type}/${zone}`, minLength: 1, maxLength: 4 })
    .map((found) => found.map((one, index) => ({ ...one, name: `p${index}` })));

/** The market price of a pool. */
export const prices = (): fc.Arbitrary<Part> =>
  weighted<Part>(
    [1, marketPrices().map((value) => ({ process: 'constant', value }))],
    [5, steps(marketPrices()).map((series) => ({ process: 'steps', steps: series }))],
    [2, independent()],
    [2, ornsteinUhlenbeck()],
    [1, generated()],
  );

/** The units of a pool that others leave. */
const stocks = (): fc.Arbitrary<Part> =>
  weighted<Part>(
    [1, fc.constant({ process: 'unlimited' })],
    [2, fc.nat(6).map((capacity) => ({ process: 'constant', capacity }))],
    [5, steps(fc.nat(7)).map((series) => ({ process: 'steps', steps: series }))],
    [2, erlang()],
    [3, backgroundStocks()],
  );

/** Dedicated machines, none or a few. */
export const dedicated = (): fc.Arbitrary<readonly DedicatedInput[]> =>
  fc
    .array(machines(), { maxLength: 2 })
    .map((groups) => groups.map((group, index) => ({ name: `d${index}`, ...group })));

const machines = (): fc.Arbitrary<Omit<DedicatedInput, 'name'>> =>
  fc.record({
    type: fc.constant('box'),
    machines: fc.integer({ min: 1, max: 3 }),
    price: fc.constantFrom(0.3, 0.5),
    diskFree: fc.constantFrom(30, 200),
  });

function pool(): fc.Arbitrary<PoolInput> {
  return together<PoolInput>(
    fc.record({
      type: fc.constantFrom('t0', 't1'),
      region: fc.constant('r0'),
      zone: fc.constantFrom('z0', 'z1', 'z2'),
      standardPrice: fc.constantFrom(0.35, 0.4, 0.6),
    }),
    weighted<Partial<PoolInput>>([9, apart()], [1, markets().map((market) => ({ market }))]),
    weighted<Partial<PoolInput>>([3, fc.constant({})], [1, lifetimes().map((lifetime) => ({ lifetime }))]),
  );
}

/** Price and stock that know nothing of each other. */
const apart = (): fc.Arbitrary<Partial<PoolInput>> =>
  together<PoolInput>(
    fc.record({ price: prices(), stock: stocks() }),
    weighted<Partial<PoolInput>>([12, fc.constant({})], [1, fc.constant({ spot: false })]),
  );

const intervals = (): fc.Arbitrary<number> => fc.constantFrom(GRID, 2 * GRID, 450, 3600);

function independent(): fc.Arbitrary<Part> {
  const values = fc.array(marketPrices(), { minLength: 2, maxLength: 4 });
  return together<Part>(
    fc.constant({ process: 'independent' }),
    fc.record({
      interval: intervals(),
      price: values.map((list) => ({ distribution: 'empirical', values: list })),
    }),
  );
}

function ornsteinUhlenbeck(): fc.Arbitrary<Part> {
  return together<Part>(
    fc.constant({ process: 'ornstein-uhlenbeck' }),
    fc.record({
      median: marketPrices(),
      sigma: fc.constantFrom(0.1, 0.5, 1.5),
      reversion: fc.constantFrom('0.2/h', '2/h'),
      interval: intervals(),
    }),
    maybe('round', fc.constantFrom(0.01, 0.001)),
  );
}

/** The other processes, each so that its prices meet the ceilings. */
function generated(): fc.Arbitrary<Part> {
  const band = fc.tuple(marketPrices(), fc.constantFrom(0.02, 0.2)).map(([floor, width]) => ({
    ...{ process: 'reserve-price', floor, ceiling: floor + width },
  }));
  const bells = fc.uniqueArray(fc.tuple(marketPrices(), fc.constantFrom(0, 0.05)), {
    minLength: 1,
    maxLength: 3,
  });
  return weighted<Part>(
    [1, together<Part>(band, fc.record({ interval: intervals() }))],
    [
      1,
      fc.record({ bells, gap: fc.constantFrom(GRID, 3600) }).map(({ bells: found, gap }) => ({
        process: 'mixture',
        price: found.map(([mean, sd]) => ({ mean, sd })),
        gap: [{ mean: gap, sd: gap / 4 }],
      })),
    ],
    [
      1,
      fc.record({ maximum: marketPrices(), interval: intervals() }).map(({ maximum, interval }) => ({
        ...{ process: 'provider', maximum: 4 * maximum, beta: 3 * maximum, theta: 0.02, interval },
        arrivals: { distribution: 'exponential', mean: 0.05 },
      })),
    ],
    [
      1,
      marketPrices().map((median) => ({
        ...{ process: 'administered', median, sigma: 0.5, reversion: '1/h', changes: '2/h', maxStep: 0.5 },
      })),
    ],
  );
}

function erlang(): fc.Arbitrary<Part> {
  return together<Part>(
    fc.constant({ process: 'erlang' }),
    fc.record({
      capacity: fc.integer({ min: 1, max: 8 }),
      arrivals: fc.constantFrom('1/h', '4/h'),
      hold: fc.constantFrom<unknown>(3600, { distribution: 'constant', value: 2 * GRID }),
    }),
  );
}

/** A small crowded pool in which price and stock follow from who is there, us included or not. */
function markets(): fc.Arbitrary<Part> {
  const demand = fc.record({
    arrivals: fc.constantFrom('1/h', '4/h'),
    hold: fc.constantFrom<unknown>(3600, { distribution: 'constant', value: 2 * GRID }),
  });
  const bids = { distribution: 'empirical', values: [0.06, 0.1, 0.2, 0.3] };
  const curve = fc
    .uniqueArray(marketPrices(), { minLength: 2, maxLength: 4 })
    .map((found) =>
      [...found]
        .sort((a, b) => a - b)
        .map((price, place) => ({ utilisation: place / (found.length - 1), price })),
    );
  return together<Part>(
    fc.constant({ process: 'endogenous' }),
    fc.record({
      capacity: fc.integer({ min: 1, max: 8 }),
      standard: demand,
      curve,
      between: fc.constantFrom('linear', 'step'),
      interval: intervals(),
      feedback: fc.boolean(),
    }),
    maybe(
      'spot',
      demand.map((asked) => ({ ...asked, bids })),
      3,
    ),
  );
}

const lifetimes = (): fc.Arbitrary<Part> =>
  fc.constantFrom<Part>(
    { distribution: 'constant', value: 2 * GRID },
    { distribution: 'constant', value: 3600 },
    { distribution: 'uniform', min: 0, max: 7200 },
    { distribution: 'exponential', mean: 10_800 },
  );
