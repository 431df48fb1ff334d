import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/index.js';
import { estimate, expectAgreement, expectScatter, ratio } from '../support/estimate.js';
import { exceedanceCovariance, phi } from '../support/normal.js';
import { pool, service } from '../support/simulate.js';
import { modelOf, replicate } from '../support/theory.js';

// One market, three replicas that differ in their ceiling only. Unlimited stock, no protection, no notice, no
// startup: a replica is ready exactly while the price is at or below its ceiling, so that preemptions are the
// up-crossings of that ceiling. Prices start stationary. First and last spells are cut by the start and the
// horizon; they add less than one spell to some 600 a year, a bias below 0.1 %, against a tolerance of up to 4 %.
const YEARS = 80;
const TICKS = 365 * 288;
const WEEKS = 365 / 7;
const MU = Math.log(0.3);
const SIGMA = 0.5;
const TICK_HOURS = 1 / 12;
/** Correlation of the log price from tick to tick. */
const RHO = Math.exp(-0.2 * TICK_HOURS);

const CEILINGS = [
  { b: 0.3, share: 0.5, paid: 0.209771, weekly: 58.4175, up: 1.4379, down: 1.4379, scatter: 0.01407 },
  { b: 0.5, share: 0.846527, paid: 0.280719, weekly: 34.6149, up: 4.1085, down: 0.7449, scatter: 0.00929 },
  { b: 0.7, share: 0.954924, paid: 0.314653, weekly: 13.8435, up: 11.5886, down: 0.547, scatter: 0.00461 },
] as const;

const zOf = (b: number): number => (Math.log(b) - MU) / SIGMA;
/** Up-crossings per tick: Phi(z) - Phi2(z, z; rho) = Phi(z) (1 - Phi(z)) - cov(1{X > z}, 1{X' > z}). */
const crossings = (z: number): number => phi(z) * (1 - phi(z)) - exceedanceCovariance(z, RHO);

let years: readonly RunResults[] = [];
const each = (b: number) => years.map(({ services }) => services[`under ${b}`]);

beforeAll(() => {
  const model = modelOf({
    name: 'ornstein-uhlenbeck',
    duration: '365d',
    pools: [
      pool('a', {
        price: {
          process: 'ornstein-uhlenbeck',
          median: 0.3,
          sigma: SIGMA,
          reversion: '0.2/h',
          interval: '5m',
        },
        stock: { process: 'unlimited' },
      }),
    ],
    services: CEILINGS.map(({ b }) =>
      service(`under ${b}`, {
        protection: false,
        startup: 0,
        instances: [{ type: 'ecs.a', spotPriceLimit: b }],
      }),
    ),
  });
  years = replicate(model, YEARS);
}, 120_000);

describe.each(CEILINGS)('an Ornstein-Uhlenbeck log price under a ceiling of $b', (ceiling) => {
  const { b } = ceiling;
  const z = zOf(b);

  it('T1: share of time ready is A = Phi(z), z = (ln b - mu) / sigma', () => {
    const share = phi(z);
    expect(share).toBeCloseTo(ceiling.share, 6);
    expectAgreement(`T1 A(${b})`, share, estimate(each(b).map(({ availability }) => availability ?? NaN)));
  });

  it('T1: the scatter of a year is that of the summed covariances of 1{X > z}', () => {
    let variance = phi(z) * (1 - phi(z));
    for (let lag = 1; lag < 1500; lag += 1) {
      variance += 2 * (1 - lag / TICKS) * exceedanceCovariance(z, Math.exp(-0.2 * TICK_HOURS * lag));
    }
    const scatter = Math.sqrt(variance / TICKS);
    expect(scatter).toBeCloseTo(ceiling.scatter, 5);
    expectScatter(
      `T1 sd of a year, ${b}`,
      scatter,
      estimate(each(b).map(({ availability }) => availability ?? NaN)),
    );
  });

  it('T2: price paid per ready hour is E[P | P <= b] = exp(mu + sigma^2 / 2) Phi(z - sigma) / Phi(z)', () => {
    const paid = (Math.exp(MU + (SIGMA * SIGMA) / 2) * phi(z - SIGMA)) / phi(z);
    expect(paid).toBeCloseTo(ceiling.paid, 6);
    const costs = each(b).map(({ cost }) => cost.total);
    const hours = each(b).map(({ readyReplicaSeconds }) => readyReplicaSeconds / 3600);
    expectAgreement(`T2 E[P | P <= ${b}]`, paid, ratio(costs, hours));
  });

  it('T3: preemptions are up-crossings, Phi(z) - Phi2(z, z; rho) a tick', () => {
    const weekly = crossings(z) * 2016;
    expect(weekly).toBeCloseTo(ceiling.weekly, 4);
    if (b === 0.3) expect(crossings(z)).toBeCloseTo(Math.acos(RHO) / (2 * Math.PI), 8);
    expectAgreement(
      `T3 a week, ${b}`,
      weekly,
      estimate(each(b).map(({ preemptions }) => preemptions.price / WEEKS)),
    );
  });

  it('T4: mean spells are A and 1 - A over the crossing rate', () => {
    const rate = crossings(z) / TICK_HOURS;
    const [up, down] = [phi(z) / rate, (1 - phi(z)) / rate];
    expect(up).toBeCloseTo(ceiling.up, 3);
    expect(down).toBeCloseTo(ceiling.down, 4);
    const ready = each(b).map(({ readyReplicaSeconds }) => readyReplicaSeconds / 3600);
    expectAgreement(
      `T4 mean up, h, ${b}`,
      up,
      ratio(
        ready,
        each(b).map(({ acquisitions }) => acquisitions),
      ),
    );
    const spells = each(b).map(({ downtimeSpells }) => downtimeSpells);
    const lost = spells.map(({ count, mean }) => (count * (mean ?? 0)) / 3600);
    expectAgreement(
      `T4 mean down, h, ${b}`,
      down,
      ratio(
        lost,
        spells.map(({ count }) => count),
      ),
    );
  });

  it('T4: up and down spells fill the year, to the second', () => {
    for (const { readyReplicaSeconds, downSeconds, downtimeSpells } of each(b)) {
      expect(readyReplicaSeconds + downSeconds).toBe(365 * 86_400);
      expect(Math.round(downtimeSpells.count * (downtimeSpells.mean ?? 0))).toBe(downSeconds);
    }
  });
});
