import * as z from 'zod';
import { holds } from './distributions.js';
import { required } from './keys.js';
import { rate } from './quantities.js';
import { processNamed, steps } from './series.js';
import { stockTrace } from './stock-trace.js';
import { bulk } from './stocks/bulk.js';
import { correlated } from './stocks/correlated.js';
import { markovModulated } from './stocks/markov-modulated.js';
import { onOff } from './stocks/on-off.js';
import { preset } from './stocks/preset.js';
import { seasonOver } from './stocks/season.js';
import { MAX_UNITS, units, UNITS } from './stocks/units.js';

export { MAX_UNITS };

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
    stockTrace,
  ])
  .meta({ id: 'BaseStock' });

/** The units of a pool that other customers' standard demand leaves to spot and to our own standard replicas. */
export const stockSchema = z
  .discriminatedUnion('process', [baseSchema, seasonOver(baseSchema)])
  .meta({ id: 'Stock' });
