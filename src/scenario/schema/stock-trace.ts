import * as z from 'zod';
import { optional, required } from './keys.js';
import { expecting, whole } from './numbers.js';
import { processNamed, replayKeys } from './series.js';
import { MAX_UNITS } from './stocks/units.js';
import { columnOf, fileKeys, gapKey, together } from './trace-keys.js';

const AVAILABLE =
  '1 or 0 (the value that means available), count (each value is a number of available units) or used (of units that others hold)';

const keys = z.strictObject({
  process: processNamed('trace', 'a recorded availability, last observation carried forward'),
  file: required(z.string().min(1), 'The file, relative to the scenario file.'),
  format: required(
    z.enum(['skypilot', 'csv', 'add-remove']),
    'What the file is: JSON with metadata and data, as the SkyPilot spot traces (`skypilot`), a table with columns of times and counts (`csv`), or lines `time,add|remove,node` (`add-remove`).',
  ),
  available: required(
    z.literal(['count', 'used', 0, 1], { error: expecting(AVAILABLE) }),
    'What a value of the trace means: the value (1 or 0) that stands for available, `count` if each value counts available units, or `used` if it counts units of `capacity` that others hold. Published traces differ, so nothing is assumed.',
  ),
  capacity: optional(whole(0, MAX_UNITS), 'The units there are. Absent: only with `available: used` needed.'),
  gap: gapKey('only `skypilot` needs it; in others the last value holds for its own instant only.'),
  sample: optional(
    z.enum(['count', 'probe']),
    'What one value was: `count` (how many units were there, or whether the pool had any, over the gap) or `probe` (one attempt to get one unit at that instant). Absent: only where times and not gaps are given.',
  ),
  columns: optional(
    z.strictObject({
      time: columnOf('times', 'Absent: `time`, or a name like it.'),
      date: columnOf('dates, where times are of the day only', 'Absent: none.'),
      count: columnOf('counts, such as the name of a zone', 'Absent: only where there is no csv file.'),
    }),
    'The columns of a csv file, which has to name that of the counts. Absent: only in other formats.',
  ),
  ...fileKeys,
  ...replayKeys,
});

/** A recorded availability. */
export const stockTrace = together(
  keys,
  {
    key: 'gap',
    fault: ({ format, gap }) =>
      format === 'skypilot' && gap === undefined ? 'format: skypilot needs a gap, such as 195s' : undefined,
  },
  {
    key: 'sample',
    fault: ({ format, sample, gap }) => {
      if (format === 'skypilot')
        return sample === undefined ? 'format: skypilot needs to know: count or probe' : undefined;
      return sample === 'count' && gap === undefined
        ? 'count needs a gap: how long does the last value hold?'
        : undefined;
    },
  },
  {
    key: 'columns',
    fault: ({ format, columns }) => {
      if (format === 'csv')
        return columns?.count === undefined ? 'name the column of the counts: { count: … }' : undefined;
      return columns === undefined ? undefined : 'only format: csv has columns to name';
    },
  },
  {
    key: 'unit',
    fault: ({ format, unit }) =>
      format === 'skypilot' && unit !== undefined ? 'a skypilot file has gaps, not times' : undefined,
  },
  {
    key: 'capacity',
    fault: ({ available, capacity }) =>
      (available === 'used') === (capacity === undefined)
        ? 'belongs to available: used, which needs it'
        : undefined,
  },
  {
    key: 'available',
    fault: ({ format, available }) =>
      format === 'add-remove' && available !== 'count'
        ? 'nodes that are added and removed are a count'
        : undefined,
  },
);
