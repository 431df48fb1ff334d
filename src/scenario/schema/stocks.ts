import * as z from 'zod';
import { holds } from './distributions.js';
import { required } from './keys.js';
import { expecting } from './numbers.js';
import { duration, rate } from './quantities.js';
import { processNamed, replayKeys, steps } from './series.js';
import { bulk } from './stocks/bulk.js';
import { correlated } from './stocks/correlated.js';
import { markovModulated } from './stocks/markov-modulated.js';
import { onOff } from './stocks/on-off.js';
import { preset } from './stocks/preset.js';
import { seasonOver } from './stocks/season.js';
import { MAX_UNITS, units, UNITS } from './stocks/units.js';

export { MAX_UNITS };

const AVAILABLE =
  '1 or 0 (the value that means available) or count (each value is a number of available units)';

const trace = z.strictObject({
  process: processNamed('trace', 'a recorded availability, last observation carried forward'),
  file: required(z.string().min(1), 'The file, relative to the scenario file.'),
  format: required(
    z.enum(['skypilot']),
    'What the file is: JSON with metadata and data, as the SkyPilot spot traces.',
  ),
  available: required(
    z.literal(['count', 0, 1], { error: expecting(AVAILABLE) }),
    'What a value of the trace means: the value (1 or 0) that stands for available, or `count` if each value counts available units. Published traces differ, so nothing is assumed.',
  ),
  gap: required(duration(1), 'The time between two values of the trace, such as 195s.'),
  sample: required(
    z.enum(['count', 'probe']),
    'What one value was: `count` (how many units were there, or whether the pool had any, over the gap) or `probe` (one attempt to get one unit at that instant).',
  ),
  ...replayKeys,
});

/** Every stock but a season over another. */
const baseSchema = z
  .discriminatedUnion('process', [
    z.strictObject({ process: processNamed('unlimited', 'there is always a unit') }),
    z.strictObject({
      process: processNamed('constant', 'the same number of units for ever'),
      capacity: required(units(), `The units, 0 to ${MAX_UNITS}.`),
    }),
    z.strictObject({
      process: processNamed('steps', 'given numbers of units from given instants'),
      steps: steps(units(), `The units, 0 to ${MAX_UNITS}.`),
    }),
    z.strictObject({
      process: processNamed(
        'erlang',
        'what a background of other customers (Poisson arrivals, an M/G/c/c system of its own) leaves of the capacity',
      ),
      capacity: required(units(), UNITS),
      arrivals: required(rate(), "The rate of other customers' standard requests, such as 9/h."),
      hold: required(
        holds,
        'How long each holds its unit: a duration (the mean of an exponential) or a distribution.',
      ),
    }),
    onOff,
    markovModulated,
    correlated,
    bulk,
    preset,
    trace,
  ])
  .meta({ id: 'BaseStock' });

/** The units of a pool that other customers' standard demand leaves to spot and to our own standard replicas. */
export const stockSchema = z
  .discriminatedUnion('process', [baseSchema, seasonOver(baseSchema)])
  .meta({ id: 'Stock' });
