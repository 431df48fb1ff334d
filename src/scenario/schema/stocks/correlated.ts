import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { decimal } from '../numbers.js';
import { duration, label, rate } from '../quantities.js';
import { processNamed } from '../series.js';
import { units, UNITS } from './units.js';

const level = z.strictObject({
  units: required(units(), 'The units of this level, at most the capacity.'),
  share: required(
    decimal({ above: 0, max: 1 }),
    'The share of time with this level, above 0; the shares add up to 1.',
  ),
});

const written = z.strictObject({
  process: processNamed(
    'correlated',
    'units that come and go with a driver that zones share, all or none or in levels, begun in its stationary state',
  ),
  driver: required(
    label(),
    'The name of what the zones share; all zones that name it see one path. Its reversion and interval are the same in all of them.',
  ),
  correlation: required(
    decimal({ min: 0, max: 1 }),
    "The driver's share in the variance of the zone's scarcity, 0 to 1: the correlation of the scarcities of two zones with this value.",
  ),
  capacity: required(units(), UNITS),
  availability: optional(
    decimal({ min: 0, max: 1 }),
    'The share of time with all units there, none otherwise. Absent: `levels` are given.',
  ),
  levels: optional(
    z.array(level).min(1),
    'Units in between, each with its share of time. Absent: all or none, by `availability`.',
  ),
  reversion: required(rate(), 'The rate at which a scarcity is forgotten, such as 0.2/h.'),
  interval: byDefault(duration(1), '5m', 'The time between two looks at the scarcity.'),
});

export const correlated = written.check(({ value, issues }) => {
  for (const { path, message } of levelFaults(value))
    issues.push({ code: 'custom', path, message, input: value });
});

function levelFaults({ capacity, availability, levels }: z.output<typeof written>) {
  if ((availability === undefined) === (levels === undefined))
    return [{ path: [], message: 'expected either availability or levels' }];
  if (levels === undefined) return [];
  const above = levels.flatMap((found, i) =>
    found.units <= capacity
      ? []
      : [
          {
            path: ['levels', i, 'units'],
            message: `expected at most the capacity (${capacity}), found ${found.units}`,
          },
        ],
  );
  const sum = levels.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) < 1e-9) return above;
  return [...above, { path: ['levels'], message: `the shares must add up to 1, found ${sum}` }];
}
