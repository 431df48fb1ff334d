import { describe, expect, it } from 'vitest';
import {
  compareCases,
  comparisonSchema,
  compile,
  inMemory,
  OmniscientPass,
  parseScenario,
  performTask,
  RefusedCase,
  reportComparison,
  run,
} from '../../../src/index.js';
import type { Case, Model, OmniscientFigures, OmniscientJobFigures } from '../../../src/index.js';
import { jobWorld } from '../../support/jobs.js';
import { BASE, bench, valueOf } from '../../support/laboratory.js';
import { pool, service, steps, type Input } from '../../support/simulate.js';

const HOUR = 3600;

function modelOf(input: Input): Model {
  const read = () => ({ ok: false as const, issues: [{ message: 'no files here' }] });
  const parsed = valueOf(parseScenario({ name: 'scenario.json', text: JSON.stringify(input) }, { read }));
  return valueOf(compile(parsed, inMemory()));
}

/** The bound of the job `train`, and of all together. */
function figures(input: Input): OmniscientJobFigures & { readonly totals: OmniscientFigures } {
  const model = modelOf(input);
  const pass = new OmniscientPass(model);
  const found = pass.withBound(run(model, { recorders: () => [pass.market] }), model.scenario.duration);
  const { jobs, totals } = found as unknown as {
    readonly jobs: { readonly train: { readonly omniscient: OmniscientJobFigures } };
    readonly totals: { readonly omniscient: OmniscientFigures };
  };
  return { ...jobs.train.omniscient, totals: totals.omniscient };
}

/** Spot at 1 an hour from 0 to 2 and from 4 on, standard at 3; four hours of work within eight, half an hour to start. */
const FREE = [
  [0, 2],
  [4, 20],
] as const;
const asked = (strategy: string, more: Input = {}): Input => ({
  ...{ work: '4h', deadline: '8h', restart: '30m', strategy: { name: strategy } },
  ...more,
});

describe('the omniscient bound of a job', () => {
  it('is attained by who waits for spot in a market in which that is right: 2 h on spot, and 3 h more', () => {
    const { cost, met, usefulSeconds, costAsDone, regret } = figures(jobWorld(FREE, asked('greedy')));
    expect({ cost, met, usefulSeconds, costAsDone }).toEqual({
      ...{ cost: 5, met: true, usefulSeconds: 4 * HOUR, costAsDone: 5 },
    });
    expect(regret).toBe(0);
  });

  it('shows what standard units alone cost above it: 4.5 h at 3', () => {
    const { cost, regret, relativeRegret } = figures(jobWorld(FREE, asked('standard-only')));
    expect([cost, regret, relativeRegret]).toEqual([5, 8.5, 1.7]);
  });

  it('begins when the job is submitted', () => {
    // From 1 on: an hour on spot would be half an hour of work; the rest at 4.5 h of spot in 7 h.
    const { cost } = figures(jobWorld(FREE, asked('greedy', { at: '1h', deadline: '7h' })));
    expect(cost).toBeCloseTo(1 + 4, 9);
  });

  it('takes a job that is late by what it did, and its yardstick by the deadline', () => {
    const late = [
      [0, 1],
      [20, 30],
    ] as const;
    const found = figures(jobWorld(late, asked('spot-only', { restart: 0 })));
    expect(found).toMatchObject({ cost: 1 + 9, met: true, costAsDone: 4, regret: 0 });
  });

  it('takes one that is not done by the work that it did, and says what nobody could have done', () => {
    const instances = [{ type: 'ecs.g', spotPriceLimit: 'market' }];
    const found = figures(jobWorld([[0, 3]], asked('fixed', { instances })));
    expect(found).toMatchObject({ met: false, usefulSeconds: 2.5 * HOUR, cost: 3, costAsDone: 3, regret: 0 });
  });

  it('gives a gang of two all ways to be made up, and pays for both', () => {
    const cases = (a: number, b: number): number =>
      figures(
        jobWorld([], asked('fixed', { replicas: 2, restart: 0 }), {
          pools: [
            ...[a, b].map((capacity, i) =>
              pool(`g${i}`, {
                ...{ type: 'ecs.g', zone: `z${i}`, standardPrice: 3 },
                price: { process: 'constant', value: 1 + i },
                stock: { process: 'constant', capacity },
              }),
            ),
            pool('s', { standardPrice: 3, price: undefined, spot: false, stock: { process: 'unlimited' } }),
          ],
        }),
      ).cost;
    expect(cases(2, 2)).toBeCloseTo(4 * 2, 9);
    expect(cases(1, 1)).toBeCloseTo(4 * 3, 9);
    expect(cases(0, 1)).toBeCloseTo(4 * 5, 9);
  });

  it('takes the cheapest units of every instant where a gang has too many ways to be made up', () => {
    const zones = Array.from({ length: 4 }, (_, i) =>
      pool(`g${i}`, {
        ...{ type: 'ecs.g', zone: `z${i}`, standardPrice: 3 },
        price: steps(...(i === 0 ? [] : [[0, 2] as const]), [i * HOUR, 1], [(i + 1) * HOUR, 2]),
      }),
    );
    const instances = [{ type: 'ecs.g', spotPriceLimit: 'market' }];
    // An hour at 1 in each zone, one after the other, and the restart paid once, at the lowest price too.
    const job = asked('fixed', { replicas: 4, deadline: '9h', instances });
    expect(figures(jobWorld([], job, { pools: zones })).cost).toBeCloseTo(4 * (4 + 2 * 0.5), 9);
  });

  it('counts in the totals beside the services', () => {
    const web = service('web', { instances: [{ type: 'ecs.s' }], startup: 0 });
    const { totals, ...job } = figures(jobWorld(FREE, asked('standard-only'), { services: [web] }));
    expect(totals.cost).toBeCloseTo(300 + job.cost, 9);
    expect(totals.costAsReady).toBeCloseTo(300 + job.costAsDone, 9);
    expect(totals.regret).toBeCloseTo(job.regret, 9);
    expect(totals.readyReplicaSeconds).toBe(100 * HOUR);
    expect(totals.costPerReadyHour).toBeCloseTo(3, 9);
  });
});

describe('a comparison of jobs with the omniscient bound', () => {
  const market: Input = {
    ...jobWorld(FREE, asked('greedy')),
    duration: '30h',
    pools: [
      pool('g', {
        standardPrice: 3,
        price: {
          ...{ process: 'ornstein-uhlenbeck', median: 1, sigma: 0.4, reversion: '0.5/h', interval: '10m' },
        },
      }),
      pool('s', { standardPrice: 3, price: undefined, spot: false }),
    ],
  };
  const firm: Case = { name: 'firm', variant: null, set: ['jobs.train.strategy={name: standard-only}'] };
  const plan = {
    ...{ replications: 6, confidence: 0.95, antithetic: false, omniscient: true as const },
    metrics: ['jobs.train.omniscient.regret', 'jobs.train.omniscient.relativeRegret'],
  };

  it('has the regret of each job, in pairs, with one yardstick for all cases of one list', async () => {
    const { model, laboratory } = bench(market);
    const compared = valueOf(await compareCases(laboratory, { cases: [BASE, firm], model }, plan));
    expect(comparisonSchema.safeParse(compared).error).toBeUndefined();
    const [base, other] = (compared.omniscient ?? []).map(({ jobs }) => jobs?.['train']);
    expect(other?.bound).toEqual(base?.bound);
    const [regret, relative] = compared.metrics;
    expect(regret?.rows.map(({ estimate }) => estimate)).toEqual([base?.regret, other?.regret]);
    expect(regret?.rows[1].difference?.verdict).toBe('higher');
    // Over replications the ratio of sums, by the jackknife.
    expect(relative?.rows[1].estimate.mean).toBeCloseTo(other!.regret.mean! / other!.costAsDone.mean!, 1);
    const report = reportComparison(compared);
    expect(report.answer[1]).toBe('Lowest regret of train: base (0.8642 USD), beyond chance.');
    expect(report.sections.map(({ title }) => title)).toContain('Jobs beside perfect foresight, USD');
    expect(report.sections.map(({ title }) => title)).not.toContain('All jobs beside perfect foresight, USD');
  });

  it('finds jobs whose names have dots', async () => {
    const named = jobWorld(FREE, asked('greedy', { name: 'train.v2' }));
    const { model, laboratory } = bench(named);
    const metrics = ['jobs["train.v2"].omniscient.relativeRegret'];
    const compared = valueOf(
      await compareCases(laboratory, { cases: [BASE], model }, { ...plan, metrics, replications: 2 }),
    );
    expect(compared.omniscient?.[0].jobs?.['train.v2'].cost.mean).toBeCloseTo(5, 9);
    expect(compared.metrics[0].rows[0].estimate.mean).toBe(0);
  });

  it('has none from a warm-up on', () => {
    const { model } = bench(market);
    const task = { ...{ id: 0, case: BASE, replication: 0, mirrored: false }, omniscient: true as const };
    expect(() => performTask(model, { ...task, warmUp: HOUR })).toThrow(RefusedCase);
    expect(performTask(model, { ...task, warmUp: 0 }).columns).toContain('jobs.train.omniscient.regret');
  });
});
