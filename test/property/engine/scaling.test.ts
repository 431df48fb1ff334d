import { describe, expect, it } from 'vitest';
import type { SimulationEvent } from '../../../src/index.js';
import { givenRates, oneCeiling, timesRates } from '../../../src/testing/index.js';
import { forAll, historyOf } from '../../support/histories.js';

/** With this factor an item is a whole number of micro-units before rounding: parts are 1/3600. */
const FACTOR = 3600;

/** On a machine that does other things too. */
const SLOW = { timeout: 120_000 };

describe('what changes when prices do', () => {
  it(
    'a higher ceiling never lowers availability (one entry, one pool, no protection, no notice)',
    SLOW,
    () => {
      let higher = 0;
      forAll(oneCeiling(), { numRuns: 250, seed: 31 }, (input) => {
        const availability = [0.06, 0.1, 0.14, 0.2, 0.3].map((spotPriceLimit) => {
          const [service] = input.services;
          const instances = [{ type: 't0', spotPriceLimit }];
          return (
            historyOf({ ...input, services: [{ ...service, instances }] }).results.services['s0']
              ?.availability ?? NaN
          );
        });
        expect(availability).toEqual([...availability].sort((a, b) => a - b));
        if (availability[4] > availability[0]) higher++;
      });
      expect(higher).toBeGreaterThan(100);
    },
  );

  it(
    'all given rates times a whole number: the same events, and the same multiple of every item',
    SLOW,
    () => {
      forAll(givenRates(), { numRuns: 150, seed: 32 }, (input) => {
        const [once, often] = [historyOf(input), historyOf(timesRates(input, FACTOR))];
        expect(often.events.map(priceless)).toEqual(once.events.map(priceless));
        const rounded = often.items.map(({ amount, ...item }) => ({
          ...item,
          amount: Math.floor((2 * amount + FACTOR) / (2 * FACTOR)),
        }));
        expect(once.items).toEqual(rounded.map(({ ...item }) => item));
      });
    },
  );
});

const PRICES: readonly string[] = ['price', 'protectedPrice', 'ceiling'];
const priceless = (event: SimulationEvent): unknown =>
  Object.fromEntries(Object.entries(event).filter(([key]) => !PRICES.includes(key)));
