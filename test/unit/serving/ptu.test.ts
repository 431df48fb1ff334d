import { describe, expect, it } from 'vitest';
import { calls, demand, ptu, serve, tokens } from '../../support/tokens.js';

const once = (input: number, output: number) => ({
  requests: { process: 'constant', rate: '1/min' },
  input,
  output,
});
const both = (detail: string) => ({ detail });

describe.each(['minute', 'request'])('provisioned throughput, by %s', (detail) => {
  it('serves everything inside the quota, without any limit of its own (R37)', () => {
    const world = tokens({ demand: [demand(both(detail))], plans: [ptu({ inputTpm: 6000 }), calls()] });
    expect(serve(world).plan('ptu').requests).toEqual({
      offered: 3600,
      served: 3600,
      overflowed: 0,
      rejected: 0,
    });
  });

  it('hands whole requests beyond the purchased tokens a minute to plain calls, at their price (R47, R48, A30)', () => {
    const { plan, items } = serve(tokens({ demand: [demand(both(detail))] }));
    // 30 requests of 100 input tokens fill the 3000 of a minute: half of the 60.
    expect(plan('ptu').requests).toEqual({ offered: 3600, served: 1800, overflowed: 1800, rejected: 0 });
    expect(plan('calls')).toMatchObject({ tokensIn: 180_000, tokensOut: 90_000, cost: 0.18 + 0.18 });
    expect(items.filter(({ kind }) => kind === 'calls').map(({ units, note }) => [units, note])).toEqual([
      [180_000, 'input tokens'],
      [90_000, 'output tokens'],
    ]);
  });

  it('counts input and output against quotas of their own (R47, A30)', () => {
    const plans = [ptu({ inputTpm: 60_000, outputTpm: 500 }), calls()];
    expect(serve(tokens({ demand: [demand(both(detail))], plans })).plan('ptu').requests.served).toBe(600);
  });

  it('takes a request that fits exactly: only what exceeds overflows (R47, A32)', () => {
    const fits = (inputTpm: number) =>
      serve(
        tokens({
          demand: [demand({ ...once(3000, 50), ...both(detail) })],
          plans: [ptu({ inputTpm }), calls()],
        }),
      ).plan('ptu').requests.served;
    expect([fits(3000), fits(2999)]).toEqual([60, 0]);
  });

  it('hands over a request longer than the longest input, whatever the quota (R47, R49)', () => {
    const served = (input: number) =>
      serve(
        tokens({
          demand: [demand({ ...once(input, 50), ...both(detail) })],
          plans: [ptu({ inputTpm: 90_000 }), calls()],
        }),
      ).plan('ptu').requests.served;
    expect([served(5000), served(5001)]).toEqual([60, 0]);
  });

  it('rejects instead of overflowing where it is told to', () => {
    const world = tokens({ demand: [demand(both(detail))], plans: [ptu({ overflow: 'reject' }), calls()] });
    const { plan } = serve(world);
    expect(plan('ptu').requests).toMatchObject({ served: 1800, overflowed: 0, rejected: 1800 });
    expect(plan('calls').requests.offered).toBe(0);
  });

  it('gives an error, no overflow, once it is unpublished (A33)', () => {
    const timeline = [{ at: '30m', action: 'unpublish', plan: 'ptu' }];
    const { plan } = serve(tokens({ demand: [demand(both(detail))], timeline }));
    expect(plan('ptu').requests).toEqual({ offered: 3600, served: 900, overflowed: 900, rejected: 1800 });
  });

  it('changes within a minute count from their second on', () => {
    const timeline = [{ at: '90s', action: 'unpublish', plan: 'ptu' }];
    const plans = [ptu({ inputTpm: 6000 }), calls()];
    const { plan } = serve(tokens({ demand: [demand(both(detail))], timeline, plans }));
    expect(plan('ptu').requests.served).toBe(90);
  });
});

it('the price depends on the mode: thinking output costs more (R50)', () => {
  const of = (model: string, mode?: string) =>
    serve(
      tokens({
        demand: [demand({ model, ...(mode && { mode }), serve: ['ptu'] })],
        plans: [ptu({ inputTpm: 10_000, outputTpm: 1000 })],
      }),
    ).plan('ptu').cost;
  expect([of('M'), of('T', 'thinking')]).toEqual([2, 5]);
});

it('prices a plain call by the length of its input, as a whole (the tier applies to all of it)', () => {
  const cost = (input: number) =>
    serve(tokens({ demand: [demand({ ...once(input, 1000), serve: ['calls'] })], plans: [calls()] })).plan(
      'calls',
    ).cost;
  expect(cost(1000)).toBeCloseTo((60 * (1000 * 1 + 1000 * 2)) / 1e6, 9);
  expect(cost(1001)).toBeCloseTo((60 * (1001 * 3 + 1000 * 6)) / 1e6, 9);
});

it('throttles plain calls by requests and by tokens a minute (R48: the public limits of the workspace)', () => {
  const served = (limits: object) =>
    serve(tokens({ demand: [demand({ serve: ['calls'] })], plans: [calls({ limits })] })).plan('calls')
      .requests;
  expect(served({ rpm: 10 })).toMatchObject({ served: 600, rejected: 3000 });
  expect(served({ tpm: 1500 })).toMatchObject({ served: 600, rejected: 3000 });
});

it('counts input and output together against the context (R62)', () => {
  const plans = [ptu({ inputTpm: 90_000, outputTpm: 90_000 })];
  const random = { requests: { process: 'constant', rate: '1/min' }, serve: ['ptu'] };
  const output = { distribution: 'empirical', values: [5000, 5001] };
  const { plan, events } = serve(tokens({ demand: [demand({ ...random, input: 5000, output })], plans }));
  const { served, rejected } = plan('ptu').requests;
  expect(served + rejected).toBe(60);
  expect(plan('ptu').tokensOut).toBe(served * 5000);
  expect(rejected).toBeGreaterThan(10);
  expect(events.some(({ kind }) => kind === 'rejected')).toBe(true);
});
