import * as z from 'zod';
import { counts, spells } from '../distributions.js';
import { required } from '../keys.js';
import { countOrPercent, expecting } from '../numbers.js';
import { rate } from '../quantities.js';
import { processNamed } from '../series.js';
import { units, UNITS } from './units.js';

const SIZE = 'a number of units, a percent of the capacity or a distribution of units';

const written = z.strictObject({
  process: processNamed(
    'bulk',
    'units that are lost many at once and come back at once, begun in its stationary state',
  ),
  capacity: required(units(), UNITS),
  losses: required(rate(), 'The rate of losses, such as 0.5/d.'),
  size: required(
    z.union([countOrPercent(1), counts], { error: expecting(SIZE) }),
    `What one loss takes: ${SIZE}. Rounded, at least 1, at most the capacity.`,
  ),
  return: required(
    spells,
    'How long the units of one loss stay away: a duration (the mean of an exponential) or a distribution with a finite mean.',
  ),
});

export const bulk = written.check(({ value: { capacity, size }, issues }) => {
  if (!('count' in size) || size.count <= capacity) return;
  const message = `expected at most the capacity (${capacity}), found ${size.count}`;
  issues.push({ code: 'custom', path: ['size'], message, input: size });
});
