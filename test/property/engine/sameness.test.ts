import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectEvents, Run } from '../../../src/index.js';
import type { LineItem, Model, SimulationEvent } from '../../../src/index.js';
import { scenarios, scenariosWithStrategies } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { forAll, historyOf, modelOf } from '../../support/histories.js';
import { withJobs } from '../../support/job-scenarios.js';

interface Watched {
  readonly run: Run;
  readonly events: readonly SimulationEvent[];
  readonly items: readonly LineItem[];
}

function watch(model: Model): Watched {
  let events: readonly SimulationEvent[] = [];
  const items: LineItem[] = [];
  const recorders = (directory: Run['directory']): ReturnType<typeof collectEvents>[] => {
    const collector = collectEvents(directory);
    events = collector.events;
    return [collector];
  };
  const run = new Run(model, { recorders, ledger: (item) => items.push(item) });
  return { run, events, items };
}

/** The scenario with a service and a pool of its own, put before all others, so that every index changes. */
const withAnother = (input: ScenarioInput): ScenarioInput => ({
  ...input,
  pools: [
    {
      ...{ name: 'own', type: 'own', region: 'r0', zone: 'own', standardPrice: 0.5 },
      price: { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.5, reversion: '1/h', interval: 300 },
      stock: { process: 'erlang', capacity: 3, arrivals: '2/h', hold: 3600 },
    },
    ...input.pools,
  ],
  services: [
    {
      ...{ name: 'another', region: 'r0', replicas: 3, protection: false, startup: 60 },
      instances: [
        { type: 'own', spotPriceLimit: 0.1 },
        { type: 'own', capacity: 1 },
      ],
    },
    ...input.services,
  ],
});

/** On a machine that does other things too. */
const SLOW = { timeout: 120_000 };

describe('the same again', () => {
  it.each([
    ['', scenarios(), 60],
    [', under strategies too', scenariosWithStrategies(), 30],
  ])('one seed gives the same bytes%s: events, line items, results', SLOW, (_, arbitrary, numRuns) => {
    forAll(arbitrary, { numRuns, seed: 21 }, (input) => {
      const [first, second] = [historyOf(input), historyOf(input)];
      expect(JSON.stringify([first.events, first.items, first.results])).toBe(
        JSON.stringify([second.events, second.items, second.results]),
      );
    });
  });

  it('another seed gives another run wherever anything is random', () => {
    const input = withAnother(fc.sample(scenarios(), { numRuns: 1, seed: 22 })[0]);
    const [first, second] = [historyOf(input), historyOf({ ...input, seed: 'another' })];
    expect(first.results.digest).not.toBe(second.results.digest);
  });

  it('an added service with a pool of its own leaves every other digest as it was', SLOW, () => {
    forAll(scenarios(), { numRuns: 120, seed: 23 }, (input) => {
      const [alone, together] = [new Run(modelOf(input)), new Run(modelOf(withAnother(input)))];
      alone.finish();
      together.finish();
      expect(together.entityDigests()).toMatchObject(alone.entityDigests());
      expect(Object.keys(together.entityDigests()).length).toBe(
        Object.keys(alone.entityDigests()).length + 2,
      );
    });
  });

  it.each([
    ['', scenarios(), 150],
    [', under strategies too', scenariosWithStrategies(), 50],
    [', with jobs under all that they may be run by', scenarios().map(withJobs), 60],
  ])(
    'a run saved and resumed at any second is the run that was never interrupted%s',
    SLOW,
    (_, arbitrary, numRuns) => {
      forAll(arbitrary, { numRuns, seed: 24 }, (input) => {
        const model = modelOf(input);
        const second = (input.duration * (Number(input.seed) + 1)) / 1002;
        const at = Number(input.seed) % 2 === 0 ? Math.floor(second) : Math.floor(second / 300) * 300;
        const whole = watch(model);
        whole.run.runUntil(at);
        const [told, billed] = [whole.events.length, whole.items.length];
        const saved = structuredClone(whole.run.save());
        const resumed = watch(model);
        const opening = resumed.events.length;
        resumed.run.restore(saved);
        const results = JSON.stringify(resumed.run.finish());
        expect(results).toBe(JSON.stringify(whole.run.finish()));
        expect(resumed.events.slice(opening)).toEqual(whole.events.slice(told));
        expect(resumed.items).toEqual(whole.items.slice(billed));
        expect(resumed.run.entityDigests()).toEqual(whole.run.entityDigests());
      });
    },
  );
});
