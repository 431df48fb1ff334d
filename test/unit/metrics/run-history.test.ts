import { describe, expect, it } from 'vitest';
import { StepBins } from '../../../src/metrics/index.js';
import { compile, inMemory, parseScenario, run, runHistory } from '../../../src/index.js';
import type { Model } from '../../../src/index.js';
import { shippedModel } from '../../support/shipped.js';

describe('StepBins', () => {
  it('keeps a peak of one second in a day, and the mean over time', () => {
    const bins = new StepBins(86_400, 24);
    bins.set(0, 1);
    bins.set(40_000, 100);
    bins.set(40_001, 1);
    const { most, least, mean, first, last } = bins.finish();
    expect([...most].filter((value) => value === 100)).toHaveLength(1);
    expect(most[11]).toBe(100);
    expect([...least].every((value) => value === 1)).toBe(true);
    expect([first[11], last[11]]).toEqual([1, 1]);
    expect(mean[11]).toBeCloseTo((3599 + 100) / 3600, 12);
    expect(mean[12]).toBe(1);
  });

  it('has no value where none was given, and does not see one replaced in its own second', () => {
    const bins = new StepBins(100, 10);
    bins.set(50, 7);
    bins.set(50, 3);
    const { first, most } = bins.finish();
    expect([...first]).toEqual([NaN, NaN, NaN, NaN, NaN, 3, 3, 3, 3, 3]);
    expect(Math.max(...most.slice(5))).toBe(3);
  });

  it('means over columns that seconds do not divide sum up to the integral', () => {
    const bins = new StepBins(1000, 7);
    [0, 13, 400, 401, 999].forEach((at, i) => bins.set(at, i));
    const integral = 387 + 2 + 3 * 598 + 4;
    expect([...bins.finish().mean].reduce((sum, mean) => sum + (mean * 1000) / 7, 0)).toBeCloseTo(
      integral,
      9,
    );
  });
});

describe('runHistory', () => {
  it.each(['stock-crunch', 'update-and-rebalancing', 'zone-outage', 'autoscaled-day'])(
    'agrees with the metrics and changes nothing: %s',
    (name) => {
      const model = shippedModel(name);
      const { results, history } = runHistory(model);
      expect(results).toEqual(run(model));
      for (const { name: service, down, ready } of history.services) {
        const metrics = results.services[service];
        expect(down.reduce((sum, [from, to]) => sum + to - from, 0)).toBe(metrics.downSeconds);
        expect(down).toHaveLength(metrics.downtimeSpells.count);
        const columns = ready[0]?.mean.length ?? 1;
        const seconds = ready.flatMap(({ mean }) => [...mean]).reduce((sum, value) => sum + value, 0);
        expect((seconds * history.horizonSeconds) / columns).toBeCloseTo(metrics.readyReplicaSeconds, 3);
      }
      const marks = history.pools.flatMap(({ preemptions }) => preemptions);
      expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(results.totals.preemptions.total);
      const billed = history.bill.reduce((sum, { amount }) => sum + amount, 0);
      expect(billed).toBeCloseTo(results.totals.cost.total, 5);
    },
  );

  it('knows the ceilings of every revision, and none that cannot be crossed', () => {
    const { history } = runHistory(modelOf());
    expect(history.pools[0].ceilings).toEqual([
      { service: 'chat', entry: 0, tier: 'unprotected', ceiling: 0.2 },
      { service: 'chat', entry: 0, tier: 'unprotected', ceiling: 0.4 },
    ]);
  });
});

function modelOf(): Model {
  const text = `
version: 1
name: two
duration: 6h
pools:
  - { name: p, type: t, region: r, zone: z, standardPrice: 1, price: { process: constant, value: 0.1 } }
services:
  - { name: chat, protection: false, instances: [ { type: t, spotPriceLimit: 0.2 }, { type: t, spotPriceLimit: market } ] }
timeline:
  - { at: 1h, action: update, service: chat, set: { instances.0.spotPriceLimit: 0.4 } }
`;
  const parsed = parseScenario({ name: 'two.yaml', text }, { read: () => ({ ok: false, issues: [] }) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const model = compile(parsed.value, inMemory({}));
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  return model.value;
}
