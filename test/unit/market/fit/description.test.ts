import { describe, expect, it } from 'vitest';
import type { Series } from '../../../../src/kernel/index.js';
import {
  ceilingsFor,
  describePrices,
  gapsOf,
  gridOf,
  levelFacts,
  marginalOf,
  prepareSeries,
  segmentsOf,
  seriesFault,
  usualCeilings,
} from '../../../../src/market/index.js';

const HOUR = 3600;
const series = (rows: readonly (readonly [number, number])[], until?: number): Series => ({
  at: Float64Array.from(rows, ([hour]) => hour * HOUR),
  value: Float64Array.from(rows, ([, price]) => price),
  ...(until === undefined ? {} : { until: until * HOUR }),
});

/** 100 for 2 h, 300 for 1 h, 100 for 3 h, 500 for 2 h, 200 for 2 h. */
const price = series(
  [
    [0, 100],
    [2, 300],
    [3, 100],
    [6, 500],
    [8, 200],
  ],
  10,
);

describe('the description of a history', () => {
  it('weights by time', () => {
    const { mean, quantiles, changesPerHour, min, max, covered } = describePrices(price, [250], 450);
    expect(mean).toBeCloseTo((5 * 100 + 300 + 2 * 500 + 2 * 200) / 10, 12);
    expect([quantiles.p25, quantiles.p50, quantiles.p75, quantiles.p99]).toEqual([100, 100, 300, 500]);
    expect({ changesPerHour, min, max, covered }).toEqual({
      changesPerHour: 0.4,
      min: 100,
      max: 500,
      covered: 36_000,
    });
  });

  it('counts rises above a ceiling, and spells on both sides of it', () => {
    const [facts] = levelFacts(segmentsOf(price), [250]);
    expect(facts.share).toBeCloseTo(0.7, 12);
    expect(facts.crossingsPerWeek).toBeCloseTo((2 * 168) / 10, 12);
    expect([facts.meanBelow, facts.meanAbove]).toEqual([(7 * HOUR) / 2, (3 * HOUR) / 2]);
    expect(facts.below).toMatchObject({ count: 1, mean: 3 * HOUR }); // the first and the last are cut off
    expect(facts.above).toMatchObject({ count: 2, max: 2 * HOUR });
  });

  it('takes a price at the ceiling for one that is not above it (R18)', () => {
    expect(levelFacts(segmentsOf(price), [100, 300]).map(({ share }) => share)).toEqual([0.5, 0.8]);
  });

  it('tells spikes by number, length and level', () => {
    const { spikes } = describePrices(price, [], 250);
    expect(spikes.share).toBeCloseTo(0.3, 12);
    expect(spikes).toMatchObject({ length: { count: 2 }, level: [300, 500, 500] });
    expect(spikes.perWeek).toBeCloseTo((2 * 168) / 10, 12);
  });

  it('leaves gaps out: they count nowhere', () => {
    const rows = Array.from({ length: 200 }, (_, i) => [i < 100 ? i : i + 400, 100 + (i % 2)] as const);
    const broken = series(rows);
    expect(gapsOf(broken)).toEqual([{ from: 99 * HOUR, until: 500 * HOUR }]);
    const { covered, span, gaps } = describePrices(broken, [100], 1000);
    expect({ covered, span, gaps: gaps.length }).toEqual({ covered: 198 * HOUR, span: 599 * HOUR, gaps: 1 });
    expect(gridOf(segmentsOf(broken), HOUR).map((logs) => logs.length)).toEqual([99, 99]);
  });

  it('takes daily rows of a standing price for no gap', () => {
    expect(gapsOf(series(Array.from({ length: 30 }, (_, day) => [24.05 * day, 100] as const)))).toEqual([]);
  });

  it('puts ceilings between prices that occurred', () => {
    expect(ceilingsFor(marginalOf(segmentsOf(price)))).toEqual([150, 250, 400]);
  });

  it('puts ceilings at shares of the standard price where the price passes one of them', () => {
    const marginal = marginalOf(segmentsOf(price));
    expect(usualCeilings(marginal, 800)).toEqual([200, 280, 400, 600, 800]);
    for (const standard of [undefined, 10_000])
      expect(usualCeilings(marginal, standard)).toEqual([150, 250, 400]);
  });
});

describe('a history before it is fitted', () => {
  it.each([
    ['is empty', series([]), 'the history is empty'],
    ['has one row', series([[0, 100]]), 'one row tells nothing of how a price moves: expected at least two'],
  ])('%s: refused', (_, one, fault) => {
    expect(seriesFault(one)).toBe(fault);
  });

  it('is cut in the middle of the time that it covers', () => {
    const { split, first, second } = prepareSeries(price, { offset: 0, replications: 1, source: {} });
    expect(split).toBe(5 * HOUR);
    expect(first.segments.map(({ until }) => until)).toEqual([5 * HOUR]);
    expect([...second[0].at].map((at) => at / HOUR)).toEqual([5, 6, 8]);
    expect([...second[0].value]).toEqual([100, 500, 200]);
  });
});
