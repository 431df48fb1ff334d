import * as z from 'zod';
import { spells } from '../distributions.js';
import { byDefault, required } from '../keys.js';
import { processNamed } from '../series.js';
import { units, UNITS } from './units.js';

const LENGTH = 'a duration (the mean of an exponential) or a distribution with a finite mean';

export const onOff = z.strictObject({
  process: processNamed('on-off', 'all units or none, in turn, for spells of any law'),
  capacity: required(units(), UNITS),
  up: required(spells, `How long the units are there: ${LENGTH}.`),
  down: required(spells, `How long they are not: ${LENGTH}.`),
  start: byDefault(
    z.enum(['equilibrium', 'up', 'down']),
    'equilibrium',
    'The state at the start: drawn as at any instant of a long history, or a spell that begins at 0s.',
  ),
});
