import { describe, expect, it } from 'vitest';
import {
  compile,
  inMemory,
  omniscientFault,
  OmniscientPass,
  run,
  SilentRecorder,
} from '../../../src/index.js';
import type { OmniscientJobFigures, Strategy } from '../../../src/index.js';
import { parseInput, scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { forAll } from '../../support/histories.js';
import { withJobs } from '../../support/job-scenarios.js';

const RUNS = 40;
const SLOW = { timeout: 120_000 };
const MODULE = { module: './whims.js' };

/** Bids every seven minutes anew for all that it holds: now the limit, now half the price, now next to nothing. */
const whims: Strategy<number> = {
  ...{ initial: 0, followsPrices: false, rebid: true },
  decide: (turn, { at, choices, desired, price, news }) => {
    const next = news.some(({ kind }) => kind === 'wake-up') ? turn + 1 : turn;
    const entries = choices.map(({ tier, limit }, choice) => {
      if (tier === 'standard' || tier === 'dedicated') return { choice };
      const bids = [limit, price(choice) >> 1, limit, 1];
      return { choice, ceiling: Math.min(limit, bids[(next + choice) % bids.length]) };
    });
    return [next, [{ name: 'all', entries, count: desired }], at - (at % 420) + 420];
  },
};

/** Services and jobs that all bid on a whim; a job of one unit, since it moves its units one by one. */
function whimsical(input: ScenarioInput): ScenarioInput & { readonly jobs: readonly object[] } {
  return {
    ...input,
    rules: { ...input.rules, interruptedFree: 'none', capAtCeiling: true },
    timeline: [],
    services: input.services.map(({ rebalancing: _, ...service }) => ({ ...service, strategy: MODULE })),
    jobs: withJobs(input).jobs.map((job) => ({ ...job, replicas: 1, strategy: MODULE })),
  };
}

/** The market that was bid in below its price, and the regrets in it. */
function bounded(input: ScenarioInput) {
  const made = compile(parseInput(input), inMemory(), { [MODULE.module]: () => whims });
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join('; '));
  expect(omniscientFault(made.value)).toBeUndefined();
  const pass = new OmniscientPass(made.value);
  let [items, below] = [0, 0];
  const counter = new (class extends SilentRecorder {
    override rebid(...[, , , ceiling, price]: Parameters<SilentRecorder['rebid']>): void {
      if (ceiling < price) below += 1;
    }
  })();
  const results = run(made.value, { recorders: () => [pass.market, counter], ledger: () => (items += 1) });
  const { services, jobs = {}, totals } = pass.withBound(results, made.value.scenario.duration);
  return { below, rounding: 0.5e-6 * items + 1e-9 * totals.cost.total, all: { ...services, ...jobs } };
}

describe(`the omniscient bound, in ${RUNS} random scenarios in which bids made anew cap the bill`, () => {
  it('is passed by no service and no job, however low it bids for what it holds', SLOW, () => {
    const seen = { below: 0, apart: 0 };
    forAll(scenarios(), { numRuns: RUNS, seed: 20_261_123 }, (input) => {
      const { all, below, rounding } = bounded(whimsical(input));
      if (below > 0) seen.below += 1;
      for (const [name, holder] of Object.entries(all)) {
        const { regret, cost } = (holder as unknown as { readonly omniscient: OmniscientJobFigures })
          .omniscient;
        if (regret < -rounding) throw new Error(`${name} costs ${-regret} less than the least`);
        if (regret > 0.1 * cost) seen.apart += 1;
      }
    });
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
  });
});
