import * as z from 'zod';
import { counts } from '../distributions.js';
import { byDefault, required } from '../keys.js';
import { decimal } from '../numbers.js';
import { processNamed } from '../series.js';
import { HOURLY, positive, ticking } from './common.js';

const arrivals = counts.check(({ value, issues }) => {
  if (value.distribution !== 'pareto' || value.shape > 1) return;
  const message = `arrivals need a finite mean: expected a Pareto shape above 1, found ${value.shape}`;
  issues.push({ code: 'custom', path: ['shape'], message, input: value.shape });
});

export const provider = z
  .strictObject({
    process: processNamed(
      'provider',
      'what a provider asks who weighs revenue against load, given the load that arrives in each slot (Zheng)',
    ),
    maximum: required(positive(), `The highest bid ${HOURLY}; the price stays below half of it.`),
    minimum: byDefault(
      decimal({ min: 0, max: 100_000 }),
      0,
      `The lowest bid ${HOURLY}; no price is below it.`,
    ),
    beta: required(
      positive(),
      `How much the provider values load itself, beside revenue, ${HOURLY}; the larger, the lower the price.`,
    ),
    theta: required(
      decimal({ above: 0, max: 1 }),
      'The share of the running load that leaves in each slot, above 0 and at most 1.',
    ),
    arrivals: required(arrivals, 'The distribution of the load that arrives in a slot; its mean is finite.'),
    ...ticking,
  })
  .check(({ value: { maximum, minimum }, issues }) => {
    if (minimum < maximum / 2) return;
    const message = `the minimum must be below half of the maximum, which no price passes (${maximum / 2}), found ${minimum}`;
    issues.push({ code: 'custom', path: ['minimum'], message, input: minimum });
  });
