import { describe, expect, it } from 'vitest';
import { PLAIN_PLAN, reportReplications, reportRun, runReplications } from '../../../src/index.js';
import { jobWorld, simulateJob } from '../../support/jobs.js';
import { BASE, bench, valueOf } from '../../support/laboratory.js';
import type { Input } from '../../support/simulate.js';

const told = (...given: Parameters<typeof simulateJob>): string =>
  JSON.stringify(reportRun(simulateJob(...given).results));

describe('what a run says of a job', () => {
  it('that was done', () => {
    expect(told([[0, 100]], {})).toContain('train met its deadline; 100 % of its work was done on spot.');
    expect(told([[0, 100]], {})).toContain('that standard instances would have cost."');
    expect(told([[0, 100]], { deadline: '40h' })).toContain('train missed its deadline by 8h12m; 100 %');
  });

  it('that was not done by the end: how much is, and not that all of its work was done on spot', () => {
    const work = { work: '120h', strategy: { name: 'spot-only' } };
    expect(told([[0, 60.2]], work)).toContain(
      'train was not done by the end: 2d12h of its work are, 100 % of that on spot.',
    );
    // The share is of the whole work's cost, and says so in the headline and under the table.
    expect(told([[0, 60.2]], work)).toContain(
      'would have cost with the work of train done, which here it is not.',
    );
    expect(told([[0, 60.2]], work)).toContain('Of standard: of what the whole work would have cost');
    expect(told([], { ...work, instances: [{ type: 'ecs.g', spotPriceLimit: 'market' }] })).toContain(
      'train was not done by the end: 0s of its work are.',
    );
  });

  it('over replications of which not all did it', async () => {
    const price = {
      process: 'independent',
      interval: '10h',
      price: { distribution: 'uniform', min: 1, max: 2 },
    };
    const world = jobWorld([], {
      ...{ work: '70h', instances: [{ type: 'ecs.g', spotPriceLimit: 1.75 }] },
    });
    const [pool] = world['pools'] as readonly Input[];
    const { model, laboratory } = bench({
      ...world,
      pools: [{ ...pool, price, stock: { process: 'unlimited' } }],
    });
    const runs = valueOf(
      await runReplications(laboratory, { of: BASE, model }, { ...PLAIN_PLAN, replications: 12 }),
    );
    const done = runs.jobs?.['train'].finishedAt.n ?? 0;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(12);
    const { answer, sections } = reportReplications(runs);
    expect(answer[0]).toContain('of standard with all work done: the mean of 12 replications.');
    expect(JSON.stringify(sections)).toContain('Of standard: of what the whole work would have cost');
  });
});
