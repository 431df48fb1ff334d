import fc from 'fast-check';

type Input = Record<string, unknown>;

const seconds = fc.integer({ min: 1, max: 86_400 });
const duration = fc.oneof(
  seconds,
  seconds.map((s) => `${s}s`),
  fc.integer({ min: 1, max: 100 }).map((m) => `${m}m`),
  fc.integer({ min: 1, max: 40 }).map((h) => `PT${h}H`),
);
const money = fc.integer({ min: 1, max: 5_000_000 }).map((micro) => micro / 1e6);
const share = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 100 }).map((p) => `${p}%`),
);

const law = fc.oneof(
  duration.map((value) => ({ distribution: 'constant', value })),
  duration.map((mean) => ({ distribution: 'exponential', mean })),
  fc.record({
    distribution: fc.constant('lognormal'),
    median: duration,
    sigma: fc.double({ min: 0, max: 3, noNaN: true }),
  }),
  fc.record({
    distribution: fc.constant('hyperexponential'),
    mean: duration,
    cv: fc.double({ min: 1, max: 9, noNaN: true }),
  }),
  fc.record({
    distribution: fc.constant('empirical'),
    values: fc.array(duration, { minLength: 1, maxLength: 4 }),
  }),
);

const steps = (value: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(value, fc.uniqueArray(fc.tuple(seconds, value), { selector: ([at]) => at, maxLength: 4 }))
    .map(([first, rest]) => ({
      process: 'steps',
      steps: [[0, first] as const, ...rest.sort((a, b) => a[0] - b[0])].map(([at, v]) => ({ at, value: v })),
    }));

const price = fc.oneof(
  money.map((value) => ({ process: 'constant', value })),
  steps(money),
  fc.record({
    process: fc.constant('ornstein-uhlenbeck'),
    median: money,
    sigma: fc.double({ min: 0, max: 2, noNaN: true }),
    reversion: fc.constant('0.2/h'),
  }),
  fc.record({
    process: fc.constant('reserve-price'),
    floor: fc.constant(0.01),
    ceiling: fc.double({ min: 0.02, max: 9, noNaN: true }),
    truncation: fc.constantFrom('resample', 'clamp', 'reflect'),
  }),
  fc.record({
    process: fc.constant('mixture'),
    price: fc.array(fc.record({ mean: money, sd: money }), { minLength: 1, maxLength: 4 }),
    gap: fc.array(fc.record({ mean: duration, sd: duration }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    process: fc.constant('provider'),
    maximum: money,
    beta: money,
    theta: fc.constant(0.02),
    arrivals: fc.constant({ distribution: 'exponential', mean: 0.05 }),
  }),
  fc.record({ process: fc.constant('administered'), median: money }),
  fc.constant({ process: 'trace', file: 'p.json', format: 'aws' }),
);
const stock = fc.oneof(
  fc.constant({ process: 'unlimited' }),
  steps(fc.integer({ min: 0, max: 50 })),
  fc.record({
    process: fc.constant('erlang'),
    capacity: fc.integer({ min: 0, max: 99 }),
    arrivals: fc.constant('9/h'),
    hold: fc.oneof(duration, law),
  }),
);

const TYPES = ['t.1', 't.2', 't.3'];
const optional = { requiredKeys: [] as [] };

const pool = (index: number): fc.Arbitrary<Input> =>
  fc
    .tuple(
      money,
      price,
      fc.record({ stock, weight: fc.integer({ min: 1, max: 8 }), lifetime: law }, optional),
    )
    .map(([standardPrice, cost, more]) => ({
      name: `pool ${index}/${TYPES[index % 3]}`,
      type: TYPES[index % 3],
      region: 'r',
      zone: `z${index}`,
      standardPrice,
      price: cost,
      ...more,
    }));

const entry = (types: readonly string[]): fc.Arbitrary<Input> =>
  fc
    .tuple(
      fc.constantFrom(...types),
      fc.record({ spotPriceLimit: fc.oneof(money, fc.constant('market')), capacity: share }, optional),
    )
    .map(([type, more]) => ({ type, ...more }));

const service = (index: number, types: readonly string[]): fc.Arbitrary<Input> =>
  fc
    .tuple(
      fc.array(entry(types), { minLength: 1, maxLength: 4 }),
      fc.record(
        {
          replicas: fc.integer({ min: 0, max: 100_000 }),
          minReady: share,
          disk: fc.integer({ min: 0, max: 2000 }).map((gib) => `${gib}GiB`),
          startup: fc.oneof(duration, law),
          protection: fc.boolean(),
          maxSurge: share,
        },
        optional,
      ),
    )
    .map(([instances, more]) => ({ name: `service.${index}`, instances, ...more }));

/** Trees of sound scenarios, as a user may write them. */
export const inputs: fc.Arbitrary<Input> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .chain(([pools, services]) => {
    const list = (count: number, one: (index: number) => fc.Arbitrary<Input>) =>
      fc.tuple(...Array.from({ length: count }, (_, i) => one(i)));
    return fc.record({
      version: fc.constant(1),
      name: fc.constant('random'),
      duration: fc.constant('2d'),
      seed: fc.oneof(fc.integer(), fc.string({ minLength: 1 })),
      pools: list(pools, pool),
      services: list(services, (i) => service(i, TYPES.slice(0, pools))),
      timeline: fc.array(
        fc.record({
          at: duration,
          action: fc.constant('price-shock'),
          pool: fc.constant('pool 0/t.1'),
          factor: fc.double({ min: 0, max: 9, noNaN: true }),
          for: duration,
        }),
        { maxLength: 2 },
      ),
    });
  });
