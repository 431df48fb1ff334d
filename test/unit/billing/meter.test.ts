import { describe, expect, it } from 'vitest';
import { InvariantError, MAX_DURATION, MAX_PRICE } from '../../../src/units/index.js';
import { bill, brief, locked, standard } from '../../support/bill.js';
import { acquisition, type Call } from '../../support/calls.js';

describe('when compute is billed', () => {
  it('from ready, when the service is Running, and not before (R1, R2, A1)', () => {
    const items = bill({}, 9000, [
      ['acquired', 0, standard],
      ['ready', 0 + 180, 0, 0],
      ['released', 3780, 0, 0, 'scale'],
    ]);
    expect(items).toEqual([
      {
        ...{ service: 's0', replica: 0, run: 1, kind: 'standard', entry: 0, pool: 'p0', units: 1 },
        ...{ from: 180, to: 3780, seconds: 3600, amount: 4_000_000, note: null },
      },
    ]);
  });

  it('a unit released before it was ready costs nothing but its disk (R2, R4)', () => {
    const items = bill({ diskGiBHour: 50 }, 9000, [
      ['acquired', 0, { ...standard, disk: 130 }],
      ['released', 3600, 0, 0, 'stop'],
    ]);
    expect(items.map(({ kind, units, amount }) => [kind, units, amount])).toEqual([['disk', 100, 5000]]);
  });

  it('from the placement under billingStart: provisioned (A1)', () => {
    const calls: Call[] = [
      ['acquired', 100, standard],
      ['ready', 280, 0, 0],
      ['released', 3700, 0, 0, 'scale'],
    ];
    expect(bill({ billingStart: 'provisioned' }, 9000, calls).map(brief)).toEqual([
      [100, 3700, 3600, 4_000_000, null],
    ]);
  });

  it('a stopped service pays until each release, grace included (R5, A2)', () => {
    const items = bill({}, 9000, [
      ['acquired', 0, standard],
      ['ready', 0, 0, 0],
      ['draining', 3570, 0, 0, 'stop', 3600],
      ['released', 3600, 0, 0, 'stop'],
    ]);
    expect(items.map(brief)).toEqual([[0, 3600, 3600, 4_000_000, null]]);
  });

  it('an accepted delete ends compute and disk at once, whenever the unit goes (R10, A2)', () => {
    const items = bill({ diskGiBHour: 36 }, 9000, [
      ['acquired', 0, { ...standard, disk: 130 }],
      ['ready', 0, 0, 0],
      ['billingStopped', 1800, 0],
      ['released', 1830, 0, 0, 'delete'],
    ]);
    expect(items.map(brief)).toEqual([
      [0, 1800, 1800, 2_000_000, null],
      [0, 1800, 1800, 1800, null],
    ]);
  });

  it('an idle service pays as a busy one: time is what is billed (R6)', () => {
    const calls: Call[] = [
      ['acquired', 0, standard],
      ['ready', 0, 0, 0],
    ];
    expect(bill({}, 86_400, calls).map(brief)).toEqual([
      [0, 86_400, 86_400, 96_000_000, 'open at the horizon'],
    ]);
  });

  it('each placement of a replica is a run of its own', () => {
    const items = bill({}, 9000, [
      ['acquired', 0, standard],
      ['ready', 0, 0, 0],
      ['released', 900, 0, 0, 'outage'],
      ['acquired', 1000, { ...standard, entry: 1, pool: 1, reallocation: true }],
      ['ready', 1000, 0, 0],
      ['released', 1900, 0, 0, 'stop'],
    ]);
    expect(items.map(({ run, entry, pool, amount }) => [run, entry, pool, amount])).toEqual([
      [1, 0, 'p0', 1_000_000],
      [2, 1, 'p1', 2_000_000],
    ]);
  });
});

describe('at what rate', () => {
  const flight = (facts: typeof locked, crossings: readonly Call[] = []): Call[] => [
    ['acquired', 0, facts],
    ['ready', 0, 0, 0],
    ['price', 1800, 0, 2_700_000, 3_000_000],
    ...crossings,
    ['released', 3600, 0, 0, 'scale'],
  ];

  it('an entry with a limit pays the market, not its limit (R21, R24)', () => {
    const calls: Call[] = [
      ['acquired', 0, acquisition({ ceiling: 9_000_000 })],
      ['ready', 0, 0, 0],
      ['price', 1800, 0, 2_700_000, 3_000_000],
      ['released', 3600, 0, 0, 'scale'],
    ];
    expect(bill({}, 9000, calls)).toMatchObject([{ kind: 'spot', amount: 500_000 + 1_350_000 }]);
  });

  it('an entry without a limit pays the standard price whatever the market does (R24)', () => {
    expect(bill({}, 9000, flight(standard))).toMatchObject([{ kind: 'standard', amount: 4_000_000 }]);
  });

  it('a locked unit pays the price of its acquisition until protection ends (A5)', () => {
    expect(bill({}, 9000, flight(locked, [['crossed', 1800, 0, true]]))).toMatchObject([
      { amount: 1_200_000 },
    ]);
  });

  it('a floating unit pays its market in protection, even above the ceiling (A5)', () => {
    const calls = flight({ ...locked, locked: false }, [['crossed', 1800, 0, true]]);
    expect(bill({}, 9000, calls)).toMatchObject([{ amount: 600_000 + 1_500_000 }]);
  });

  const capped = flight(acquisition({ ceiling: 2_000_000 }), [['crossed', 1800, 0, true]]);
  it('outside protection no rate passes the ceiling, in notice as between checks (A9)', () => {
    expect(bill({}, 9000, capped)).toMatchObject([{ amount: 500_000 + 1_000_000 }]);
  });

  it('capAtCeiling: false charges the market raw (A9)', () => {
    expect(bill({ capAtCeiling: false }, 9000, capped)).toMatchObject([{ amount: 500_000 + 1_350_000 }]);
  });

  it('the highest price over the longest run is exact to the micro-unit', () => {
    const calls: Call[] = [
      ['price', 0, 0, MAX_PRICE - 1, MAX_PRICE],
      ['acquired', 1, acquisition({ price: MAX_PRICE - 1, ceiling: MAX_PRICE })],
      ['ready', 1, 0, 0],
      ['price', 7, 0, MAX_PRICE - 1, MAX_PRICE],
    ];
    const exact = (BigInt(MAX_PRICE - 1) * BigInt(MAX_DURATION - 1) * 2n + 3600n) / 7200n;
    expect(bill({}, MAX_DURATION, calls)).toMatchObject([{ amount: Number(exact) }]);
  });

  it('is told if the end of a protection was left out', () => {
    const late: Call[] = [
      ['acquired', 0, locked],
      ['ready', 0, 0, 0],
    ];
    expect(() => bill({}, 3601, late)).toThrow(InvariantError);
  });
});
