import { describe, expect, it } from 'vitest';
import { estimate } from '../../support/estimate.js';
import { calls, demand, ptu, serve, tokenModel, tokens } from '../../support/tokens.js';
import { run } from '../../../src/index.js';

/** E max(0, N - k) / E N for N Poisson: the share of requests beyond k a minute. */
function overflowShare(mean: number, k: number): number {
  let probability = Math.exp(-mean);
  let beyond = 0;
  for (let n = 0; n < mean + 60 * Math.sqrt(mean) + 60; n++) {
    if (n > k) beyond += (n - k) * probability;
    probability *= mean / (n + 1);
  }
  return beyond / mean;
}

const world = (detail: string, more = {}) =>
  tokens({
    duration: '10h',
    demand: [demand({ requests: { process: 'poisson', rate: '60/min' }, detail, ...more })],
    plans: [ptu({ inputTpm: 6500, outputTpm: 100_000 }), calls()],
  });

describe('Poisson requests of one size against a quota of 65 a minute', () => {
  const exact = overflowShare(60, 65);
  it.each(['minute', 'request'])(
    'overflow in the share E max(0, N - 65) / E N of the Poisson tail, by %s',
    (detail) => {
      const model = tokenModel(world(detail));
      const shares = Array.from({ length: 60 }, (_, replication) => {
        const { requests } = run(model, { replication }).plans?.['ptu'] ?? {
          requests: { overflowed: NaN, offered: 1 },
        };
        return requests.overflowed / requests.offered;
      });
      const { mean, error } = estimate(shares);
      expect(Math.abs(mean - exact)).toBeLessThan(4 * error);
      expect(error).toBeLessThan(0.02 * exact);
    },
  );
});

it('minutes with matched moments agree with following each request of random length', () => {
  const input = { distribution: 'lognormal', median: 80, sigma: 0.5 };
  const totals = ['minute', 'request'].map((detail) => {
    const model = tokenModel(world(detail, { input }));
    return estimate(
      Array.from(
        { length: 40 },
        (_, replication) => run(model, { replication }).plans?.['ptu']?.tokensIn ?? 0,
      ),
    );
  });
  const [a, b] = totals;
  const error = Math.hypot(a.error, b.error);
  // Whole requests that do not fit leave a gap below the quota that sums do not see: half a percent is allowed.
  expect(Math.abs(a.mean - b.mean)).toBeLessThan(4 * error + 0.005 * b.mean);
  expect(error).toBeLessThan(0.005 * b.mean);
});

it('a fleet serves min(1, capacity / demand) of a steady demand', () => {
  const share = (rate: string) => {
    const { plan } = serve({
      ...tokens({
        duration: '4h',
        demand: [demand({ requests: { process: 'constant', rate }, serve: ['fleet'] })],
        plans: [
          {
            name: 'fleet',
            kind: 'eas',
            service: 's',
            tokensPerMinute: { 'ecs.a': { input: 3000, output: 6000 } },
            queue: { max: 100, wait: '5s' },
          },
        ],
      }),
      pools: [
        {
          name: 'a',
          type: 'ecs.a',
          region: 'r',
          zone: 'z',
          standardPrice: 1,
          spot: false,
        },
      ],
      services: [{ name: 's', replicas: 2, startup: '0s', instances: [{ type: 'ecs.a' }] }],
    });
    const { served, offered } = plan('fleet').requests;
    return served / offered;
  };
  // Two replicas take 6000 input tokens a minute: 60 requests of 100.
  expect(share('30/min')).toBe(1);
  expect(share('60/min')).toBe(1);
  expect(share('90/min')).toBeCloseTo(60 / 90, 2);
});
