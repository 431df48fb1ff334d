import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { decimal, expecting } from '../numbers.js';
import { duration } from '../quantities.js';
import { processNamed } from '../series.js';
import { HOURLY, positive, ticking } from './common.js';

const INSIDE = expecting('a number between -1 and 1, both excluded');

const band = {
  floor: required(positive(), `The lowest price of the band ${HOURLY}.`),
  ceiling: required(positive(), `The highest price of the band ${HOURLY}; above the floor.`),
};

const epoch = z
  .strictObject({
    at: required(duration(1), 'When the band takes effect, since the start; each later than the one before.'),
    ...band,
  })
  .check(checkBand);

export const reservePrice = z
  .strictObject({
    process: processNamed(
      'reserve-price',
      'a random price inside a band, as by a hidden reserve price (Ben-Yehuda): an AR(1) of its steps',
    ),
    ...band,
    coefficient: byDefault(
      z.number({ error: INSIDE }).gt(-1, { error: INSIDE }).lt(1, { error: INSIDE }),
      -0.7,
      'The share of a step that the next one repeats; below 0 the price swings back. Between -1 and 1.',
    ),
    noise: byDefault(
      decimal({ above: 0, max: 100 }),
      0.39,
      "The standard deviation of a step's random part, as a share of the band's width.",
    ),
    truncation: byDefault(
      z.enum(['resample', 'clamp', 'reflect']),
      'resample',
      'What becomes of a step that would leave the band: drawn anew, cut off at the end of the band, or turned back there.',
    ),
    epochs: optional(
      z.array(epoch).check(({ value, issues }) => {
        value.forEach(({ at }, i) => {
          if (i === 0 || at > value[i - 1].at) return;
          const message = `epochs must be in time order: ${at}s comes after ${value[i - 1].at}s`;
          issues.push({ code: 'custom', path: [i, 'at'], message, input: at });
        });
      }),
      'Other bands from given instants on. Absent: the same band for ever.',
    ),
    ...ticking,
  })
  .check(checkBand);

function checkBand({ value, issues }: z.core.ParsePayload<{ floor: number; ceiling: number }>): void {
  const { floor, ceiling } = value;
  if (floor < ceiling) return;
  const message = `the ceiling must be above the floor of ${floor}, found ${ceiling}`;
  issues.push({ code: 'custom', path: ['ceiling'], message, input: ceiling });
}
