import * as z from 'zod';
import { byDefault, required } from '../keys.js';
import { decimal } from '../numbers.js';
import { span } from '../quantities.js';
import { processNamed } from '../series.js';
import { HOURLY, rounding } from './common.js';

/** The most components, as the source found three or four to be enough. */
const MOST = 4;

export const mixture = z.strictObject({
  process: processNamed(
    'mixture',
    'a new price after a random time, both drawn from mixtures of normal laws (Javadi)',
  ),
  price: required(
    components(() => decimal({ min: 0, max: 100_000 }), HOURLY),
    `The mixture that prices are drawn from, 1 to ${MOST} normal laws; draws not above 0 do not count.`,
  ),
  gap: required(
    components(() => span(), 'a duration'),
    `The mixture that times between two changes are drawn from, 1 to ${MOST} normal laws; draws not above 0 do not count.`,
  ),
  ...rounding,
});

function components(value: () => z.ZodType<number>, unit: string) {
  const component = z
    .strictObject({
      weight: byDefault(decimal({ min: 0 }), 1, 'How often the law is drawn from, relative to the others.'),
      mean: required(value(), `The mean of the law, ${unit}.`),
      sd: required(value(), `The standard deviation of the law, ${unit}; 0 for the mean itself.`),
    })
    .check(({ value: { mean, sd }, issues }) => {
      if (mean > 0 || sd > 0) return;
      const message = 'expected a mean or a standard deviation above 0, found 0 for both';
      issues.push({ code: 'custom', path: ['mean'], message, input: mean });
    });
  return z
    .array(component)
    .min(1)
    .check(({ value: list, issues }) => {
      if (list.length > MOST)
        issues.push(issue(`expected at most ${MOST} components, found ${list.length}`, list));
      if (list.length > 0 && !list.some(({ weight }) => weight > 0))
        issues.push(issue('expected at least one weight above 0', list));
    });
}

const issue = (message: string, input: unknown) => ({ code: 'custom' as const, message, input });
