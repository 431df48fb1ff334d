import { describe, expect, it } from 'vitest';
import { reportRun } from '../../../src/index.js';
import { simulateJob } from '../../support/jobs.js';

const told = (...given: Parameters<typeof simulateJob>): string =>
  JSON.stringify(reportRun(simulateJob(...given).results));

describe('what a run says of a job', () => {
  it('that was done', () => {
    expect(told([[0, 100]], {})).toContain('train met its deadline; 100 % of its work was done on spot.');
    expect(told([[0, 100]], { deadline: '40h' })).toContain('train missed its deadline by 8h12m; 100 %');
  });

  it('that was not done by the end: how much is, and not that all of its work was done on spot', () => {
    const work = { work: '120h', strategy: { name: 'spot-only' } };
    expect(told([[0, 60.2]], work)).toContain(
      'train was not done by the end: 2d12h of its work are, 100 % of that on spot.',
    );
    expect(told([], { ...work, instances: [{ type: 'ecs.g', spotPriceLimit: 'market' }] })).toContain(
      'train was not done by the end: 0s of its work are.',
    );
  });
});
