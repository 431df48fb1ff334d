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
