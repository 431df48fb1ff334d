import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile, inMemory, isPlain, Run } from '../../../src/index.js';
import type { Decision, Model, Offer, Strategies } from '../../../src/index.js';
import type { GroupLine } from '../../../src/fleet/line.js';
import { invariants } from '../../../src/testing/invariants/index.js';
import { parseInput, recordRun, scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { expectSettled, groupsOf } from '../../support/settled.js';
import type { Input } from '../../support/simulate.js';

const SEED = 20_260_310;
const RUNS = 6;

/** Random scenarios whose services all have the strategy, and something to bid on. */
const scenariosWith = (strategy: Input): readonly ScenarioInput[] =>
  fc.sample(scenarios(), { numRuns: RUNS, seed: SEED }).map((input) => ({
    ...input,
    timeline: (input.timeline ?? []).filter((action) => !JSON.stringify(action).includes('rebalancing')),
    services: input.services.map(({ rebalancing: _, ...service }) => ({
      ...service,
      instances: [{ type: input.pools[0].type, spotPriceLimit: 'market' as const }, ...service.instances],
      strategy,
    })),
  }));

/**
 * What must hold of every strategy, ours or a user's. That it bids on its universe only, never above a listed limit,
 * and wants whole numbers the engine itself makes sure of: a run with a strategy that does not breaks off.
 */
export function conforms(strategy: Input, strategies: Strategies = {}): void {
  const models = scenariosWith(strategy).map((input) => modelOf(input, strategies));

  it('decides the same again', () => {
    for (const model of models) expect(new Run(model).finish()).toEqual(new Run(model).finish());
  });

  it('goes on from a saved state, which is plain data', () => {
    for (const model of models) {
      const whole = new Run(model);
      whole.runUntil(Math.floor(model.scenario.duration * 0.4));
      const saved = structuredClone(whole.save());
      for (const planner of whole.fleet.context.planners)
        expect(JSON.parse(JSON.stringify(planner?.state ?? null))).toEqual(planner?.state ?? null);
      const resumed = new Run(model);
      resumed.restore(saved);
      expect(resumed.finish()).toEqual(whole.finish());
    }
  });

  it('is placed by its own lists, the first feasible bid first', () => {
    for (const model of models) {
      const walks: { readonly list: readonly Offer[]; readonly decision: Decision }[] = [];
      const run: Run = new Run(model, {
        trace: (_, service, slot, decision) => {
          const line = lineOf(run, service, slot);
          if (line !== undefined)
            walks.push({ list: line.list.entries.flatMap(({ offers }) => offers), decision });
        },
      });
      run.finish();
      for (const { list, decision } of walks) {
        const tried = [
          ...decision.passedOver.map(({ offer }) => offer),
          ...(decision.kind === 'placed' ? [decision.offer] : []),
        ];
        expect(list).toEqual(expect.arrayContaining(tried));
        if (decision.kind === 'waiting') expect(tried).toHaveLength(list.length);
        for (const { offer, reason, price, free } of decision.passedOver) {
          if (reason === 'price-above-ceiling') expect(price).toBeGreaterThan(offer.ceiling);
          if (reason === 'out-of-stock') expect(free).toBeLessThanOrEqual(0);
        }
      }
    }
  });

  it('has what it asked for, and nobody waits beside a feasible bid', () => {
    for (const model of models) {
      const run = new Run(model);
      for (let at = 301; at < model.scenario.duration; at += 300) {
        run.runUntil(at);
        for (const line of groupsOf(run)) expectSettled(run, line);
      }
    }
  });
}

/** The general laws of an allocation hold whatever the strategy; it needs no file. */
export function keepsTheLaws(strategy: Input): void {
  it('keeps the laws that do not depend on the list', () => {
    for (const input of scenariosWith(strategy)) {
      const history = recordRun(input);
      if ('breakdown' in history) throw new Error(history.breakdown.violations[0]?.sentence);
      expect(isPlain(history.parsed.scenario.services[0].strategy)).toBe(false);
      expect(invariants.flatMap(({ check }) => check(history))).toEqual([]);
    }
  });
}

function modelOf(input: ScenarioInput, strategies: Strategies): Model {
  const model = compile(parseInput(input), inMemory(), strategies);
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('; '));
  return model.value;
}

function lineOf(run: Run, service: number, slot: number): GroupLine | undefined {
  const replica = run.fleet.replicaIn(service, slot);
  const line = replica === undefined ? undefined : run.fleet.context.lines[replica.line];
  return line !== undefined && 'list' in line ? (line as GroupLine) : undefined;
}
