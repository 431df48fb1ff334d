import { describe, expect, it } from 'vitest';
import { SilentRecorder, type RunResults } from '../../src/index.js';
import { estimate, expectAgreement, expectScatter, ratio } from '../support/estimate.js';
import { pool, service, type Input } from '../support/simulate.js';
import { modelOf, replicate, watch } from '../support/theory.js';

// One replica in a pool of one unit that is there for 6 h and away for 1.5 h on average (T9): it is reclaimed with the
// unit and placed again in the second in which the unit is back, so that its availability is that of the unit.
const UP = 6 * 3600;
const DOWN = 1.5 * 3600;
const YEAR = 365 * 24;
const HALF = 180 * 24;

const exponential = (mean: number): Input => ({ distribution: 'exponential', mean });
const lognormal = (mean: number): Input => ({
  distribution: 'lognormal',
  median: mean / Math.sqrt(5),
  sigma: Math.sqrt(Math.log(5)),
});
const mixed = (mean: number): Input => ({ distribution: 'hyperexponential', mean, cv: 2 });
const constant = (mean: number): Input => ({ distribution: 'constant', value: mean });

const unit = (law: (mean: number) => Input, further: Input = {}): Input => ({
  stock: { process: 'on-off', capacity: 1, up: law(UP), down: law(DOWN), ...further },
});

const world = (duration: string, stock: Input) =>
  modelOf({
    name: 'on-off',
    duration,
    pools: [pool('a', stock)],
    services: [service('s', { startup: 0, protection: false })],
  });

const availability = (runs: readonly RunResults[]): readonly number[] =>
  runs.map(({ totals }) => totals.availability ?? NaN);

describe('T9: alternating renewal, A = E up / (E up + E down) = 0.8', { timeout: 120_000 }, () => {
  // Var(time mean) ~ (m_D^2 v_U + m_U^2 v_D) / (m_U + m_D)^3 / T with v = (cv m)^2.
  const scatter = (cv: number, hours: number): number =>
    Math.sqrt((2 * (1.5 * cv * 6) * (6 * cv * 1.5)) / (7.5 * 7.5 * 7.5) / hours);

  it.each([
    ['exponential', exponential, 1],
    ['lognormal of cv 2', lognormal, 2],
    ['hyperexponential of cv 2', mixed, 2],
  ] as const)(
    'mean, scatter over half a year, reclaims and spells, whatever the laws: %s',
    (name, law, cv) => {
      const runs = replicate(world('180d', unit(law)), 80);
      const found = estimate(availability(runs));
      expectAgreement(`T9 A, ${name}`, 0.8, found);
      const reclaims = runs.map(({ totals }) => totals.preemptions.stock);
      expectAgreement(`T9 reclaims an hour, ${name}`, 1 / 7.5, estimate(reclaims.map((n) => n / HALF)));
      const down = runs.map(({ totals }) => totals.downSeconds / 3600);
      const up = down.map((hours) => HALF - hours);
      expectAgreement(`T9 mean up, h, ${name}`, 6, ratio(up, reclaims));
      expectAgreement(`T9 mean down, h, ${name}`, 1.5, ratio(down, reclaims));
      expectScatter(`T9 scatter of A, ${name}`, scatter(cv, HALF), found);
      for (const { totals } of runs) expect(totals.preemptions.total).toBe(totals.preemptions.stock);
    },
  );

  it('the same for spells that never vary, from a random place in the cycle', () => {
    const runs = replicate(world('103h', unit(constant)), 200);
    expectAgreement('T9 A, constant', 0.8, estimate(availability(runs)));
  });

  it('the figures of 30 days and of a year', () => {
    expect(scatter(1, YEAR)).toBeCloseTo(0.00662, 5);
    expect(scatter(1, 720)).toBeCloseTo(0.0231, 4);
    expect(scatter(2, YEAR)).toBeCloseTo(0.01324, 5);
    expect(scatter(2, 720)).toBeCloseTo(0.0462, 4);
  });

  it('has no start-up bias within 30 days', () => {
    expectAgreement(
      'T9 A over 30 days',
      0.8,
      estimate(availability(replicate(world('30d', unit(lognormal)), 120))),
    );
  });
});

describe('T9: exponential spells from a unit that is there', { timeout: 120_000 }, () => {
  const POOLS = 60;
  const names = Array.from({ length: POOLS }, (_, i) => `p${i}`);
  /** Sixty units at once, each with a replica of its own. */
  const crowd = (duration: string) =>
    modelOf({
      name: 'crowd',
      duration,
      pools: names.map((name) => pool(name, { zone: `z-${name}`, ...unit(exponential, { start: 'up' }) })),
      services: names.map((name) =>
        service(`s-${name}`, {
          startup: 0,
          protection: false,
          instances: [{ type: `ecs.${name}`, spotPriceLimit: 0.2 }],
        }),
      ),
    });

  /** Replicas held. */
  class Held extends SilentRecorder {
    count = 0;

    override acquired(): void {
      this.count += 1;
    }

    override released(): void {
      this.count -= 1;
    }
  }

  it('A(1 h) = A + (1 - A) exp(-(l + m)) = .886920', () => {
    const exact = 0.8 + 0.2 * Math.exp(-(1 / 6 + 1 / 1.5));
    expect(exact).toBeCloseTo(0.88692, 6);
    const model = crowd('1h1s');
    const held = Array.from({ length: 40 }, (_, r) => watch(model, r, new Held()).recorder.count / POOLS);
    expectAgreement('T9 A(1 h)', exact, estimate(held));
  });

  it('its mean over the first 24 h is .810000', () => {
    const rate = 1 / 6 + 1 / 1.5;
    const exact = 0.8 + (0.2 * (1 - Math.exp(-rate * 24))) / (rate * 24);
    expect(exact).toBeCloseTo(0.81, 6);
    const means = replicate(crowd('24h'), 24).map(
      ({ totals }) => totals.readyReplicaSeconds / totals.desiredReplicaSeconds,
    );
    expectAgreement('T9 mean A over 24 h', exact, estimate(means));
  });
});
