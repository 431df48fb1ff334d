import { beforeAll, describe, expect, it } from 'vitest';
import type { LineItem, Model, RunResults } from '../../src/index.js';
import { estimate, expectAgreement, sum } from '../support/estimate.js';
import { pool, service } from '../support/simulate.js';
import { Lives, modelOf, watch } from '../support/theory.js';

// The provider takes each unit after a life X ~ Exp(1/2 an hour), a replacement comes at once, the price is 1 an
// hour. Of each replica the first so many lives are taken, long before the horizon: a fixed number, so that no
// life is censored. Lives are whole seconds; the rounding moves no mean by more than 1e-4 of it.
const REPLICAS = 200;
const FIRST = 450;
const HOURS = 1250;
const RATE = 0.5;

const lives = (changes: { readonly rules?: object; readonly protection?: boolean }): Model =>
  modelOf({
    name: 'lifetimes',
    duration: `${HOURS}h`,
    rules: { protection: '1h', ...changes.rules },
    pools: [
      pool('a', {
        standardPrice: 5,
        price: { process: 'constant', value: 1 },
        stock: { process: 'unlimited' },
        lifetime: { distribution: 'exponential', mean: '2h' },
      }),
    ],
    services: [
      service('s', {
        replicas: REPLICAS,
        protection: changes.protection ?? false,
        startup: 0,
        instances: [{ type: 'ecs.a', spotPriceLimit: 2 }],
      }),
    ],
  });

/** Mean over the first lives of each replica. */
function perReplica(values: readonly (readonly number[])[], first = FIRST): number[] {
  for (const mine of values) expect(mine.length).toBeGreaterThanOrEqual(first);
  return values.map((mine) => sum(mine.slice(0, first)) / first);
}

const hours = (seconds: readonly (readonly number[])[]): number[][] =>
  seconds.map((mine) => mine.map((s) => s / 3600));

/** Amounts of the finished runs of each replica. */
function bills(items: readonly LineItem[]): number[][] {
  const amounts: number[][] = Array.from({ length: REPLICAS }, () => []);
  for (const { replica, amount, note } of items)
    if (note !== 'open at the horizon') amounts[replica ?? -1].push(amount / 1e6);
  return amounts;
}

describe('a life X of mean 2 hours, exponential', { timeout: 120_000 }, () => {
  it('T7: without protection it lasts E X = 2 h', () => {
    const { recorder, results } = watch(lives({}), 0, new Lives());
    expectAgreement('T7 E X, h', 1 / RATE, estimate(perReplica(hours(recorder.byReplica))));
    const { lifetime, total } = results.totals.preemptions;
    expect(lifetime).toBe(total);
  });

  it('T7: held to the end of its protection at least, it lasts E max(X, 1 h) = 1 + exp(-1/2) / (1/2)', () => {
    const exact = 1 + Math.exp(-RATE) / RATE;
    expect(exact).toBeCloseTo(2.213061, 6);
    const { recorder } = watch(lives({ protection: true }), 0, new Lives());
    expectAgreement('T7 E max(X, 1), h', exact, estimate(perReplica(hours(recorder.byReplica))));
    expect(Math.min(...recorder.byReplica.flat())).toBe(3600);
  });
});

describe(
  'what a life of mean 2 hours costs at 1 an hour, in increments of an hour',
  { timeout: 120_000 },
  () => {
    /** E ceil X = sum over k >= 0 of P(X > k) = 1 / (1 - exp(-1/2)). */
    const ceiling = 1 / (1 - Math.exp(-RATE));
    let found: { readonly results: RunResults; readonly items: readonly LineItem[] };

    beforeAll(() => {
      found = watch(lives({ rules: { billingIncrement: '1h' } }), 1, new Lives());
    }, 120_000);

    it('T7: rounded up, E ceil X = 1 / (1 - exp(-1/2))', () => {
      expect(ceiling).toBeCloseTo(2.541494, 6);
      expectAgreement('T7 E ceil X', ceiling, estimate(perReplica(bills(found.items))));
    });

    it('T7: renewal reward: cost an hour in the long run is E ceil X / E X', () => {
      // The life at the horizon is not rounded up, and the first lives had no time to be long: for the Poisson
      // process of deaths the two leave 0.04 h of 1588, no bias to speak of.
      const spent = Array.from({ length: REPLICAS }, () => 0);
      for (const { replica, amount } of found.items) spent[replica ?? -1] += amount / 1e6 / HOURS;
      expectAgreement('T7 cost an hour', ceiling * RATE, estimate(spent));
      expect(found.results.totals.cost.total / HOURS).toBeCloseTo(sum(spent), 6);
    });

    it('T7: the interrupted hour free, E floor X = 1 / (exp(1/2) - 1)', () => {
      const exact = 1 / (Math.exp(RATE) - 1);
      expect(exact).toBeCloseTo(1.541494, 6);
      const rules = { billingIncrement: '1h', interruptedFree: 'last-increment' };
      const { items } = watch(lives({ rules }), 2, new Lives());
      expectAgreement('T7 E floor X', exact, estimate(perReplica(bills(items))));
    });
  },
);

describe('no hazard in protection, none remembered after it', { timeout: 120_000 }, () => {
  // The hazard is the price: uniform in (0, 1), new each minute, above the ceiling with probability 1/121. After
  // an hour of protection the life goes on for a geometric number of minutes of mean 120.
  const LIVES = 250;

  it('T7: a life lasts 1 h + 2 h = 3 h', () => {
    const model = modelOf({
      name: 'memoryless-after-protection',
      duration: '42d',
      rules: { protection: '1h' },
      pools: [
        pool('a', {
          price: {
            process: 'independent',
            interval: '1m',
            price: { distribution: 'uniform', min: 0, max: 1 },
          },
          stock: { process: 'unlimited' },
        }),
      ],
      services: [service('s', { startup: 0, instances: [{ type: 'ecs.a', spotPriceLimit: 0.991736 }] })],
    });
    const above = 1 - 0.991736;
    const exact = 1 + (1 - above) / above / 60;
    expect(exact).toBeCloseTo(3, 3);
    const seen = Array.from(
      { length: 30 },
      (_, replication) => watch(model, replication, new Lives()).recorder,
    );
    const means = perReplica(hours(seen.map(({ byReplica }) => byReplica[0])), LIVES);
    expectAgreement('T7 1 + 2, h', exact, estimate(means));
  });
});
