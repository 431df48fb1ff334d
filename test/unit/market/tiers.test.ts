import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderIssues, tiers, traceIssues } from '../../../src/market/index.js';
import { formatIssue, MAX_PRICE } from '../../../src/units/index.js';
import { historyOf, read } from './reading.js';

const eas = tiers({ ratio: 0.9, order: 'enforce' }, 1_520_000);
const aws = tiers({ ratio: 1, order: 'none' }, 1_520_000);
const ratio = fc.double({ min: 0.001, max: 0.999_999, noNaN: true });

describe('tiers', () => {
  it('the worked example of ECS: 0.152 protected is 0.137 without protection, list 1.52 (R17)', () => {
    expect(eas.unprotectedOf(152_000)).toBe(136_800);
    expect(eas.protectedOf(136_800)).toBe(152_000);
  });

  it('protected = max(p + 1, round(p / ratio)) where the order is enforced, round(p / ratio) elsewhere', () => {
    expect([1, 2, 5, 9, 100_000].map((p) => eas.protectedOf(p))).toEqual([2, 3, 6, 10, 111_111]);
    const loose = tiers({ ratio: 0.9, order: 'none' }, 10);
    expect([1, 2, 5, 9, 100_000].map((p) => loose.protectedOf(p))).toEqual([1, 2, 6, 10, 111_111]);
    expect(aws.protectedOf(77)).toBe(77);
  });

  it('the cap is the largest price whose protected tier is below standard (R17, A19)', () => {
    fc.assert(
      fc.property(ratio, fc.integer({ min: 3, max: MAX_PRICE }), (r, standard) => {
        const both = tiers({ ratio: r, order: 'enforce' }, standard);
        const { min, max } = both.limits('unprotected');
        if (max >= min) expect(both.protectedOf(max)).toBeLessThan(standard);
        expect(both.protectedOf(max + 1)).toBeGreaterThanOrEqual(standard);
      }),
      { seed: 1 },
    );
  });

  it('a declared protected price gives one below it, at least 1 (R17)', () => {
    fc.assert(
      fc.property(ratio, fc.integer({ min: 2, max: MAX_PRICE }), (r, price) => {
        const other = tiers({ ratio: r, order: 'enforce' }, MAX_PRICE).unprotectedOf(price);
        expect(Number.isInteger(other) && other >= 1 && other < price).toBe(true);
        expect(Math.abs(other - r * price)).toBeLessThanOrEqual(1);
      }),
      { seed: 2 },
    );
  });

  it('without order a price may pass the standard price, but neither tier what the engine can count', () => {
    expect(aws.fault(15_200_000, 'unprotected')).toBeUndefined();
    const loose = tiers({ ratio: 0.5, order: 'none' }, 10);
    expect(loose.limits('unprotected').max).toBe(MAX_PRICE / 2);
    expect(loose.fault(MAX_PRICE, 'unprotected')?.message).toBe(
      'a price of 100000 is too large: expected at most 50000',
    );
  });

  it('refuses given prices that break the order, and says where (R17)', () => {
    const issues = orderIssues(
      (price) => eas.fault(price, 'unprotected'),
      [1_367_000, 1_368_000, 0],
      (row) => ({ at: { file: 'history.csv', line: row + 2, column: 1 } }),
    );
    expect(issues.map(formatIssue)).toEqual([
      'history.csv:3:1: a price of 1.368 (1.52 with protection) is not below the standard price of 1.52: ' +
        'no protection < protection < standard (priceOrder: none lets prices stand as given)',
      'history.csv:4:1: a price of 0 is too small: expected at least 0.000001',
    ]);
    expect(eas.fault(1_519_999, 'protected')).toBeUndefined();
    expect(eas.fault(1_520_000, 'protected')).toBeDefined();
    expect(eas.fault(1, 'protected')).toBeDefined();
  });

  it('checks the rows of a trace after scaling, each with its place in the file (R17)', () => {
    const history = historyOf(read('csv', 'time,price\n1,1.2\n2,1.4\n'));
    const places = (tier: 'unprotected' | 'protected', scale?: number) =>
      traceIssues(history, eas, { tier, ...(scale === undefined ? {} : { scale }) }).map(
        (issue) => issue.at?.line,
      );
    expect(places('unprotected')).toEqual([3]);
    expect(places('protected')).toEqual([]);
    expect(places('protected', 1.1)).toEqual([3]);
    expect(places('protected', 2)).toEqual([2, 3]);
    expect(places('unprotected', 1e-9)).toEqual([2, 3]);
    expect(traceIssues(history, aws, { tier: 'unprotected', scale: 10 })).toEqual([]);
  });

  it('leaves no room below a standard price of 2 millionths', () => {
    const { min, max } = tiers({ ratio: 0.9, order: 'enforce' }, 2).limits('unprotected');
    expect(max).toBeLessThan(min);
  });
});
