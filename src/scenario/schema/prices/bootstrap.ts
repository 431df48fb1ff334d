import * as z from 'zod';
import { byDefault, required } from '../keys.js';
import { duration } from '../quantities.js';
import { processNamed, traceScale } from '../series.js';
import { historyKeys, readable } from './history.js';

/** Blocks of a recorded history in random order. */
export const bootstrapPrice = readable(
  z.strictObject({
    process: processNamed(
      'bootstrap',
      'blocks of a recorded history, each from a random instant of it, one after the other',
    ),
    ...historyKeys,
    block: required(
      duration(1),
      'The length of a block, or its mean; at most the span of the history. Longer than what prices remember, such as 1d.',
    ),
    scheme: byDefault(
      z.enum(['stationary', 'moving']),
      'stationary',
      'The lengths of blocks: `stationary` draws them (geometric, with `block` as their mean), `moving` makes them all alike.',
    ),
    scale: traceScale(),
  }),
);
