import { describe, expect, it } from 'vitest';
import type { BillingInputs } from '../../../src/billing/index.js';
import { bill, brief, standard } from '../../support/bill.js';
import { acquisition, type Call } from '../../support/calls.js';

describe('disk and dedicated machines', () => {
  it('30 GiB are free with every instance, the rest is billed from acquisition to release (R3, R4, A16)', () => {
    const calls = (disk: number): Call[] => [
      ['acquired', 0, { ...standard, disk }],
      ['ready', 600, 0, 0],
      ['released', 7200, 0, 0, 'stop'],
    ];
    const disks = (disk: number): unknown[] =>
      bill({ diskGiBHour: 50 }, 9000, calls(disk))
        .filter(({ kind }) => kind === 'disk')
        .map(({ units, from, amount }) => [units, from, amount]);
    expect(disks(20)).toEqual([]);
    expect(disks(30)).toEqual([]);
    expect(disks(31)).toEqual([[1, 0, 100]]);
    expect(disks(40)).toEqual([[10, 0, 1000]]);
  });

  it('a request that waits has no disk (A17), and none outlives its instance (A18)', () => {
    const calls: Call[] = [
      ['waiting', 0, 0, 0, ['out-of-stock']],
      ['acquired', 3600, { ...standard, disk: 40 }],
      ['released', 7200, 0, 0, 'stop'],
    ];
    expect(bill({ diskGiBHour: 50 }, 90_000, calls).map(brief)).toEqual([[3600, 7200, 3600, 500, null]]);
  });

  it('dedicated machines are billed from purchase until they are deleted, used or not (R33)', () => {
    const items = bill({}, 36_000, [
      ['machines', 3600, 1, 2],
      ['machines', 7200, 1, 3],
      ['machines', 10_800, 1, 0],
    ]);
    const nobody = { service: null, replica: null, run: null, entry: null };
    expect(items).toEqual([
      {
        ...{ ...nobody, kind: 'dedicated', pool: 'big', units: 2, from: 3600, to: 7200, seconds: 3600 },
        ...{ amount: 1_800_000, note: null },
      },
      {
        ...{ ...nobody, kind: 'dedicated', pool: 'big', units: 3, from: 7200, to: 10_800, seconds: 3600 },
        ...{ amount: 2_700_000, note: null },
      },
    ]);
  });

  it('a replica on them has no compute of its own, and their free disk (R33)', () => {
    const boxed = acquisition({ tier: 'dedicated', pool: -1, ceiling: Infinity, price: 0, disk: 210 });
    const calls: Call[] = [
      ['acquired', 0, boxed],
      ['ready', 0, 0, 0],
      ['released', 3600, 0, 0, 'stop'],
    ];
    const units = (dedicatedOf?: BillingInputs['dedicatedOf']): unknown[] =>
      bill({ diskGiBHour: 50, ...(dedicatedOf === undefined ? {} : { dedicatedOf }) }, 9000, calls).map(
        ({ kind, units: billed }) => [kind, billed],
      );
    expect(units(() => 1)).toEqual([['disk', 10]]);
    expect(units()).toEqual([['disk', 180]]);
  });
});
