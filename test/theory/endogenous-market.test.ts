import { describe, expect, it } from 'vitest';
import { estimate, expectAgreement, sum } from '../support/estimate.js';
import { CURVE, fleet, onCurve } from '../support/markets.js';
import { pool, service, type Input } from '../support/simulate.js';
import { modelOf, replicate } from '../support/theory.js';

// The unit of time is a day, as with the Erlang stock: what happens within one second shows as one change.
const DAY = 86_400;

const place = (market: Input): Input => {
  const { price: _, stock: __, ...rest } = pool('a');
  return { ...rest, market: { process: 'endogenous', curve: CURVE, interval: '1h', ...market } };
};

/** P(n units in use) of an M/G/c/c system: (a^n / n!) / sum over k <= c of a^k / k!. */
function inUse(capacity: number, load: number): number[] {
  const weights = [1];
  for (let n = 1; n <= capacity; n += 1) weights.push((weights[n - 1] * load) / n);
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

const HOLDS: Readonly<Record<string, unknown>> = {
  exponential: '1d',
  lognormal: { distribution: 'lognormal', median: `${DAY * Math.exp(-0.5)}s`, sigma: 1 },
};

const runsOf = (changes: Input, days: number, count = 30) =>
  replicate(modelOf({ name: 'endogenous', duration: `${days}d`, services: [], ...changes }), count).map(
    ({ pools }) => pools['a'],
  );

const DAYS = 3600;

describe('an endogenous market against closed forms', { timeout: 120_000 }, () => {
  it.each(Object.keys(HOLDS))(
    'standard demand only: share full B(c, a), and mean price the sum of p(n) curve(n / c): %s',
    (law) => {
      const found = runsOf(
        { seed: law, pools: [place({ capacity: 10, standard: { arrivals: '7/d', hold: HOLDS[law] } })] },
        DAYS,
        40,
      );
      const busy = inUse(10, 7);
      expectAgreement(
        `B(10, 7), ${law}`,
        busy[10],
        estimate(found.map(({ stockOutSeconds }) => stockOutSeconds / (DAYS * DAY))),
      );
      const price = sum(busy.map((p, n) => p * onCurve(n / 10))) / 1e6;
      expectAgreement(`E price, ${law}`, price, estimate(found.map(({ priceMean }) => priceMean ?? NaN)));
    },
  );

  it('with feedback k standard units of ours leave an M/G/(c-k)/(c-k), and a price of curve((n + k) / c)', () => {
    const found = runsOf(
      {
        pools: [place({ capacity: 10, standard: { arrivals: '7/d', hold: '1d' } })],
        services: [service('s', { replicas: 3, startup: 0, instances: [{ type: 'ecs.a' }] })],
      },
      1500,
    );
    const busy = inUse(7, 7);
    const price = sum(busy.map((p, n) => p * onCurve((n + 3) / 10))) / 1e6;
    // Ours come as units fall free, within the first days.
    expectAgreement(
      'E price beside three of ours',
      price,
      estimate(found.map(({ priceMean }) => priceMean ?? NaN)),
    );
  });

  it('bids thin the spot demand: at a price that stands, a P(bid >= p) units on average, whatever the hold', () => {
    const flat = [
      { utilisation: 0, price: 0.15 },
      { utilisation: 1, price: 0.15 },
    ];
    for (const [law, hold] of Object.entries(HOLDS)) {
      const bids = { distribution: 'uniform', min: 0, max: 0.4 };
      const market = { capacity: 100, curve: flat, spot: { arrivals: '16/d', hold, bids }, burnIn: 0 };
      const found = runsOf({ seed: law, pools: [place(market)] }, 300);
      expectAgreement(
        `a P(bid >= p), ${law}`,
        16 * (1 - 0.15 / 0.4),
        estimate(found.map(({ stockMean }) => 100 - (stockMean ?? NaN))),
      );
    }
  });

  it('spot below standard: the stationary law of (standard, spot) where standard puts spot out', () => {
    const [capacity, standard, spot] = [6, 3, 4];
    const law = priority(capacity, standard, spot);
    const found = runsOf(
      {
        pools: [
          place({
            capacity,
            standard: { arrivals: `${standard}/d`, hold: '1d' },
            spot: { arrivals: `${spot}/d`, hold: '1d', bids: { distribution: 'constant', value: 1 } },
          }),
        ],
      },
      1500,
    );
    const free = sum(law.flatMap((row, s) => row.map((p, b) => p * (capacity - s - b))));
    expectAgreement('E free units', free, estimate(found.map(({ stockMean }) => stockMean ?? NaN)));
    const full = sum(law.map((row, s) => row[capacity - s]));
    const outs = found.map(({ stockOutSeconds }) => stockOutSeconds / (1500 * DAY));
    expectAgreement('share full', full, estimate(outs));
    expect(sum(law.map((row) => sum(row)))).toBeCloseTo(1, 12);
  });

  it('one spot unit of ours above all other bids meets T14 with k = 1, however many others bid', () => {
    const market = {
      capacity: 6,
      curve: [
        { utilisation: 0, price: 0.1 },
        { utilisation: 1, price: 0.1 },
      ],
      standard: { arrivals: '3/d', hold: '1d' },
      spot: { arrivals: '4/d', hold: '1d', bids: { distribution: 'constant', value: 0.15 } },
    };
    const days = 3000;
    const model = modelOf({
      name: 'ours',
      duration: `${days}d`,
      pools: [place(market)],
      services: [fleet(1)],
    });
    const found = replicate(model, 30);
    const busy = inUse(6, 3);
    // It goes only where six standard users leave nothing, and comes back in the second in which one of them leaves.
    const share = found.map(({ services }) => services['s'].availability ?? NaN);
    expectAgreement('share held, 1 - p(6)', 1 - busy[6], estimate(share));
    const losses = found.map(({ totals }) => totals.preemptions.stock / days);
    expectAgreement('losses a day, a p(5)', 3 * busy[5], estimate(losses));
  });
});

/**
 * Stationary law of the numbers of standard and spot users where each standard request that finds the pool full puts
 * a spot user out: the Markov chain's balance equations, by iteration.
 */
function priority(capacity: number, a: number, b: number): number[][] {
  let law = Array.from({ length: capacity + 1 }, (_, s) =>
    Array.from({ length: capacity - s + 1 }, () => 1 / (((capacity + 1) * (capacity + 2)) / 2)),
  );
  const step = 1 / (a + b + capacity);
  for (let round = 0; round < 5000; round += 1) {
    const next = law.map((row) => [...row]);
    const flow = (s: number, t: number, [s2, t2]: readonly [number, number], rate: number): void => {
      const moved = law[s][t] * rate * step;
      next[s][t] -= moved;
      next[s2][t2] += moved;
    };
    law.forEach((row, s) =>
      row.forEach((_, t) => {
        if (s + t < capacity) flow(s, t, [s + 1, t], a);
        else if (t > 0) flow(s, t, [s + 1, t - 1], a);
        if (s + t < capacity) flow(s, t, [s, t + 1], b);
        if (s > 0) flow(s, t, [s - 1, t], s);
        if (t > 0) flow(s, t, [s, t - 1], t);
      }),
    );
    law = next;
  }
  return law;
}
