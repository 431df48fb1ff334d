import { describe, expect, it } from 'vitest';
import type { Input } from '../../support/simulate.js';
import { calls, demand, ptu, serve, tokens } from '../../support/tokens.js';

const pool = (name: string, changes: Input = {}): Input => ({
  ...{ name, type: `ecs.${name}`, region: 'r', zone: 'z', standardPrice: 1, spot: false },
  ...changes,
});

const fleet = (
  name: string,
  service: string,
  type: string,
  queue: Input = { max: 0, wait: '0s' },
): Input => ({
  ...{ name, kind: 'eas', service, queue },
  tokensPerMinute: { [type]: { input: 6000, output: 6000 } },
});

const spotPool = (steps: readonly Input[]): Input =>
  pool('spot', {
    spot: true,
    standardPrice: 2,
    price: { process: 'steps', steps },
    stock: { process: 'unlimited' },
  });

const SERVICE = { replicas: 1, startup: '0s', protection: false };

describe('an EAS fleet under a demand in tokens', () => {
  // 60 requests a minute of 100 tokens: one replica's work.
  const world = (changes: Input = {}): Input => ({
    ...tokens({
      rules: { notice: '1m' },
      demand: [demand({ serve: ['fleet', 'calls'] })],
      plans: [fleet('fleet', 's', 'ecs.spot'), calls()],
    }),
    pools: [
      spotPool([
        { at: '0s', value: 0.1 },
        { at: '20m', value: 0.9 },
        { at: '40m', value: 0.1 },
      ]),
    ],
    services: [{ name: 's', ...SERVICE, instances: [{ type: 'ecs.spot', spotPriceLimit: 0.5 }] }],
    ...changes,
  });

  it('serves until the preempted replica goes, a minute after its notice, and passes on until the next is ready', () => {
    const { plan, events } = serve(world());
    expect(plan('fleet').requests).toEqual({ offered: 3600, served: 2460, overflowed: 1140, rejected: 0 });
    expect(plan('calls').requests.served).toBe(1140);
    expect(plan('fleet').overflowMinutes).toBe(19);
    const quota = events.flatMap((event) =>
      event.kind === 'plan-quota' ? [[event.at, event.inputTpm]] : [],
    );
    expect(quota).toEqual([
      [0, 6000],
      [1260, 0],
      [2400, 6000],
    ]);
  });

  it('rejects what it cannot serve where it is the last of the chain', () => {
    const { plan } = serve(
      world({ demand: [demand({ serve: ['fleet'] })], plans: [fleet('fleet', 's', 'ecs.spot')] }),
    );
    expect(plan('fleet').requests).toMatchObject({ served: 2460, rejected: 1140 });
  });

  it('keeps a queue no longer than its limits', () => {
    const served = (queue: Input) => {
      const plans = [fleet('fleet', 's', 'ecs.a', queue), calls()];
      const services = [{ name: 's', ...SERVICE, instances: [{ type: 'ecs.a' }] }];
      const crowd = demand({ requests: { process: 'constant', rate: '120/min' }, serve: ['fleet', 'calls'] });
      return serve(world({ pools: [pool('a')], services, plans, demand: [crowd], duration: '10m' })).plan(
        'fleet',
      ).requests.served;
    };
    // Twice its work for ten minutes: it serves half, and what waits at the end.
    expect(served({ max: 0, wait: '1h' })).toBe(600);
    expect(served({ max: 50, wait: '1h' })).toBe(650);
    expect(served({ max: 500, wait: '20s' })).toBe(620);
  });

  it('costs what its service costs, per million of its tokens', () => {
    const { plan, results } = serve(world());
    expect(plan('fleet').cost).toBe(results.services['s']?.cost.total);
    expect(plan('fleet').costPerMillionTokens).toBeCloseTo((plan('fleet').cost / (2460 * 150)) * 1e6, 9);
  });
});

it('a chain of dedicated machines, spot, throughput and plain calls fills up in its order', () => {
  const { plan, results } = serve({
    ...tokens({
      duration: '1h',
      demand: [
        demand({
          requests: { process: 'constant', rate: '300/min' },
          serve: ['own', 'spot', 'ptu', 'calls'],
        }),
      ],
      plans: [
        fleet('own', 'own', 'ecs.box'),
        fleet('spot', 'spot', 'ecs.spot'),
        ptu({ inputTpm: 9000, outputTpm: 9000 }),
        calls({ limits: { rpm: 60 } }),
      ],
    }),
    dedicated: [{ name: 'boxes', type: 'ecs.box', machines: 1, price: 0.5 }],
    pools: [spotPool([{ at: '0s', value: 0.1 }])],
    services: [
      { name: 'own', ...SERVICE, instances: [{ type: 'dedicated_resource', from: 'boxes' }] },
      { name: 'spot', ...SERVICE, instances: [{ type: 'ecs.spot', spotPriceLimit: 0.5 }] },
    ],
  });
  const served = ['own', 'spot', 'ptu', 'calls'].map((name) => plan(name).requests.served);
  // 60 + 60 + 90 + 60 of the 300 a minute; the rest is rejected by the last.
  expect(served).toEqual([3600, 3600, 5400, 3600]);
  expect(plan('calls').requests.rejected).toBe(1800);
  expect(results.demand?.['chat']).toMatchObject({
    requests: { offered: 18_000, rejected: 1800 },
    servedShare: 0.9,
  });
  const { total, spot, dedicated, ptu: bought, calls: called } = results.totals.cost;
  expect(total).toBeCloseTo(spot + dedicated + bought + called, 9);
  expect([dedicated, spot, bought]).toEqual([0.5, 0.1, 0.9 + 9]);
});

describe('autoscaling on tokens', () => {
  const world = (of: string, target: number): Input => ({
    ...tokens({
      duration: '40m',
      demand: [
        demand({
          requests: {
            process: 'schedule',
            arrivals: 'even',
            slots: [
              { from: '00:00', value: '60/min' },
              { from: '00:20', value: '240/min' },
            ],
          },
          serve: ['fleet', 'calls'],
        }),
      ],
      plans: [fleet('fleet', 's', 'ecs.a', { max: 200, wait: '10s' }), calls()],
    }),
    pools: [pool('a')],
    services: [
      {
        ...{ name: 's', startup: '2m', replicas: 1, instances: [{ type: 'ecs.a' }] },
        autoscaling: { min: 1, max: 8, target, demand: { process: 'tokens', from: 'chat', of } },
      },
    ],
  });

  it.each([
    ['requests', 60],
    ['input', 6000],
    ['output', 3000],
  ])('follows the %s of the minute before, %i to a replica', (of, target) => {
    const { plan, events } = serve(world(of, target));
    const ready = events.flatMap((event) => (event.kind === 'ready' ? [event.at] : []));
    // At 21:00 the first busy minute is told; three replicas more are ready two minutes later.
    expect(ready).toEqual([120, 1380, 1380, 1380]);
    const waiting = events.filter((event) => event.kind === 'passed-on' && event.at > 1380);
    expect(waiting).toEqual([]);
    expect(plan('fleet').requests.overflowed).toBeGreaterThan(0);
  });
});
