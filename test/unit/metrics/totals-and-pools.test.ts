import { describe, expect, it } from 'vitest';
import type { LedgerTotals } from '../../../src/metrics/index.js';
import { acquisition, type Call } from '../../support/calls.js';
import { inputsOf, measure, NO_COST } from '../../support/measure.js';

const service = (index: number, from: number, to: number): Call[] => [
  ['desired', 0, index, 1],
  ['acquired', from, acquisition({ service: index, replica: index * 100 })],
  ['ready', from, index, index * 100],
  ['noticed', to, index, index * 100, 'price', to],
  ['released', to, index, index * 100, 'price'],
];
const byTime = (calls: readonly Call[]): Call[] => [...calls].sort((a, b) => a[1] - b[1]);
const TWO = byTime([...service(0, 100, 700), ...service(1, 300, 900)]);

describe('totals', () => {
  const { totals, services } = measure({ end: 1000, calls: TWO });

  it('counts and seconds are sums over services', () => {
    expect(totals).toMatchObject({
      ...{ preemptions: { total: 2, price: 2 }, acquisitions: 2, desiredReplicaSeconds: 2000 },
      ...{ readyReplicaSeconds: 1200, downSeconds: 800, outageSeconds: 800, wantedSeconds: 2000 },
      ...{ downtimeSpells: { count: 4, mean: 200, max: 300, censored: 2 } },
      ...{ timeToRecover: { count: 2, max: 300, censored: 2 }, deploySeconds: 400 },
    });
  });

  it('availability is that of all services up at once, beside the worst of them', () => {
    expect(totals.availability).toBeCloseTo(0.4, 12);
    expect([services['s0'].availability, services['s1'].availability]).toEqual([0.6, 0.6]);
    expect(totals.worstAvailability).toBe(0.6);
    const late = measure({ end: 1000, calls: [...TWO, ['desired', 950, 0, 0]] });
    expect(late.totals.worstAvailability).toBeCloseTo(0.6, 12);
    expect(late.services['s0'].availability).toBeCloseTo(600 / 950, 12);
  });

  it('ratios are of the sums', () => {
    expect(totals.servedCapacity).toBe(1200 / 2000);
    expect(totals.preemptionsPer100Hours).toBe((2 * 360_000) / 1200);
  });

  it('a service that never got there leaves no sum of deploySeconds; one that wants nothing does not count', () => {
    expect(measure({ end: 50, calls: TWO.slice(0, 2) }).totals.deploySeconds).toBeNull();
    expect(measure({ end: 1000, calls: service(0, 100, 700) }).totals.deploySeconds).toBe(100);
  });

  it('of an empty run are empty', () => {
    expect(measure({ end: 1000, calls: [] }).totals).toMatchObject({
      ...{ availability: null, worstAvailability: null, deploySeconds: null, cost: { total: 0 } },
    });
  });
});

describe('costs', () => {
  const placements = [
    { entry: 0, pool: 0, mode: 'spot', amount: 250_000 },
    { entry: 0, pool: 1, mode: 'spot', amount: 50_000 },
  ] as const;
  const ledger: LedgerTotals = {
    services: [
      { spot: 200_000, standard: 100_000, disk: 50_000, placements },
      { spot: 0, standard: 60_000, disk: 0, placements: [] },
    ],
    dedicated: 40_000,
  };
  const { totals, services } = measure({ end: 1000, calls: TWO, ledger });

  it('are decimal, with dedicated machines in the totals only (R33)', () => {
    const none = { ptu: 0, modelUnit: 0, calls: 0 };
    expect(services['s0'].cost).toEqual({
      ...{ total: 0.35, spot: 0.2, standard: 0.1, disk: 0.05, dedicated: 0, ...none },
    });
    expect(totals.cost).toEqual({
      ...{ total: 0.45, spot: 0.2, standard: 0.16, disk: 0.05, dedicated: 0.04, ...none },
    });
  });

  it('standardCost is the desired replicas at the standard price; relativeCost compute against it', () => {
    expect(services['s0'].standardCost).toBe(1.111111);
    expect(services['s0'].relativeCost).toBeCloseTo(0.3 / 1.111111, 12);
    expect(totals.standardCost).toBe(2.222222);
    expect(totals.relativeCost).toBeCloseTo(0.4 / 2.222222, 12);
    const facts = inputsOf().services[0];
    const boxed = [facts, { ...facts, standardReference: null }];
    const mixed = measure({ end: 1000, calls: TWO, ledger, inputs: { services: boxed } });
    expect(mixed.services['s1']).toMatchObject({ standardCost: null, relativeCost: null });
    expect(mixed.totals.standardCost).toBe(1.111111);
  });

  it('costPerReadyHour is the total over ready hours', () => {
    expect(services['s0'].costPerReadyHour).toBeCloseTo(0.35 * 6, 12);
    expect(totals.costPerReadyHour).toBeCloseTo(0.45 * 3, 12);
  });

  it('placements carry the cost of their entry and type', () => {
    const both = byTime([...TWO, ['acquired', 950, acquisition({ pool: 1 })]]);
    const rows = measure({ end: 1000, calls: both, ledger }).services['s0'].placements;
    expect(rows.map(({ type, cost }) => [type, cost])).toEqual([
      ['big', 0.25],
      ['small', 0.05],
    ]);
  });
});

describe('pools', () => {
  const pool = (calls: readonly Call[]) => measure({ end: 1000, calls, ledger: NO_COST }).pools['p0'];

  it('price: time-weighted mean and 95th percentile of the price without protection (R16)', () => {
    const { priceMean, priceP95 } = pool([
      ['price', 0, 0, 1_000_000, 1_100_000],
      ['price', 500, 0, 3_000_000, 3_300_000],
      ['price', 500, 0, 2_000_000, 2_200_000],
      ['price', 960, 0, 7_000_000, 7_700_000],
    ]);
    expect(priceMean).toBeCloseTo((500 + 2 * 460 + 7 * 40) / 1000, 12);
    expect(Math.abs(priceP95! / 2 - 1)).toBeLessThanOrEqual(1 / 256);
  });

  it('shareBelowStandard: the share of time with the price strictly below standard', () => {
    const calls: Call[] = [
      ['price', 0, 0, 3_999_999, 4_000_001],
      ['price', 250, 0, 4_000_000, 4_400_000],
    ];
    expect(pool(calls).shareBelowStandard).toBe(0.25);
  });

  it('stock: time mean of free units, and the time with none', () => {
    const calls: Call[] = [
      ['stock', 0, 0, 3],
      ['acquired', 200, acquisition()],
      ['stock', 500, 0, 1],
      ['stock', 600, 0, 0],
      ['released', 800, 0, 0, 'stock'],
      ['stock', 900, 0, 2],
    ];
    expect(pool(calls)).toMatchObject({ stockMean: (600 + 600 + 200) / 1000, stockOutSeconds: 400 });
  });

  it('null without a spot price, and where stock is unlimited', () => {
    const calls: Call[] = [
      ['stock', 0, 0, Infinity],
      ['stock', 100, 0, 0],
      ['stock', 150, 0, Infinity],
    ];
    expect(pool(calls)).toEqual({
      ...{ priceMean: null, priceP95: null, shareBelowStandard: null, stockMean: null, stockOutSeconds: 50 },
    });
  });
});
