import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCeiling, sortUnits } from '../../../src/inventory/unit-order.js';
import type { UnitTerms } from '../../../src/inventory/unit.js';

const keys = fc.record({
  ceiling: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(Infinity)),
  tie: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff })),
});

describe('units are put in order', () => {
  it('as their comparison says, however many they are (A20)', () => {
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 300 }), (list) => {
        const units = list.map((unit, id): UnitTerms => ({
          id,
          pool: 0,
          tier: 'unprotected',
          protectedUntil: 0,
          ...unit,
        }));
        const expected = [...units].sort(byCeiling);
        sortUnits(units);
        expect(units).toEqual(expected);
      }),
      { numRuns: 200, seed: 43 },
    );
  });
});
