import { describe, expect, it } from 'vitest';
import {
  compile,
  formatIssue,
  inMemory,
  omniscientFault,
  OmniscientPass,
  parseScenario,
  run,
} from '../../../src/index.js';
import type { Model, Strategy } from '../../../src/index.js';
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

function regretOf(model: Model): number {
  const pass = new OmniscientPass(model);
  const { totals } = pass.withBound(run(model, { recorders: () => [pass.market] }), DAY);
  return (totals as unknown as { readonly omniscient: { readonly regret: number } }).omniscient.regret;
}

describe('the omniscient bound under bids made anew for what is held', () => {
  it.each([
    ['a notice', { capAtCeiling: true, notice: '5m' }],
    ['the wait for a check', { capAtCeiling: true, protection: '1m', checkInterval: '45m' }],
  ])('is refused where such a bid caps the bill of %s, which costs nothing then', (_, rules) => {
    expect(regretOf(modelOf(rules))).toBeLessThan(-0.001);
    const fault = omniscientFault(modelOf(rules));
    expect(fault && formatIssue(fault)).toMatch(
      /no omniscient bound.*rebid.*--set rules\.capAtCeiling=false/,
    );
  });

  it.each([
    ['the bill is not capped', { capAtCeiling: false, notice: '5m', protection: '1h' }, true],
    ['a unit goes at once', { capAtCeiling: true }, true],
    ['protection is not capped', { capAtCeiling: true, protection: '90m' }, true],
    ['nothing is bid anew', { capAtCeiling: true, notice: '5m', protection: '1h' }, false],
  ])('holds where %s', (_, rules, rebid) => {
    const model = modelOf(rules, rebid);
    expect(omniscientFault(model)).toBeUndefined();
    // Each item of the bill is rounded to a whole micro-unit, half up; there is less than one an hour.
    expect(regretOf(model)).toBeGreaterThanOrEqual(-24 * 0.5e-6);
  });
});
