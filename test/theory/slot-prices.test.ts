import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/index.js';
import {
  estimate,
  expectAgreement,
  expectFit,
  expectScatter,
  ratio,
  type Estimate,
} from '../support/estimate.js';
import { chiSquareTail } from '../support/normal.js';
import { pool, service } from '../support/simulate.js';
import { Lives, modelOf, replicate, watch } from '../support/theory.js';

// A new independent price each slot of 5 minutes: Pareto with least price a and shape alpha, the ceiling b at its
// 90 % point. One replica, unlimited stock, ready at once. Start and horizon cut one life in thousands and shift
// a share of time by less than one slot in 51 840: below a fifth of a standard error everywhere.
const SLOT = 300;
const SLOTS = 180 * 288;
const RUNS = 30;
const A = 0.1;
const ALPHA = 3;
// Prices are whole millionths, half up: a ceiling of 0.215443 admits all below 0.2154435.
const LIMIT = 0.215443;
const B = LIMIT + 5e-7;
const powerOf = (x: number, exponent: number): number => Math.exp(exponent * Math.log(x));

/** P(P <= b) = 1 - (a / b)^alpha. */
const F = 1 - powerOf(A / B, ALPHA);
/** E[P] = alpha a / (alpha - 1). */
const MEAN = (ALPHA * A) / (ALPHA - 1);
/** E[P | P <= b] = E[P] (1 - (a / b)^(alpha - 1)) / F. */
const BELOW = (MEAN * (1 - powerOf(A / B, ALPHA - 1))) / F;

const market = (protection: boolean, rules = {}) =>
  modelOf({
    name: 'slot-prices',
    duration: SLOTS * SLOT,
    rules: { protection: '1h', ...rules },
    pools: [
      pool('a', {
        price: {
          process: 'independent',
          interval: SLOT,
          price: { distribution: 'pareto', shape: ALPHA, min: A },
        },
        stock: { process: 'unlimited' },
      }),
    ],
    services: [
      service('s', { protection, startup: 0, instances: [{ type: 'ecs.a', spotPriceLimit: LIMIT }] }),
    ],
  });

type Of = (of: RunResults['services'][string]) => number;

class Measured {
  constructor(private readonly runs: readonly RunResults[]) {}

  mean = (of: Of): Estimate => estimate(this.runs.map(({ services }) => of(services['s'])));

  ratio = (top: Of, bottom: Of): Estimate =>
    ratio(
      this.runs.map(({ services }) => top(services['s'])),
      this.runs.map(({ services }) => bottom(services['s'])),
    );

  readonly availability = (): Estimate => this.mean(({ availability }) => availability ?? NaN);
  readonly preemptions = (): Estimate => this.mean(({ preemptions }) => preemptions.price / SLOTS);
  readonly meanUp = (): Estimate =>
    this.ratio(
      ({ readyReplicaSeconds }) => readyReplicaSeconds / SLOT,
      ({ acquisitions }) => acquisitions,
    );
  readonly meanDown = (): Estimate =>
    this.ratio(
      ({ downSeconds }) => downSeconds / SLOT,
      ({ downtimeSpells }) => downtimeSpells.count,
    );
  readonly cost = (): Estimate =>
    this.ratio(
      ({ cost }) => cost.total,
      ({ readyReplicaSeconds }) => readyReplicaSeconds / 3600,
    );
}

describe('an independent Pareto price each slot, no protection', () => {
  let found: Measured;
  beforeAll(() => {
    found = new Measured(replicate(market(false), RUNS));
  }, 120_000);

  it('T5: share of time ready is F, preemptions a slot F (1 - F)', () => {
    expect(F).toBeCloseTo(0.9, 6);
    expectAgreement('T5 A', F, found.availability());
    expectAgreement('T5 preemptions a slot', F * (1 - F), found.preemptions());
  });

  it('T5: runs of 1 / (1 - F) slots, gaps of 1 / F', () => {
    expectAgreement('T5 mean up, slots', 1 / (1 - F), found.meanUp());
    expectAgreement('T5 mean down, slots', 1 / F, found.meanDown());
  });

  it('T5: runs scatter as a geometric law, sd sqrt(F) / (1 - F)', () => {
    // The first 4500 of some 4666 lives: a fixed number, so that long lives are not under-represented.
    const { recorder } = watch(market(false), 99, new Lives());
    const lives = recorder.byReplica[0].slice(0, 4500);
    expect(lives).toHaveLength(4500);
    const sd = Math.sqrt(F) / (1 - F);
    expect(sd).toBeCloseTo(9.487, 3);
    expectScatter('T5 sd of a run, slots', sd, estimate(lives.map((life) => life / SLOT)));
  });

  it('T5: price paid per ready hour is E[P | P <= b] = E[P] (1 - (a/b)^(alpha-1)) / F', () => {
    expect(BELOW).toBeCloseTo(0.1307594, 6);
    expectAgreement('T5 E[P | P <= b]', BELOW, found.cost());
  });
});

// In protection the price may pass the ceiling at no cost to the replica. Protection ends in the second in which
// slot 13 begins, and the price of that slot is examined then (A7).
const K = 12;
/** Mean life in slots: K, then as long as each new price is at most b. */
const LIFE = K + F / (1 - F);
const CYCLE = LIFE + 1 / F;

describe.each([
  {
    pricing: 'floating',
    formula: '((1 + F/(1-F)) E[P | P <= b] + (K-1) E[P]) / life',
    paid: ((1 + F / (1 - F)) * BELOW + (K - 1) * MEAN) / LIFE,
    known: 0.1408378,
  },
  { pricing: 'locked', formula: 'E[P | P <= b]', paid: BELOW, known: 0.1307594 },
])('the same price, 12 slots of protection at a $pricing price', ({ pricing, formula, paid, known }) => {
  let found: Measured;
  beforeAll(() => {
    found = new Measured(replicate(market(true, { protectionPricing: pricing, checkInterval: SLOT }), RUNS));
  }, 120_000);

  it('T6: a life is K + F/(1-F) slots, a gap 1/F; A is life / (life + gap)', () => {
    expect(LIFE / CYCLE).toBeCloseTo(0.9497487, 6);
    expectAgreement(`T6 mean up, slots, ${pricing}`, LIFE, found.meanUp());
    expectAgreement(`T6 mean down, slots, ${pricing}`, 1 / F, found.meanDown());
    expectAgreement(`T6 A, ${pricing}`, LIFE / CYCLE, found.availability());
  });

  it('T6: preemptions a slot are 1 / (life + gap)', () => {
    expect(1 / CYCLE).toBeCloseTo(0.0452261, 6);
    expectAgreement(`T6 preemptions a slot, ${pricing}`, 1 / CYCLE, found.preemptions());
  });

  it(`T6: price paid per ready hour is ${formula}`, () => {
    expect(paid).toBeCloseTo(known, 6);
    expectAgreement(`T6 paid per ready hour, ${pricing}`, paid, found.cost());
  });
});

// A uniform price in (0, 1) that is new each slot, under a ceiling of 0.95: the hazard is 0.05 at every look.
const HAZARD = 0.05;
const CELLS = 20;

/** Chi-square over cells of three lives each, the last one open. */
function geometricFit(lives: readonly number[]): number {
  const survival = (k: number): number => powerOf(1 - HAZARD, k);
  const counts = new Array<number>(CELLS).fill(0);
  for (const life of lives) counts[Math.min(CELLS - 1, Math.floor((life - 1) / 3))] += 1;
  const statistic = counts.reduce((total, count, cell) => {
    const share = survival(3 * cell) - (cell === CELLS - 1 ? 0 : survival(3 * cell + 3));
    const expected = share * lives.length;
    return total + ((count - expected) * (count - expected)) / expected;
  }, 0);
  return chiSquareTail(statistic, CELLS - 1);
}

function livesUnder(
  price: { interval: number; days: number },
  changes: { rules?: object; protection: boolean },
) {
  const { rules = {}, protection } = changes;
  const model = modelOf({
    name: 'memoryless',
    duration: `${price.days}d`,
    rules: { protection: '10m', ...rules },
    pools: [
      pool('a', {
        price: {
          process: 'independent',
          interval: price.interval,
          price: { distribution: 'uniform', min: 0, max: 1 },
        },
        stock: { process: 'unlimited' },
      }),
    ],
    services: [
      service('s', { protection, startup: 0, instances: [{ type: 'ecs.a', spotPriceLimit: 1 - HAZARD }] }),
    ],
  });
  return watch(model, 0, new Lives()).recorder.byReplica[0];
}

describe(
  'a hazard of 0.05 a look: lives are geometric, P(life = k looks) = 0.05 x 0.95^(k-1)',
  { timeout: 120_000 },
  () => {
    it('T21: examined at every price, 100 000 lives', () => {
      const lives = livesUnder({ interval: 60, days: 1480 }, { protection: false }).slice(0, 100_000);
      expect(lives).toHaveLength(100_000);
      const looks = lives.map((life) => life / 60);
      expectAgreement('T21 mean life, looks', 1 / HAZARD, estimate(looks));
      expectFit('T21 chi-square, every price', geometricFit(looks));
      expect(geometricFit(looks.map((look) => look + 1))).toBeLessThan(1e-4);
    });

    it('T21: past protection, only every checkInterval, while the price moves twice as often (A7)', () => {
      const rules = { checkInterval: '2m' };
      const lives = livesUnder({ interval: 60, days: 820 }, { protection: true, rules }).slice(0, 23_000);
      expect(lives).toHaveLength(23_000);
      // The end of protection, after 10 minutes, is the first look.
      const looks = lives.map((life) => (life - 600) / 120 + 1);
      expect(looks.every((look) => Number.isInteger(look) && look >= 1)).toBe(true);
      expectAgreement('T21 mean life past protection, looks', 1 / HAZARD, estimate(looks));
      expectFit('T21 chi-square, checks past protection', geometricFit(looks));
    });
  },
);
