import { describe, expect, it } from 'vitest';
import {
  parseConstraint,
  PLAIN_PLAN,
  replicatedSchema,
  run,
  runReplications,
  runSchema,
  sequentialExecutor,
} from '../../../src/index.js';
import { BASE, bench, faultOf, perverse, valueOf } from '../../support/laboratory.js';
import { estimate, ratio } from '../../support/estimate.js';
import { pool, service, type Input } from '../../support/simulate.js';

const market: Input = {
  duration: '2d',
  pools: [
    pool('a', {
      price: {
        process: 'independent',
        interval: '10m',
        price: { distribution: 'uniform', min: 0.05, max: 0.25 },
      },
      stock: { process: 'unlimited' },
    }),
    pool('b', { type: 'ecs.b', spot: false, price: undefined }),
  ],
  services: [
    service('s', {
      protection: false,
      replicas: 2,
      instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }, { type: 'ecs.b' }],
      startup: { distribution: 'exponential', mean: '5m' },
    }),
  ],
};
const at = bench(market);
const plan = { ...PLAIN_PLAN, replications: 25 };

describe('replications', () => {
  it('are those of single runs: means by Student, ratios by the jackknife', async () => {
    const result = valueOf(await runReplications(at.laboratory, { of: BASE, model: at.model }, plan));
    const runs = Array.from({ length: 25 }, (_, replication) => run(at.model, { replication }));
    const costs = estimate(runs.map(({ totals }) => totals.cost.total));
    const cost = result.totals.cost.total;
    expect(cost.mean).toBeCloseTo(costs.mean, 10);
    expect(cost.sd).toBeCloseTo(costs.sd, 10);
    expect(cost.high! - cost.mean!).toBeCloseTo(2.0638985616280205 * costs.error, 8);
    const perHour = ratio(
      runs.map(({ totals }) => totals.cost.total),
      runs.map(({ totals }) => totals.readyReplicaSeconds / 3600),
    );
    const found = result.services['s'].costPerReadyHour;
    expect(found.mean).toBeCloseTo(perHour.mean, 4);
    expect((found.high! - found.low!) / 2 / (2.0638985616280205 * perHour.error)).toBeCloseTo(1, 1);
    expect(result.services['s'].placements.map(({ entry, type, mode }) => [entry, type, mode])).toEqual([
      [0, 'ecs.a', 'spot'],
      [1, 'ecs.b', 'standard'],
    ]);
    expect(result).toMatchObject({ replications: 25, random: true, stopping: null, steadyState: null });
  });

  it('have the published shape, as has one run', async () => {
    const result = valueOf(
      await runReplications(at.laboratory, { of: BASE, model: at.model }, { ...plan, replications: 3 }),
    );
    expect(replicatedSchema.safeParse(JSON.parse(JSON.stringify(result))).error).toBeUndefined();
    expect(runSchema.safeParse(JSON.parse(JSON.stringify(run(at.model)))).error).toBeUndefined();
    expect(runSchema.safeParse({ ...run(at.model), totals: {} }).success).toBe(false);
  });

  it('give the same bytes in whatever order they come', async () => {
    const shuffled = bench(market, (modelOf) => perverse(sequentialExecutor(modelOf)));
    const precise = {
      ...plan,
      precision: { metric: 'cost.total', relative: 0.05, most: 200 },
      steadyState: true,
    };
    for (const asked of [plan, precise, { ...plan, antithetic: true }]) {
      const a = valueOf(await runReplications(at.laboratory, { of: BASE, model: at.model }, asked));
      const b = valueOf(await runReplications(shuffled.laboratory, { of: BASE, model: at.model }, asked));
      expect(JSON.stringify(b)).toBe(JSON.stringify(a));
    }
  });

  it('refuse rows that are lost or come twice', async () => {
    const lossy = { ...at, laboratory: { executor: { run: async function* () {} } } };
    await expect(runReplications(lossy.laboratory, { of: BASE, model: at.model }, plan)).rejects.toThrow(
      /have no row/,
    );
    const executor = sequentialExecutor(at.modelOf);
    const twice = {
      run: async function* (tasks: Parameters<typeof executor.run>[0]) {
        for await (const row of executor.run(tasks)) yield* [row, row];
      },
    };
    await expect(runReplications({ executor: twice }, { of: BASE, model: at.model }, plan)).rejects.toThrow(
      /not expected/,
    );
  });

  it('that are all the same give no interval, and say so', async () => {
    const still = bench({ duration: '1d' });
    const result = valueOf(
      await runReplications(still.laboratory, { of: BASE, model: still.model }, { ...plan, replications: 5 }),
    );
    expect(result.random).toBe(false);
    expect(result.totals.cost.total).toMatchObject({ low: null, high: null, sd: 0, n: 5 });
    expect(result.totals.cost.total.mean).toBe(run(still.model).totals.cost.total);
  });
});

describe('a precision', () => {
  const asked = (relative: number, most: number, metric = 'cost.total') =>
    runReplications(
      at.laboratory,
      { of: BASE, model: at.model },
      { ...plan, precision: { metric, relative, most } },
    );

  it('is reached at the first n from ten on that meets g / (1 + g), and not before', async () => {
    const goal = 0.003;
    const result = valueOf(await asked(goal, 500));
    const n = result.replications;
    const runs = Array.from(
      { length: n },
      (_, replication) => run(at.model, { replication }).totals.cost.total,
    );
    const relative = (size: number): number => {
      const { mean, error } = estimate(runs.slice(0, size));
      return (error * tOf(size - 1)) / mean;
    };
    expect(n).toBeGreaterThan(10);
    expect(relative(n)).toBeLessThanOrEqual(goal / (1 + goal));
    for (let size = 10; size < n; size += 1)
      expect(relative(size), `${size}`).toBeGreaterThan(goal / (1 + goal));
    expect(result.stopping).toMatchObject({ metric: 'totals.cost.total', reached: true });
    const fixed = valueOf(
      await runReplications(at.laboratory, { of: BASE, model: at.model }, { ...plan, replications: n }),
    );
    expect(fixed.totals).toEqual(result.totals);
  });

  it('that is not reached says so', async () => {
    const { stopping, replications } = valueOf(await asked(0.0001, 15));
    expect(stopping).toMatchObject({ reached: false, most: 15 });
    expect(stopping!.achieved).toBeGreaterThan(0.0001);
    expect(replications).toBe(15);
  });

  it('of a metric that is null, or that there is none of, is refused', async () => {
    const idle = bench({ ...market, services: [service('s', { replicas: 0, minReady: 0 })] });
    const none = await runReplications(
      idle.laboratory,
      { of: BASE, model: idle.model },
      { ...plan, precision: { metric: 'availability', relative: 0.02, most: 50 } },
    );
    expect(faultOf(none)).toContain('totals.availability is null in every replication');
    expect(faultOf(await asked(0.02, 20, 'cost.totl'))).toContain(
      'no metric is called "cost.totl" (did you mean "cost.total"?)',
    );
    expect(faultOf(await asked(0.02, 20, 'cost'))).toContain('one of cost.total');
    expect(faultOf(await asked(0.02, 20, 'services.s.availabilty'))).toContain(
      'did you mean "services.s.availability"?',
    );
  });
});

// Points of Student's t at 0.975; the engine's own are tested elsewhere.
const tOf = (df: number): number => 1.959964 + 2.3722 / df + 2.8225 / (df * df) + 2.5558 / (df * df * df);

describe('objectives and tails', () => {
  it('count the runs that meet them', async () => {
    const objectives = ['availability >= 85%', 'cost.total <= 12.5'].map((text) =>
      valueOf(parseConstraint(text, '--slo')),
    );
    const result = valueOf(
      await runReplications(
        at.laboratory,
        { of: BASE, model: at.model },
        { ...plan, replications: 100, objectives },
      ),
    );
    const runs = Array.from({ length: 100 }, (_, replication) => run(at.model, { replication }).totals);
    const met = [
      runs.filter(({ availability }) => availability! >= 0.85).length,
      runs.filter(({ cost }) => cost.total <= 12.5).length,
    ];
    expect(result.slo.map((one) => one.met)).toEqual(met);
    const costs = runs.map(({ cost }) => cost.total).sort((a, b) => a - b);
    const tail = result.tailRisk['totals.cost.total'];
    expect(tail.cvar95).toBeCloseTo(
      costs.slice(95).reduce((sum, cost) => sum + cost / 5, 0),
      9,
    );
    expect([tail.low, tail.high]).toEqual([costs[89], costs[99]]);
    expect(result.slo[0].low).toBeLessThan(result.slo[0].share!);
  });

  it('say nothing in a unit that the metric has not', async () => {
    const objectives = [valueOf(parseConstraint('cost.total <= 50%', '--slo'))];
    const { laboratory, model } = at;
    const refused = await runReplications(laboratory, { of: BASE, model }, { ...plan, objectives });
    expect(faultOf(refused)).toContain('--slo cost.total <= 50%: cost.total is an amount of money');
  });

  it.each([
    ['availability', 'expected METRIC >= BOUND'],
    ['availability > 0.9', 'expected >= or <=, found >'],
    ['availability >= many', 'expected METRIC >= BOUND'],
    ['downSeconds <= 1h30x', 'expected METRIC >= BOUND'],
    ['downSeconds <= 30m1h', 'expected METRIC >= BOUND'],
    ['downSeconds <= 90%%', 'expected METRIC >= BOUND'],
  ])('%s is refused: %s', (text, fault) => {
    expect(faultOf(parseConstraint(text, '--slo'))).toContain(fault);
  });

  it.each([
    ['downSeconds <= 1h30m', 5400, 'duration'],
    ['downSeconds<=1d2h3m4s', 93_784, 'duration'],
    ['downSeconds <= PT1H30M', 5400, 'duration'],
    ['downSeconds <= 1h 30m', 5400, 'duration'],
    ['downSeconds <= 0.5H', 1800, 'duration'],
    ['jobs.train.lateSeconds <= -1 h', -3600, 'duration'],
    ['downSeconds <= 1e3', 1000, 'plain'],
    ['availability >= .5', 0.5, 'plain'],
    ['availability >= 99.9 %', 0.999, 'percent'],
  ])('%s is bounded by %d', (text, bound, unit) => {
    expect(valueOf(parseConstraint(text, '--slo'))).toMatchObject({ bound, unit });
  });
});
