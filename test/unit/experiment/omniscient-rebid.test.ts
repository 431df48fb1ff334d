import { describe, expect, it } from 'vitest';
import { compile, inMemory, OmniscientPass, parseScenario, run } from '../../../src/index.js';
import { realisedMarket } from '../../../src/model/index.js';
import type { Acquisition } from '../../../src/events/index.js';
import type { Model, OmniscientFigures, Strategy } from '../../../src/index.js';
import { valueOf } from '../../support/laboratory.js';
import { pool, service, world, type Input } from '../../support/simulate.js';
import { PLAIN } from '../../support/theory.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const CYCLE = HOUR + 600;

/** An hour at the limit, ten minutes at next to nothing. */
const cheat = (rebid: boolean): Strategy<number> => ({
  ...{ initial: 0, followsPrices: false, rebid },
  decide: (state, { at, desired }) => {
    const within = at % CYCLE;
    const [bid, next] = within < HOUR ? [{ choice: 0 }, HOUR] : [{ choice: 0, ceiling: 1 }, CYCLE];
    return [state, [{ name: 'all', entries: [bid], count: desired }], at - within + next];
  },
});

function modelOf(rules: Input, rebid = true): Model {
  const input = world({
    duration: '1d',
    rules: { ...PLAIN, ...rules },
    pools: [pool('a', { price: { process: 'constant', value: 0.1 }, stock: { process: 'unlimited' } })],
    services: [
      service('s', {
        instances: [{ type: 'ecs.a', spotPriceLimit: 0.12 }],
        ...{ protection: rules['protection'] !== undefined, strategy: { module: './cheat.js' } },
      }),
    ],
  });
  const read = () => ({ ok: false as const, issues: [{ message: 'no files here' }] });
  const parsed = valueOf(parseScenario({ name: 'scenario.json', text: JSON.stringify(input) }, { read }));
  return valueOf(compile(parsed, inMemory(), { './cheat.js': () => cheat(rebid) }));
}

function figuresOf(model: Model): OmniscientFigures {
  const pass = new OmniscientPass(model);
  const { totals } = pass.withBound(run(model, { recorders: () => [pass.market] }), DAY);
  return (totals as unknown as { readonly omniscient: OmniscientFigures }).omniscient;
}

/** Each item of the bill is rounded to a whole micro-unit, half up; there is less than one an hour. */
const ROUNDING = 24 * 0.5e-6;

describe('the omniscient bound under bids made anew for what is held', () => {
  it.each([
    ['a notice', { capAtCeiling: true, notice: '5m' }, 300],
    ['the wait for a check', { capAtCeiling: true, protection: '1m', checkInterval: '45m' }, 45 * 60],
  ])('is no higher than such bids where they cap the bill of %s', (_, rules, span) => {
    // It costs nothing there, though no price was ever so low: a bid may do so for one such span after it.
    const { cost, costAsReady, regret } = figuresOf(modelOf(rules));
    const bids = Math.floor(DAY / CYCLE) + 1;
    expect(costAsReady).toBeLessThan(24 * 0.1 - (bids - 1) * Math.min(span, 600) * (0.1 / HOUR));
    expect(regret).toBeGreaterThanOrEqual(-ROUNDING);
    expect(cost).toBeGreaterThan(0.5);
  });

  it.each([
    ['the bill is not capped', { capAtCeiling: false, notice: '5m', protection: '1h' }, true],
    ['nothing is bid anew', { capAtCeiling: true, notice: '5m', protection: '1h' }, false],
  ])('is that of the market where %s', (_, rules, rebid) => {
    const { cost, regret } = figuresOf(modelOf(rules, rebid));
    expect(cost).toBeCloseTo((24 - 1 / 60) * 0.1, 6);
    expect(regret).toBeGreaterThanOrEqual(-ROUNDING);
  });

  it.each([
    ['a unit goes at once', { capAtCeiling: true }],
    ['protection is not capped', { capAtCeiling: true, protection: '90m' }],
  ])('is kept where %s', (_, rules) => {
    expect(figuresOf(modelOf(rules)).regret).toBeGreaterThanOrEqual(-ROUNDING);
  });

  it('asks for the lowest of several bids of a second, and for none before or after', () => {
    const market = realisedMarket(modelOf({}));
    const placed = { pool: 0, tier: 'unprotected' } as unknown as Acquisition;
    market.acquired(5, { ...placed, replica: 3 });
    market.acquired(5, { ...placed, replica: 4 });
    const bids: readonly (readonly [at: number, replica: number, ceiling: number])[] = [
      ...([
        [7, 3, 60],
        [7, 4, 20],
        [8, 3, 50],
        [9, 4, 50],
        [9, 3, 70],
        [20, 3, 30],
      ] as const),
    ];
    for (const [at, replica, ceiling] of bids) market.rebid(at, 0, replica, ceiling);
    expect(market.newBidsOf(0, 0)).toEqual({
      at: [0, 7, 8, 10, 20, 21],
      value: [Infinity, 20, 50, Infinity, 30, Infinity],
    });
    expect(market.newBidsOf(0, 1)).toBeUndefined();
  });
});
