import { describe, expect, it } from 'vitest';
import { run } from '../../../src/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import type { Input } from '../../support/simulate.js';
import { demand, tokenModel, tokens } from '../../support/tokens.js';

/** One replica that works off 6,000 input tokens a minute: 60 requests of 100. */
const fleet = (rate: string, queue: Input, more: Input = {}): Input => ({
  ...tokens({
    duration: '1d',
    demand: [demand({ requests: { process: 'poisson', rate }, serve: ['fleet'] })],
    plans: [
      {
        ...{ name: 'fleet', kind: 'eas', service: 's', queue },
        tokensPerMinute: { 'ecs.a': { input: 6000, output: 12_000 } },
      },
    ],
  }),
  pools: [{ name: 'a', type: 'ecs.a', region: 'r', zone: 'z', standardPrice: 1, spot: false }],
  services: [{ name: 's', replicas: 1, startup: '0s', instances: [{ type: 'ecs.a' }] }],
  ...more,
});

const servedShares = (input: Input): readonly number[] => {
  const model = tokenModel(input);
  return Array.from({ length: 30 }, (_, replication) => {
    const { served, offered } = run(model, { replication }).plans?.['fleet']?.requests ?? {
      served: 0,
      offered: 1,
    };
    return served / offered;
  });
};

describe('one replica under Poisson requests', () => {
  it('without a queue serves 1 / (1 + a): Erlang’s loss formula for one server, of any service law', () => {
    const a = 45 / 60;
    expectAgreement(
      'served, no queue',
      1 / (1 + a),
      estimate(servedShares(fleet('45/min', { max: 9, wait: '0s' }))),
    );
  });

  it('with one place to wait serves 1 / (a + exp(-a)), as M/D/1/2 does', () => {
    // A departure leaves nobody with chance exp(-a): one service then takes 1 / lambda longer to begin.
    const a = 45 / 60;
    const served = 1 / (a + Math.exp(-a));
    expectAgreement(
      'served, one waits',
      served,
      estimate(servedShares(fleet('45/min', { max: 1, wait: '1h' }))),
    );
  });
});

it('the share of time with a replica ready is the share of requests served, where none can wait', () => {
  // Up half of each hour, by a timeline of stops and starts.
  const timeline = Array.from({ length: 24 }, (_, hour) => [
    { at: `${hour * 60 + 30}m`, action: 'stop', service: 's' },
    { at: `${hour * 60 + 59}m59s`, action: 'start', service: 's' },
  ]).flat();
  const [share] = servedShares({
    ...fleet('6/min', { max: 200, wait: '1h' }, { timeline }),
    rules: { grace: 0 },
  });
  expect(share).toBeCloseTo(0.5, 1);
});
