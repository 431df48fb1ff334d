import { beforeAll, describe, expect, it } from 'vitest';
import { SilentRecorder } from '../../src/index.js';
import { estimate, expectAgreement, ratio } from '../support/estimate.js';
import { phi } from '../support/normal.js';
import { pool, service, type Input } from '../support/simulate.js';
import { modelOf, replicate, watch } from '../support/theory.js';

// One market, one replica for each ceiling, the plain world: a replica is ready exactly while the price is at or below
// its ceiling. All processes start stationary.
const market = (price: Input, ceilings: readonly number[], days: number) =>
  modelOf({
    name: 'price-processes',
    duration: `${days}d`,
    pools: [pool('a', { standardPrice: 4, price, stock: { process: 'unlimited' } })],
    services: ceilings.map((b) =>
      service(`under ${b}`, {
        protection: false,
        startup: 0,
        instances: [{ type: 'ecs.a', spotPriceLimit: b }],
      }),
    ),
  });

/** The prices of a run as they come into force, one a tick. */
class Prices extends SilentRecorder {
  readonly seen: number[] = [];

  override price(_at: number, _pool: number, low: number): void {
    this.seen.push(low / 1e6);
  }
}

describe('an auction of 12 units among 20 bids uniform on (0, 1)', () => {
  const price = {
    ...{ process: 'auction', capacity: 12, bidders: 20, interval: '5m' },
    bids: { distribution: 'uniform', min: 0, max: 1 },
  };
  const model = market(price, [0.3, 0.4], 30);
  const exact = 8 / 21;
  let runs: readonly ReturnType<typeof watchPrices>[] = [];
  const watchPrices = (r: number) => watch(model, r, new Prices());

  beforeAll(() => {
    runs = Array.from({ length: 24 }, (_, r) => watchPrices(r));
  }, 60_000);

  it('T16: clears at 8/21 in the mean, with variance .0107194', () => {
    const means = runs.map(({ results }) => results.pools['a'].priceMean ?? NaN);
    expectAgreement('T16 mean price', exact, estimate(means));
    const variance = runs.map(({ recorder: { seen } }) => {
      return seen.reduce((sum, p) => sum + (p - exact) * (p - exact), 0) / seen.length;
    });
    expectAgreement('T16 variance', 0.0107194, estimate(variance));
  });

  it('T16: share ready is P(price <= x) = sum over j <= 12 of C(20, j) (1 - x)^j x^(20 - j)', () => {
    for (const x of [0.3, 0.4]) {
      let share = 0;
      let choose = 1;
      for (let j = 0; j <= 12; j += 1) {
        share += choose * Math.pow(1 - x, j) * Math.pow(x, 20 - j);
        choose *= (20 - j) / (j + 1);
      }
      const found = runs.map(({ results }) => results.services[`under ${x}`].availability ?? NaN);
      expectAgreement(`T16 P(price <= ${x})`, share, estimate(found));
    }
  });
});

describe('spikes of 0.05 an hour and mean 2 h over a base that is always below the ceiling', () => {
  const DURATIONS: Readonly<Record<string, unknown>> = {
    exponential: { distribution: 'exponential', mean: '2h' },
    constant: '2h',
    lognormal: { distribution: 'lognormal', median: `${7200 * Math.exp(-0.5)}s`, sigma: 1 },
  };

  it.each(Object.keys(DURATIONS))(
    'T18: A = exp(-r D), mean up 1 / r, mean outage (exp(r D) - 1) / r: %s',
    (law) => {
      const price = {
        process: 'spikes',
        base: { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.1, reversion: '1/h', interval: '1d' },
        clock: '0.05/h',
        level: { distribution: 'uniform', min: 0.3, max: 0.4 },
        duration: DURATIONS[law],
      };
      const runs = replicate(market(price, [0.2], 3650), 25);
      const services = runs.map(({ services: all }) => all['under 0.2']);
      const share = Math.exp(-0.1);
      expect(share).toBeCloseTo(0.904837, 6);
      expectAgreement(
        `T18 A, ${law}`,
        share,
        estimate(services.map(({ availability }) => availability ?? NaN)),
      );
      const ready = services.map(({ readyReplicaSeconds }) => readyReplicaSeconds / 3600);
      const acquisitions = services.map(({ acquisitions: count }) => count);
      // First and last spells are cut, one in two thousand.
      expectAgreement(`T18 mean up, h, ${law}`, 20, ratio(ready, acquisitions));
      const spells = services.map(({ downtimeSpells }) => downtimeSpells);
      const lost = spells.map(({ count, mean }) => (count * (mean ?? 0)) / 3600);
      const outage = (Math.exp(0.1) - 1) / 0.05;
      expect(outage).toBeCloseTo(2.103418, 6);
      expectAgreement(
        `T18 mean outage, h, ${law}`,
        outage,
        ratio(
          lost,
          spells.map(({ count }) => count),
        ),
      );
    },
  );
});

describe.each(['keep', 'draw'])('two regimes, 0.1 and 0.3 an hour apart (onSwitch: %s)', (onSwitch) => {
  const regimes = [
    { name: 'calm', median: 0.1, sigma: 0.3, reversion: '1/h' },
    { name: 'wild', median: 0.3, sigma: 0.6, reversion: '3/h' },
  ];
  const model = market(
    {
      process: 'regime-switching',
      regimes,
      rates: [
        [0, '0.1/h'],
        ['0.3/h', 0],
      ],
      onSwitch,
      interval: '15m',
    },
    [0.1, 0.15, 0.3],
    365,
  );
  const runs = replicate(model, 16);
  const pi = [0.3 / 0.4, 0.1 / 0.4];

  it('T19: A = pi_1 Phi(z_1) + pi_2 Phi(z_2), pi = (q21, q12) / (q12 + q21)', () => {
    for (const b of [0.1, 0.15, 0.3]) {
      const parts = regimes.map(({ median, sigma }, i) => pi[i] * phi(Math.log(b / median) / sigma));
      const found = runs.map(({ services }) => services[`under ${b}`].availability ?? NaN);
      expectAgreement(`T19 A(${b}), ${onSwitch}`, parts[0] + parts[1], estimate(found));
    }
  });

  it('T19: E[P] = sum of pi_i exp(mu_i + sigma_i^2 / 2)', () => {
    const parts = regimes.map(({ median, sigma }, i) => pi[i] * median * Math.exp((sigma * sigma) / 2));
    const found = runs.map(({ pools }) => pools['a'].priceMean ?? NaN);
    expectAgreement(`T19 E[P], ${onSwitch}`, parts[0] + parts[1], estimate(found));
  });
});
