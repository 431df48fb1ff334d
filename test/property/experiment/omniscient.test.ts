import { describe, expect, it } from 'vitest';
import {
  compile,
  inMemory,
  omniscientFault,
  OmniscientPass,
  run,
  SilentRecorder,
} from '../../../src/index.js';
import type { OmniscientFigures } from '../../../src/index.js';
import { parseInput, scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { STRATEGIES } from '../../conformance/strategy/strategies.js';
import { forAll } from '../../support/histories.js';
import type { Input } from '../../support/simulate.js';

const RUNS = 250;
const SLOW = { timeout: 120_000 };
/** Those that bid anew from time to time, once more with that replacing the ceilings of what is held. */
const REBIDDING = Object.values(STRATEGIES)
  .filter(({ name }) => /^(percentile|mean|drafts|zheng)/.test(String(name)))
  .map((strategy): Input => ({ ...strategy, rebid: true }));
const PLANS = [undefined, ...Object.values(STRATEGIES), ...REBIDDING];

/** The scenario as it is, or with long startups and short protection; its services with one of our strategies each. */
function varied(input: ScenarioInput): ScenarioInput {
  const seed = Number(input.seed);
  const rare = seed % 3 === 0 && input.rules?.['protection'] !== 0;
  const strategy = PLANS[seed % PLANS.length];
  return {
    ...input,
    rules: {
      ...{ ...input.rules, interruptedFree: 'none' },
      ...(rare && { protection: 330, checkInterval: 1800, maxLifetime: 'none' }),
    },
    timeline: (input.timeline ?? []).filter(
      (action) => strategy === undefined || !/rebalancing|instances/.test(JSON.stringify(action)),
    ),
    services: input.services.map(({ rebalancing, ...service }) => ({
      ...service,
      ...(rare && { startup: 900 }),
      ...(strategy === undefined
        ? { rebalancing: rebalancing ?? false }
        : {
            strategy,
            instances: [
              { type: input.pools[0].type, spotPriceLimit: 'market' as const },
              ...service.instances,
            ],
          }),
    })),
  };
}

/** One run with its bound, and how many items its bill has. */
function bounded(input: ScenarioInput) {
  const made = compile(parseInput(input), inMemory());
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join('; '));
  expect(omniscientFault(made.value)).toBeUndefined();
  const pass = new OmniscientPass(made.value);
  let [items, rebids] = [0, 0];
  const counter = new (class extends SilentRecorder {
    override rebid(): void {
      rebids += 1;
    }
  })();
  const results = run(made.value, { recorders: () => [pass.market, counter], ledger: () => (items += 1) });
  return { items, rebids, results: pass.withBound(results, made.value.scenario.duration) };
}

const figuresOf = (holder: object): OmniscientFigures =>
  (holder as { readonly omniscient: OmniscientFigures }).omniscient;

describe(`the omniscient bound, in ${RUNS} random scenarios under all our strategies`, () => {
  it('is passed by no run: none costs less, and none has more of the desired replicas ready', SLOW, () => {
    const seen = { tight: 0, apart: 0, short: 0, rebid: 0 };
    forAll(scenarios(), { numRuns: RUNS, seed: 20_260_316 }, (input) => {
      const { items, rebids, results } = bounded(varied(input));
      // Each item is rounded to a whole micro-unit, half up.
      const rounding = 0.5e-6 * items + 1e-9 * results.totals.cost.total;
      if (rebids > 0) seen.rebid += 1;
      for (const [name, metrics] of Object.entries(results.services)) {
        const { cost, costAsReady, readyReplicaSeconds, regret } = figuresOf(metrics);
        const served = metrics.desiredReplicaSeconds - metrics.shortfallReplicaSeconds;
        if (regret < -rounding)
          throw new Error(`${name} costs ${-regret} less than the ${costAsReady} at least`);
        if (served > readyReplicaSeconds)
          throw new Error(`${name} served ${served} of ${readyReplicaSeconds}`);
        if (costAsReady > cost + rounding) throw new Error(`${name}: less service costs more`);
        if (costAsReady > 0 && regret < 0.001 * costAsReady) seen.tight += 1;
        if (costAsReady > 0 && regret > 0.1 * costAsReady) seen.apart += 1;
        if (served < readyReplicaSeconds) seen.short += 1;
      }
    });
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(15);
  });
});
