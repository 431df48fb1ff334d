import * as z from 'zod';
import { processNamed, replayKeys } from '../series.js';
import { historyKeys, readable } from './history.js';

/** A recorded history of prices. */
export const priceTrace = readable(
  z.strictObject({
    process: processNamed('trace', 'a recorded history, last observation carried forward'),
    ...historyKeys,
    ...replayKeys,
  }),
);
