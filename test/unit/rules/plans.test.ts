import { describe, expect, it } from 'vitest';
import { parsePriceTable } from '../../../src/index.js';
import type { PriceTable } from '../../../src/index.js';
import { projectText } from '../../support/shipped.js';
import { calls, demand, ptu, serve, tokenFaults, tokens } from '../../support/tokens.js';
import type { Input } from '../../support/simulate.js';

const MONEY = 1e6;

function shippedPrices(currency: string): PriceTable {
  const name = `model-studio-${currency}.yaml`;
  const read = parsePriceTable({ name, text: projectText('scenarios', 'prices', name) });
  if (!read.ok) throw new Error(read.issues[0]?.message);
  return read.value;
}

const usd = shippedPrices('usd');
const rowOf = (model: string, mode?: string) =>
  usd.models.find((row) => row.model === model && row.mode === mode);

const units = (changes: Input = {}): Input => ({
  ...{ name: 'mu', kind: 'model-unit', unit: 'MU1', units: 1, perUnit: { input: 6000, output: 6000 } },
  ...changes,
});
const steady = (changes: Input = {}): Input => demand({ serve: ['ptu'], ...changes });
const whole = (changes: Input = {}): Input => ptu({ inputTpm: 6000, outputTpm: 6000, ...changes });

/** Requests that a plan served and rejected, hour by hour of a run with one a second. */
const shares = (input: Input, name: string) => {
  const { served, rejected, overflowed } = serve(input).plan(name).requests;
  return { served, rejected, overflowed };
};

describe('the shipped price tables', () => {
  it('have the prices of the vendor’s table, a day at twelve hours (R39)', () => {
    const rates = usd.models.flatMap(({ model, mode, ptu: price }) =>
      price === undefined ? [] : [[model, mode, price.hourly.input / MONEY, price.hourly.output / MONEY]],
    );
    expect(rates).toEqual([
      ['Qwen3-max-2025-09-23', 'instruct', 1.11, 0.45],
      ['Qwen-plus-2025-12-01', 'instruct', 0.28, 0.07],
      ['Qwen-plus-2025-12-01', 'thinking', 0.28, 0.28],
      ['Qwen-flash-2025-07-28', undefined, 0.06, 0.06],
      ['Qwen3-vl-plus-2025-09-23', undefined, 0.35, 0.35],
      ['DeepSeek-v3.2', undefined, 1.04, 0.16],
    ]);
    for (const { ptu: price } of [...usd.models, ...shippedPrices('cny').models]) {
      if (price === undefined) continue;
      expect([price.daily.input, price.daily.output]).toEqual([
        12 * price.hourly.input,
        12 * price.hourly.output,
      ]);
    }
  });

  it('have a longest input of 128,000 tokens for Qwen, 64,000 for DeepSeek (R49)', () => {
    const longest = usd.models.map(({ model, ptu: price }) => [model.slice(0, 4), price?.maxInput] as const);
    for (const [model, maxInput] of longest)
      expect([undefined, model === 'Deep' ? 64_000 : 128_000]).toContain(maxInput);
    expect(longest.filter(([, maxInput]) => maxInput === 128_000)).toHaveLength(5);
  });

  it('charge more for thinking output of Qwen-plus, and the same for input (R50, A43)', () => {
    const [instruct, thinking] = ['instruct', 'thinking'].map(
      (mode) => rowOf('Qwen-plus-2025-12-01', mode)?.ptu?.hourly,
    );
    expect(thinking?.input).toBe(instruct?.input);
    expect(thinking?.output).toBe(4 * (instruct?.output ?? NaN));
  });

  it('have model units by model and kind, with a fixed context and no throttling (R56, A36)', () => {
    const sold = usd.models.flatMap(({ model, context, units: kinds }) =>
      kinds.map(({ unit, hourly, monthly, throttling, fixedContext }) => [
        ...[model, unit, hourly / MONEY, monthly / MONEY, context, throttling, fixedContext],
      ]),
    );
    expect(sold).toEqual([
      ['Qwen3-14B', 'MU1', 40, 18_800, 131_072, false, true],
      ['Qwen3-32B', 'MU1', 40, 18_800, 131_072, false, true],
      ['Qwen3-VL-8B-Instruct', 'MU1', 20, 9400, 131_072, false, true],
      ['Qwen3-VL-8B-Thinking', 'MU1', 20, 9400, 131_072, false, true],
    ]);
  });
});

describe('a deployment', () => {
  it('keeps its billing method: a scaling that would change it is refused, a new plan is bought instead (R36)', () => {
    const set = { billing: { upfrontDays: 3 } };
    const timeline = [{ at: '10m', action: 'scale', plan: 'ptu', set }];
    expect(tokenFaults(tokens({ timeline }))).toEqual([
      expect.stringContaining('fixed after creation (R36)'),
    ]);
    const swap = [
      { at: '30m', action: 'unpublish', plan: 'ptu' },
      { at: '30m', action: 'purchase', plan: 'mu' },
    ];
    const plans = [whole({ whenDown: 'next' }), units()];
    const { plan, results } = serve(
      tokens({ demand: [steady({ serve: ['ptu', 'mu'] })], plans, timeline: swap }),
    );
    expect([plan('ptu').requests.served, plan('mu').requests.served]).toEqual([1800, 1800]);
    expect(results.totals.cost).toMatchObject({ ptu: (0.6 + 6) / 2, modelUnit: 5 });
  });

  it('is in Beijing and nowhere else (R61)', () => {
    const plans = [ptu({ region: 'cn-hangzhou' }), calls()];
    expect(tokenFaults(tokens({ plans }))).toEqual([
      expect.stringContaining('cn-beijing: deployments exist there only (R61)'),
    ]);
  });

  it('without the permission of the workspace fails, serves nothing and costs nothing (R60)', () => {
    const { plan, results } = serve(tokens({ demand: [steady()], plans: [whole({ permission: false })] }));
    expect(plan('ptu')).toMatchObject({
      state: 'DeployFailed',
      stateReason: 'the workspace has no permission to deploy this model',
      requests: { served: 0, rejected: 3600 },
    });
    expect(results.totals.cost.total).toBe(0);
  });

  it('takes calls and is charged from Running, and no more once it is unpublished (R58, R59)', () => {
    const timeline = [{ at: '50m', action: 'unpublish', plan: 'ptu' }];
    const world = tokens({ demand: [steady()], plans: [whole({ deploy: '10m' })], timeline });
    expect(shares(world, 'ptu')).toEqual({ served: 2400, rejected: 1200, overflowed: 0 });
    expect(serve(world).items).toMatchObject([{ from: 600, to: 3000, seconds: 2400 }]);
  });

  it('goes on serving for 24 hours when the account is overdue, then gives errors (R46, A33)', () => {
    const timeline = [{ at: '1h', action: 'overdue', plan: 'ptu' }];
    const world = tokens({
      duration: '30h',
      demand: [steady({ serve: ['ptu', 'calls'] })],
      plans: [whole(), calls()],
      timeline,
    });
    expect(shares(world, 'ptu')).toEqual({ served: 25 * 3600, rejected: 5 * 3600, overflowed: 0 });
    expect(serve(world).results.totals.cost.ptu).toBeCloseTo(25 * 6.6, 9);
  });

  it('paid in advance serves until 01:59, fails until it is renewed, and resumes at once (R41, R42, R44, A29)', () => {
    const plans = [whole({ billing: { upfrontDays: 1 }, deploy: '1h' })];
    const timeline = [{ at: '1d3h', action: 'pay', plan: 'ptu' }];
    const { plan, events } = serve(tokens({ duration: '28h', demand: [steady()], plans, timeline }));
    const states = events.flatMap((event) =>
      event.kind === 'plan-state' ? [`${event.at / 60} ${event.state}`] : [],
    );
    expect(states).toEqual(['0 Deploying', '60 Running', '1439 Stopping', '1559 Retained', '1620 Running']);
    expect(plan('ptu').requests).toMatchObject({
      served: (26 * 60 - 1 - 60 + 60) * 60,
      rejected: (60 + 61) * 60,
    });
  });

  it('is scaled by its throughput, or by its units, from that second on (R51)', () => {
    const timeline = [
      { at: '30m', action: 'scale', plan: 'ptu', set: { inputTpm: 6000 } },
      { at: '30m', action: 'scale', plan: 'mu', set: { units: 2 } },
    ];
    const world = tokens({
      demand: [steady(), steady({ name: 'other', serve: ['mu'] })],
      plans: [ptu({ inputTpm: 3000 }), units({ perUnit: { input: 3000, output: 3000 } })],
      timeline,
    });
    expect(shares(world, 'ptu').served).toBe(900 + 1800);
    expect(shares(world, 'mu').served).toBe(900 + 1800);
  });
});

describe('model units', () => {
  it('are sold while there are some, each plan by its own stock; a failed purchase costs nothing (R55, A39)', () => {
    const stock = {
      process: 'steps',
      steps: [
        { at: '0s', value: 1 },
        { at: '20m', value: 3 },
      ],
    };
    const plans = [units({ units: 2, stock })];
    const purchase = (at: string) => ({ at, action: 'purchase', plan: 'mu' });
    const of = (...timeline: readonly Input[]) =>
      serve(tokens({ demand: [steady({ serve: ['mu'] })], plans, timeline }));
    const early = of(purchase('10m'));
    expect(early.plan('mu')).toMatchObject({
      state: 'DeployFailed',
      stateReason: '2 model units wanted, 1 in stock',
    });
    expect(early.items).toEqual([]);
    const again = of(purchase('10m'), purchase('30m'));
    expect(again.plan('mu')).toMatchObject({
      state: 'Running',
      cost: 10,
      requests: { served: 1800, rejected: 1800 },
    });
  });

  it('may be deployed with a shorter context and with limits, where the model lets them (R57)', () => {
    const served = (changes: Input) =>
      shares(tokens({ demand: [steady({ serve: ['mu'] })], plans: [units(changes)] }), 'mu').served;
    expect([served({}), served({ limits: { rpm: 20 } }), served({ limits: { tpm: 1500 } })]).toEqual([
      3600, 1200, 600,
    ]);
    expect([
      served({ context: 150 }),
      tokenFaults(tokens({ plans: [units({ context: 149 })], demand: [steady({ serve: ['mu'] })] })),
    ]).toEqual([3600, [expect.stringContaining('more than the context of 149')]]);
  });
});
