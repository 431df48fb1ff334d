import { describe, expect, it } from 'vitest';
import { optimise, parseAxis, parseConstraint, type OptimisationPlan } from '../../../src/index.js';
import { BASE, bench, faultOf, valueOf } from '../../support/laboratory.js';
import { pool, service } from '../../support/simulate.js';

// The ceiling trades cost for availability: under an independent uniform price on (0.1, 0.3) the share of time below a
// ceiling b is (b - 0.1) / 0.2, and what is paid is the mean price below it.
const at = bench({
  duration: '6h',
  pools: [
    pool('a', {
      price: {
        process: 'independent',
        interval: '5m',
        price: { distribution: 'uniform', min: 0.1, max: 0.3 },
      },
      stock: { process: 'unlimited' },
    }),
  ],
  services: [
    service('s', { startup: 0, protection: false, instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }] }),
  ],
});

const axes = (...texts: readonly string[]) => texts.map((text) => valueOf(parseAxis(text)));
const limits = (...texts: readonly string[]) =>
  texts.map((text) => valueOf(parseConstraint(text, '--subject-to')));
const plan: OptimisationPlan = {
  axes: axes('services.s.instances.0.spotPriceLimit=0.15..0.3:0.05'),
  minimize: 'cost.total',
  constraints: limits('availability >= 0.6'),
  confidence: 0.95,
  first: 20,
  most: 400,
  points: 100,
};
const asked = (changes: Partial<OptimisationPlan>) =>
  optimise(at.laboratory, { base: BASE, model: at.model }, { ...plan, ...changes });

describe('a bound', () => {
  it.each([
    [
      'cost.total <= 50%',
      'cost.total is an amount of money: a percent of what, nobody knows (write an amount',
    ],
    ['preemptions.total <= 5%', 'preemptions.total is a plain number: a percent of what, nobody knows'],
    ['downSeconds <= 1%', 'downSeconds is a time in seconds: a percent of what, nobody knows'],
    ['availability >= 99.9', 'availability is a share: it lies between 0 and 1 (write 99.9%, or 0.999)'],
    ['availability >= 101%', 'availability is a share: it lies between 0 and 1 (write a percent from 0% to'],
    ['availability >= -1', 'availability is a share: it lies between 0 and 1 (write a percent from 0% to'],
    ['cost.total <= 1h', 'cost.total is an amount of money: a duration is no bound for it'],
    ['availability >= 1h', 'availability is a share: a duration is no bound for it'],
  ])('%s is refused: %s', async (text, fault) => {
    expect(faultOf(await asked({ constraints: limits(text) }))).toContain(`--subject-to ${text}: ${fault}`);
  });

  it('may be a percent of a share or a ratio, a duration of seconds, and a number of anything', async () => {
    const texts = [
      'availability >= 50%',
      'relativeCost <= 150%',
      'downSeconds <= 0.5h',
      'downSeconds <= 1800',
    ];
    const found = valueOf(await asked({ constraints: limits(...texts, 'cost.total <= 1e3') }));
    expect(limits(...texts).map(({ bound }) => bound)).toEqual([0.5, 1.5, 1800, 1800]);
    const verdicts = found.points.map(({ constraints }) => constraints.map(({ verdict }) => verdict));
    expect(verdicts.every((row) => row[2] === row[3])).toBe(true);
    // A tenth of what a share may lack, 2 % of any other bound.
    const tolerances = found.constraints.map(({ tolerance }) => Number(tolerance.toPrecision(12)));
    expect(tolerances).toEqual([0.05, 0.03, 36, 36, 20]);
  });
});

describe('optimisation over a finite set', () => {
  it('takes the cheapest of those that meet the constraint', async () => {
    const found = valueOf(await asked({}));
    expect(found).toMatchObject({
      best: 'spotPriceLimit=0.25',
      nearest: null,
      settled: true,
      method: 'selection',
    });
    expect(found.points.map(({ feasible }) => feasible)).toEqual([false, false, true, true]);
    expect(found.points.map(({ dominated }) => dominated)).toEqual([false, false, false, false]);
    expect(found.delta).toBeGreaterThan(0);
  });

  it('says that nobody meets a constraint, and who is nearest', async () => {
    const found = valueOf(await asked({ constraints: limits('availability >= 0.6', 'cost.total <= 0.1') }));
    expect(found).toMatchObject({ best: null, settled: false });
    expect(found.nearest).not.toBeNull();
    const lacks = ({ metric, constraints }: (typeof found.points)[number]): number =>
      Math.max(0, (0.6 - constraints[0].estimate.mean!) / 0.04) + Math.max(0, (metric.mean! - 0.1) / 0.002);
    const least = Math.min(...found.points.map(lacks));
    expect(lacks(found.points.find(({ name }) => name === found.nearest)!)).toBeCloseTo(least, 9);
  });

  it('does not call a best where the points cannot be told apart in time', async () => {
    const close = { axes: axes('services.s.instances.0.spotPriceLimit=0.25,0.2501'), delta: 1e-5, most: 30 };
    const found = valueOf(await asked(close));
    expect(found.settled).toBe(false);
    expect(found.points.filter(({ left }) => left)).toHaveLength(2);
  });

  it('refuses a metric that is null, and one that there is none of', async () => {
    expect(faultOf(await asked({ minimize: 'cost.toll' }))).toContain(
      '--minimize cost.toll: no metric is called',
    );
    expect(faultOf(await asked({ constraints: limits('avalability >= 1') }))).toContain(
      'did you mean "availability"?',
    );
    const idle = axes('services.s.replicas=0,1');
    expect(faultOf(await asked({ axes: idle, minimize: 'costPerReadyHour', constraints: [] }))).toContain(
      'totals.costPerReadyHour is null in 20 of 20 replications',
    );
  });
});

describe('optimisation over a range', () => {
  it('finds the edge of the constraint: availability 0.6 at a ceiling of 0.22', async () => {
    const found = valueOf(
      await asked({ axes: axes('services.s.instances.0.spotPriceLimit=0.1..0.3'), first: 40 }),
    );
    expect(found.method).toBe('pattern-search');
    const limit = Number(found.best!.split('=')[1]);
    // The smallest step is 1/64 of the range, and 40 replications know the availability to 0.01.
    expect(Math.abs(limit - 0.22)).toBeLessThan(0.2 / 64 + 0.2 * 4 * 0.01);
    expect(found.points.length).toBeLessThan(30);
    expect(found.points.find(({ name }) => name === found.best)!.constraints[0].verdict).toBe('feasible');
  });

  it('stops at the number of points that is allowed', async () => {
    const found = valueOf(
      await asked({
        axes: axes('services.s.instances.0.spotPriceLimit=0.1..0.3', 'services.s.protection=true,false'),
        points: 5,
      }),
    );
    expect(found.points).toHaveLength(5);
  });
});
