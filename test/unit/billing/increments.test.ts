import { describe, expect, it } from 'vitest';
import { bill, brief, locked, type Setting } from '../../support/bill.js';
import { acquisition, type Call } from '../../support/calls.js';

describe('increments', () => {
  const until = (to: number, cause: 'price' | 'stock' | 'scale', rate?: number): Call[] => [
    ['acquired', 0, acquisition()],
    ['ready', 0, 0, 0],
    ...(rate === undefined ? [] : ([['price', to, 0, rate, rate]] as Call[])),
    ['released', to, 0, 0, cause],
  ];

  it('a run is rounded up to a multiple, the extra at the last rate (A24)', () => {
    expect(bill({ billingIncrement: 60 }, 9000, until(3601, 'price')).map(brief)).toEqual([
      [0, 3601, 3660, 1_016_667, null],
    ]);
  });

  it('a price that changes at the release was never in force', () => {
    const [item] = bill({ billingIncrement: 60 }, 9000, until(3601, 'price', 1_900_000));
    expect(item.amount).toBe(1_016_667);
  });

  it('the extra of a run that ends with its protection is at the locked price', () => {
    const calls: Call[] = [
      ['acquired', 0, { ...locked, protectedUntil: 90 }],
      ['ready', 0, 0, 0],
      ['price', 30, 0, 1_800_000, 1_900_000],
      ['protectionEnded', 90, 0, 0],
      ['released', 90, 0, 0, 'stop'],
    ];
    expect(bill({ billingIncrement: 60 }, 9000, calls)).toMatchObject([{ seconds: 120, amount: 40_000 }]);
  });

  it('an exact multiple, a run open at the horizon, and disks are left as they are', () => {
    expect(bill({ billingIncrement: 60 }, 9000, until(3600, 'price'))).toMatchObject([{ seconds: 3600 }]);
    const open = until(0, 'price').slice(0, 2);
    expect(bill({ billingIncrement: 60 }, 61, open)).toMatchObject([
      { seconds: 61, note: 'open at the horizon' },
    ]);
    const disk: Call[] = [
      ['acquired', 0, acquisition({ disk: 31 })],
      ['released', 61, 0, 0, 'stop'],
    ];
    expect(bill({ billingIncrement: 60, diskGiBHour: 36_000 }, 99, disk)).toMatchObject([
      { seconds: 61, amount: 610 },
    ]);
  });

  it('the first hour is free if the provider ends the run in it, not a second later, nor for us', () => {
    const free: Setting = { billingIncrement: 60, interruptedFree: 'first-hour' };
    expect(bill(free, 9000, until(3599, 'price')).map(brief)).toEqual([[0, 3599, 0, 0, 'first hour free']]);
    expect(bill(free, 9000, until(3600, 'price'))).toMatchObject([{ seconds: 3600, amount: 1_000_000 }]);
    expect(bill(free, 9000, until(1800, 'scale'))).toMatchObject([{ seconds: 1800, amount: 500_000 }]);
  });

  it('the hour counts from the placement', () => {
    const calls: Call[] = [
      ['acquired', 0, acquisition()],
      ['ready', 1800, 0, 0],
      ['released', 3600, 0, 0, 'stock'],
    ];
    expect(bill({ interruptedFree: 'first-hour' }, 9000, calls)).toMatchObject([
      { amount: 500_000, note: null },
    ]);
  });

  it('the unfinished last increment is free if the provider ends the run', () => {
    const free: Setting = { billingIncrement: 3600, interruptedFree: 'last-increment' };
    const calls = until(4000, 'stock');
    calls.splice(2, 0, ['price', 1800, 0, 1_500_000, 1_500_000], ['price', 3900, 0, 1_900_000, 1_900_000]);
    expect(bill(free, 9000, calls).map(brief)).toEqual([[0, 4000, 3600, 1_250_000, 'last increment free']]);
    expect(bill(free, 9000, until(4000, 'scale'))).toMatchObject([{ seconds: 7200, amount: 2_000_000 }]);
  });

  it('the unfinished last increment of a locked unit is taken back at the locked price', () => {
    const calls: Call[] = [
      ['acquired', 0, { ...locked, protectedUntil: 100 }],
      ['ready', 0, 0, 0],
      ['price', 70, 0, 1_500_000, 1_600_000],
      ['protectionEnded', 100, 0, 0],
      ['released', 110, 0, 0, 'stock'],
    ];
    const free: Setting = { billingIncrement: 60, interruptedFree: 'last-increment' };
    expect(bill(free, 9000, calls)).toMatchObject([{ seconds: 60, amount: 20_000 }]);
  });
});
