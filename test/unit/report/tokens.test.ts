import { describe, expect, it } from 'vitest';
import { reportRun } from '../../../src/index.js';
import { millionCost } from '../../../src/report/plans-report.js';
import type { Input } from '../../support/simulate.js';
import { calls, demand, serve, tokens } from '../../support/tokens.js';

const service = (name: string, changes: Input = {}): Input => ({
  ...{ name, replicas: 1, startup: '0s', protection: false, instances: [{ type: 'ecs.a' }] },
  ...changes,
});
const OWN = { instances: [{ type: 'dedicated_resource', from: 'boxes' }] };

/** An hour of 60 requests a minute of 150 tokens: half a million, all served by the fleet. */
const world = (changes: Input = {}): Input => ({
  ...tokens({
    duration: '1h',
    demand: [demand({ serve: ['fleet', 'calls'] })],
    plans: [
      {
        ...{ name: 'fleet', kind: 'eas', service: 'fleet', queue: { max: 0, wait: '0s' } },
        tokensPerMinute: {
          'ecs.a': { input: 6000, output: 6000 },
          'ecs.box': { input: 6000, output: 6000 },
        },
      },
      calls(),
    ],
  }),
  pools: [
    { name: 'a', type: 'ecs.a', region: 'r', zone: 'z', standardPrice: 1.08, spot: false },
    { name: 'b', type: 'ecs.box', region: 'r', zone: 'z', standardPrice: 1, spot: false },
  ],
  services: [service('fleet')],
  ...changes,
});

const eachMillion = (changes: Input = {}): number => millionCost(serve(world(changes)).results) ?? NaN;

describe('the price of a million tokens', () => {
  // 0.54 million tokens for 1.08.
  it('is that of the plans, and of the fleet behind one of them', () => {
    expect(eachMillion()).toBeCloseTo(2, 6);
  });

  it('leaves out services that serve no tokens, and jobs', () => {
    const jobs = [{ name: 'train', work: '10m', deadline: '1h', instances: [{ type: 'ecs.a' }] }];
    const services = [service('fleet'), service('web', { replicas: 5 })];
    expect(eachMillion({ services, jobs })).toBeCloseTo(2, 6);
    const { results } = serve(world({ services }));
    expect(results.totals.cost.total).toBeCloseTo(6 * 1.08, 6);
    expect(JSON.stringify(reportRun(results))).toContain('100 % were served, at 2.00 USD per million.');
  });

  it('has the dedicated machines in it where the fleet alone is there to run on them', () => {
    const dedicated = [{ name: 'boxes', type: 'ecs.box', machines: 1, price: 0.54 }];
    const services = [service('fleet', OWN)];
    expect(eachMillion({ dedicated, services })).toBeCloseTo(1, 6);
    expect(eachMillion({ dedicated, services: [...services, service('web', OWN)] })).toBe(0);
  });

  it('is none where no token was served', () => {
    const { results } = serve(world());
    expect(millionCost({ ...results, demand: {} })).toBeNull();
  });
});
