import { describe, it } from 'vitest';
import { performTask, Samples } from '../../../src/index.js';
import { BASE } from '../../support/laboratory.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { pool, service, type Input } from '../../support/simulate.js';
import { modelOf } from '../../support/theory.js';

const SLOT = 300;
const DAYS = 20;
const RUNS = 10;

/** Share of time ready under a strategy that bids anew in every slot, on Pareto prices that are new in every slot. */
function readyShare(strategy: Input, slots: number): readonly number[] {
  const price = { distribution: 'pareto', shape: 3, min: 0.1 };
  const model = modelOf({
    duration: `${DAYS}d`,
    pools: [
      pool('a', {
        standardPrice: 1000,
        price: { process: 'independent', interval: SLOT, price },
        stock: { process: 'unlimited' },
      }),
    ],
    services: [
      service('s', {
        ...{ startup: 0, protection: false },
        instances: [{ type: 'ecs.a', spotPriceLimit: 'market' }],
        strategy: { ...strategy, every: SLOT, window: slots * SLOT, rebid: true },
      }),
    ],
  });
  // From the second on from which a whole window has been seen.
  const samples = new Samples(BASE, { antithetic: false, warmUp: slots * SLOT });
  for (let i = 0; i < RUNS; i++) samples.add(performTask(model, samples.task(i, i)));
  return [...(samples.column('totals.availability') ?? [])];
}

describe(
  'bids from a history of independent prices, made anew in every slot (rebid)',
  { timeout: 120_000 },
  () => {
    // Whatever the law of the price: the next of n + 1 independent prices is at or below the k-th of the other n with
    // probability k / (n + 1).
    it('percentile: the 45th of 50 prices is not passed for 45 / 51 of the time', () => {
      expectAgreement(
        'percentile .89 of 50 slots',
        45 / 51,
        estimate(readyShare({ name: 'percentile', quantile: 0.89 }, 50)),
      );
    });

    it('zheng-one-time: F^-1(12 / 13) of 60 prices is the 56th, and not passed for 56 / 61 of the time (T8)', () => {
      const found = estimate(readyShare({ name: 'zheng-one-time', work: 13 * SLOT, slot: SLOT }, 60));
      expectAgreement('T8 one time, 12/13 of 60 slots', 56 / 61, found);
    });
  },
);
