import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ladder } from '../../../src/inventory/ladder.js';
import { CapacityPool } from '../../../src/inventory/pool.js';
import { Units } from '../../../src/inventory/unit.js';
import { byCeiling } from '../../../src/inventory/unit-order.js';
import type { UnitTerms } from '../../../src/inventory/unit.js';

const held = fc.record({
  tier: fc.constantFrom('unprotected' as const, 'protected' as const),
  ceiling: fc.integer({ min: 1, max: 4 }),
  tie: fc.integer({ min: 0, max: 9 }),
  exempt: fc.boolean(),
});

describe('the units that are reclaimed first', () => {
  it('are the lowest by ceiling, then key, then number, be few wanted or many (A6, A20)', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (holders, count) => {
        const pool = new CapacityPool(0, new Units(), { unprotected: new Ladder(), shielded: new Ladder() });
        holders.forEach(({ tier, ceiling, tie }, id) => {
          const terms: UnitTerms = { id, pool: 0, tier, ceiling, tie, protectedUntil: 0 };
          pool.take(terms);
        });
        const eligible = ({ id }: { readonly id: number }): boolean => !holders[id].exempt;
        const expected = pool.all().filter(eligible).sort(byCeiling).slice(0, count);
        expect(pool.lowest(count, eligible).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 400, seed: 41 },
    );
  });
});
