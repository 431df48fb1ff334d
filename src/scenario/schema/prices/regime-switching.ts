import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { decimal } from '../numbers.js';
import { label, rate, rateOrZero } from '../quantities.js';
import { processNamed } from '../series.js';
import { HOURLY, ticking } from './common.js';

const regime = z.strictObject({
  name: optional(label(), 'A name for people, such as calm. Absent: none.'),
  median: required(decimal({ above: 0, max: 100_000 }), `The median price in this regime ${HOURLY}.`),
  sigma: required(
    decimal({ min: 0, max: 10 }),
    'The stationary standard deviation of the natural logarithm of the price in this regime, 0 to 10.',
  ),
  reversion: required(rate(), 'The rate at which a deviation decays in this regime, such as 0.2/h.'),
});

/** Hidden regimes, each with a reverting log price of its own. */
export const regimeSwitchingPrice = z
  .strictObject({
    process: processNamed(
      'regime-switching',
      'hidden regimes that come and go, in each of which the logarithm of the price reverts to a median of its own',
    ),
    regimes: required(z.array(regime).min(1), 'The regimes.'),
    rates: required(
      z.array(z.array(rateOrZero())).min(1),
      'How often each regime (row) turns into each other one (column), such as [[0, 0.1/h], [1/h, 0]]; the diagonal is 0.',
    ),
    onSwitch: byDefault(
      z.enum(['keep', 'draw']),
      'keep',
      'What becomes of the deviation, in standard deviations, when the regime changes: kept, or drawn anew.',
    ),
    ...ticking,
  })
  .check(({ value: { regimes, rates }, issues }) => {
    const fault = (path: PropertyKey[], message: string, input: unknown): void =>
      void issues.push({ code: 'custom', path: ['rates', ...path], message, input });
    const n = regimes.length;
    if (rates.length !== n) {
      fault([], `expected one row for each of the ${n} regimes, found ${rates.length}`, rates);
    }
    rates.forEach((row, i) => {
      if (row.length !== n)
        fault([i], `expected one rate for each of the ${n} regimes, found ${row.length}`, row);
      else if (i < n && row[i] !== 0)
        fault([i, i], 'expected 0 on the diagonal: no regime turns into itself', row[i]);
    });
  });
