import { describe, expect, it } from 'vitest';
import type { SimulationEvent } from '../../../src/index.js';
import { checkRun, scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { forAll, historyOf } from '../../support/histories.js';

const POINTS = [0.06, 0.1, 0.2, 0.3];

/** The scenario with a crowded market in every pool, each of another size and pace. */
const crowded = (input: ScenarioInput, feedback: boolean): ScenarioInput => ({
  ...input,
  pools: input.pools.map(({ price: _, stock: __, spot: ___, ...pool }, index) => ({
    ...pool,
    market: {
      ...{ process: 'endogenous', feedback, capacity: 3 + 3 * index, interval: [300, 450, 600][index % 3] },
      standard: { arrivals: `${2 + index}/h`, hold: 3600 },
      spot: { arrivals: '5/h', hold: 3600, bids: { distribution: 'empirical', values: POINTS } },
      curve: POINTS.map((price, place) => ({ utilisation: place / (POINTS.length - 1), price })),
    },
  })),
});

/** The others' side of a run. */
const marketPath = (input: ScenarioInput): readonly SimulationEvent[] =>
  historyOf(input).events.filter(({ kind }) => kind === 'price' || kind === 'stock');

/** On a machine that does other things too. */
const SLOW = { timeout: 120_000 };

describe('scenarios in which every pool has an endogenous market', () => {
  it('obey all laws of an allocation, noticed by the market or not', SLOW, () => {
    const seen = { price: 0, stock: 0 };
    forAll(scenarios(), { numRuns: 50, seed: 61 }, (input) => {
      const { violations, coverage } = checkRun(crowded(input, Number(input.seed) % 2 === 0));
      const [first] = violations;
      if (first !== undefined)
        throw new Error(`${first.law}: at ${first.at} ${first.entity} ${first.sentence}`);
      if (coverage.priceReclaims > 0) seen.price += 1;
      if (coverage.stockReclaims > 0) seen.stock += 1;
    });
    expect(Math.min(seen.price, seen.stock)).toBeGreaterThan(10);
  });

  it('without feedback have the same prices and stock whatever our fleet does', SLOW, () => {
    let ours = 0;
    forAll(scenarios(), { numRuns: 40, seed: 62 }, (input) => {
      const events = (input.timeline ?? []).filter(({ action }) => /shock|outage/.test(action));
      const alone = { ...input, timeline: events, services: [{ ...input.services[0], replicas: 0 }] };
      const apart = marketPath(crowded({ ...alone, services: alone.services.map(bare) }, false));
      expect(marketPath(crowded(input, false))).toEqual(apart);
      if (JSON.stringify(marketPath(crowded(input, true))) !== JSON.stringify(apart)) ours += 1;
    });
    expect(ours, 'with feedback our fleet shows').toBeGreaterThan(20);
  });
});

/** A service that asks for nothing. */
const bare = ({
  autoscaling: _,
  ...service
}: ScenarioInput['services'][number]): ScenarioInput['services'][number] => service;
