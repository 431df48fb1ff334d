import { describe, expect, it } from 'vitest';
import { omniscientFault, OmniscientPass, run } from '../../../src/index.js';
import type { OmniscientFigures, OmniscientJobFigures } from '../../../src/index.js';
import { scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { forAll, modelOf } from '../../support/histories.js';
import { withJobs } from '../../support/job-scenarios.js';

const RUNS = 60;
const SLOW = { timeout: 120_000 };

/** Jobs in a market for which there is a bound. */
function varied(input: ScenarioInput): ScenarioInput {
  const made = withJobs(input);
  return { ...made, rules: { ...made.rules, interruptedFree: 'none' } };
}

/** One run with its bound, and how many items its bill has. */
function bounded(input: ScenarioInput) {
  const model = modelOf(input);
  expect(omniscientFault(model)).toBeUndefined();
  const pass = new OmniscientPass(model);
  let items = 0;
  const results = run(model, { recorders: () => [pass.market], ledger: () => (items += 1) });
  return { items, model, results: pass.withBound(results, model.scenario.duration) };
}

const figuresOf = <Figures>(holder: object | undefined): Figures =>
  (holder as { readonly omniscient: Figures }).omniscient;

describe(`the omniscient bound of jobs, in ${RUNS} random scenarios under all strategies of jobs`, () => {
  it(
    'is passed by no job: none costs less than what it did could have cost, or does more in time',
    SLOW,
    () => {
      const seen = { met: 0, late: 0, unfinished: 0, gang: 0, tight: 0, apart: 0, impossible: 0 };
      forAll(scenarios(), { numRuns: RUNS, seed: 20_261_122 }, (input) => {
        const { items, model, results } = bounded(varied(input));
        const rounding = 0.5e-6 * items + 1e-9 * results.totals.cost.total;
        let regrets = 0;
        for (const { name, work, replicas } of model.scenario.jobs) {
          const job = results.jobs![name];
          const { cost, costAsDone, usefulSeconds, regret } = figuresOf<OmniscientJobFigures>(job);
          regrets += regret;
          if (regret < -rounding) throw new Error(`${name} costs ${-regret} less than ${costAsDone}`);
          if (job.met && cost > job.cost + rounding)
            throw new Error(`${name} meets it for less than ${cost}`);
          if (job.met && usefulSeconds < work) throw new Error(`${name} met what nobody could meet`);
          if (job.met) seen.met += 1;
          else if (job.finishedAt !== null) seen.late += 1;
          else if (job.usefulSeconds > 0) seen.unfinished += 1;
          if (usefulSeconds < work) seen.impossible += 1;
          if (replicas > 1 && job.met) seen.gang += 1;
          if (costAsDone > 0 && regret < 0.001 * costAsDone) seen.tight += 1;
          if (costAsDone > 0 && regret > 0.1 * costAsDone) seen.apart += 1;
        }
        const totals = figuresOf<OmniscientFigures>(results.totals);
        if (Math.abs(totals.regret - regrets) > 1e-9 + 1e-9 * Math.abs(regrets)) throw new Error('no sum');
      });
      for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(7);
    },
  );
});
