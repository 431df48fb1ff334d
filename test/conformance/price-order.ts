import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StepProcess } from '../../src/kernel/index.js';
import { tiers, type PriceLimits } from '../../src/market/index.js';
import { MAX_PRICE } from '../../src/units/index.js';
import { follow } from './step-process.js';

/** The law of a price that is made inside limits; it must reach the upper one, or the test could not fail. */
export function keepsOrder(name: string, make: (limits: PriceLimits, seed: number) => StepProcess): void {
  it(`keep no protection < protected < standard at every instant, for any ratio (R17): ${name}`, () => {
    const ratio = fc.double({ min: 0.01, max: 0.999_999, noNaN: true });
    const standard = fc.integer({ min: 200, max: MAX_PRICE });
    let capped = 0;
    fc.assert(
      fc.property(ratio, standard, fc.nat(), (r, standardPrice, seed) => {
        const both = tiers({ ratio: r, order: 'enforce' }, standardPrice);
        const limits = both.limits('unprotected');
        fc.pre(limits.max >= limits.min);
        for (const [, price] of follow(make(limits, seed), 100)) {
          expect(price).toBeLessThan(both.protectedOf(price));
          expect(both.protectedOf(price)).toBeLessThan(standardPrice);
          if (price === limits.max) capped += 1;
        }
      }),
      { seed: 17, numRuns: 100 },
    );
    if (!name.includes('rounded')) expect(capped).toBeGreaterThan(0);
  });
}
