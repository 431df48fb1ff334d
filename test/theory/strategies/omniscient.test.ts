import { describe, expect, it } from 'vitest';
import { OmniscientPass, run } from '../../../src/index.js';
import type { Model, OmniscientFigures } from '../../../src/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { pool, reliable, service, type Input } from '../../support/simulate.js';
import { modelOf } from '../../support/theory.js';

const HOUR = 3600;
const SLOW = { timeout: 120_000 };

const zone = (name: string, changes: Input): Input =>
  pool(name, { zone: name, standardPrice: 1, stock: { process: 'unlimited' }, ...changes });

const spot = (name: string): Input => ({ type: `ecs.${name}`, spotPriceLimit: 'market' });

interface Bounded extends OmniscientFigures {
  readonly paid: number;
  /** Desired replicas that were ready. */
  readonly served: number;
}

/** Bounds of independent repetitions. */
const bounds = (model: Model, count: number): readonly Bounded[] =>
  Array.from({ length: count }, (_, replication) => {
    const pass = new OmniscientPass(model);
    const results = run(model, { replication, recorders: () => [pass.market] });
    const { totals } = pass.withBound(results, model.scenario.duration);
    const found = (totals as unknown as { readonly omniscient: OmniscientFigures }).omniscient;
    const served = totals.desiredReplicaSeconds - totals.shortfallReplicaSeconds;
    return { ...found, paid: totals.cost.total, served };
  });

describe('the omniscient bound', SLOW, () => {
  it('over availabilities .8, .7, .9 is what the eager list costs, .322: it has nothing to regret (T17)', () => {
    const YEARS = 1;
    const onAndOff = (name: string, price: number, [up, down]: readonly [number, number]): Input =>
      zone(name, {
        price: { process: 'constant', value: price },
        stock: { process: 'erlang', capacity: 1, arrivals: `${1 / up}/h`, hold: `${down}h` },
      });
    const pools = [onAndOff('a', 0.3, [4, 1]), onAndOff('b', 0.35, [7, 3]), onAndOff('c', 0.5, [9, 1])];
    const found = bounds(
      modelOf({
        duration: `${YEARS * 8760}h`,
        pools: [...pools, reliable],
        services: [
          service('s', {
            ...{ startup: 0, protection: false, strategy: { name: 'fixed', returnToPreferred: true } },
            instances: [...['a', 'b', 'c'].map(spot), { type: 'ecs.od' }],
          }),
        ],
      }),
      10,
    );
    const perHour = found.map(({ cost }) => cost / (YEARS * 8760));
    expectAgreement('T17: omniscient, cost per hour', 0.322, estimate(perHour));
    for (const { regret, cost } of found) expect(Math.abs(regret)).toBeLessThan(1e-4 * cost);
  });

  it('of four replicas on spot at .3 leaves SpotHedge a regret of its cost per served hour / .3 - 1 (T12)', () => {
    const MEAN = 10;
    const DAYS = 100;
    const mortal = ['a', 'b', 'c'].map((name) =>
      zone(name, {
        price: { process: 'constant', value: 0.3 },
        lifetime: { distribution: 'exponential', mean: `${MEAN}h` },
      }),
    );
    const startup = Math.round(-Math.log(0.8) * MEAN * HOUR);
    const found = bounds(
      modelOf({
        duration: `${DAYS}d`,
        pools: [...mortal, reliable],
        services: [
          service('s', {
            ...{ replicas: 4, startup: `${startup}s`, protection: false },
            instances: [...['a', 'b', 'c'].map(spot), { type: 'ecs.od' }],
            strategy: { name: 'spot-hedge', extra: 1 },
          }),
        ],
      }),
      3,
    );
    const hours = DAYS * 24 - startup / HOUR;
    // Ready at .3 from the end of the startup on: nothing else is known to be cheaper.
    for (const { cost } of found) expect(cost).toBeCloseTo(4 * 0.3 * hours, 3);
    for (const { relativeRegret, paid, served } of found) {
      expect(relativeRegret).toBeCloseTo(paid / ((0.3 * served) / HOUR) - 1, 6);
      expect(relativeRegret).toBeGreaterThan(0.2);
    }
  });

  it('of an Ornstein-Uhlenbeck price with standard behind it is E min(P, b)', () => {
    const [median, sigma, standard] = [0.3, 0.5, 0.5];
    const DAYS = 365;
    const found = bounds(
      modelOf({
        duration: `${DAYS}d`,
        pools: [
          pool('a', {
            standardPrice: standard,
            price: { process: 'ornstein-uhlenbeck', median, sigma, reversion: '0.2/h', interval: '5m' },
            stock: { process: 'unlimited' },
          }),
        ],
        services: [
          service('s', {
            ...{ startup: 0, protection: false },
            instances: [spot('a'), { type: 'ecs.a' }],
          }),
        ],
      }),
      10,
    );
    // E[P; P <= b] + b P(P > b), with z = ln(b / median) / sigma = 1.02165.
    const exact = 0.280719 * 0.846527 + standard * (1 - 0.846527);
    expectAgreement(
      'T2: omniscient, E min(P, b)',
      exact,
      estimate(found.map(({ cost }) => cost / (DAYS * 24))),
    );
  });
});
