import { byDefault, optional } from '../keys.js';
import { decimal } from '../numbers.js';
import { duration } from '../quantities.js';

/** How descriptions call the unit of a price. */
export const HOURLY = 'per instance-hour, in the currency';

/** A price as a decimal, above 0. */
export const positive = () => decimal({ above: 0, max: 100_000 });

/** The grid on which prices are shown. */
export const rounding = {
  round: optional(
    positive(),
    'The step that prices are rounded to, in the currency, such as 0.001. Absent: a millionth.',
  ),
};

/** What processes that tick have in common. */
export const ticking = {
  interval: byDefault(duration(1), '5m', 'The time between two price changes.'),
  ...rounding,
};
