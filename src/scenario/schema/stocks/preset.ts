import * as z from 'zod';
import { STOCK_PRESET_NAMES } from '../../stock-presets.js';
import { required } from '../keys.js';
import { processNamed } from '../series.js';
import { units, UNITS } from './units.js';

export const preset = z.strictObject({
  process: processNamed('preset', 'spells of a measured zone, all units or none'),
  name: required(
    z.enum(STOCK_PRESET_NAMES),
    'The zone: spot V100 (p3.2xlarge) of AWS as probed for 45 days in 2023.',
  ),
  capacity: required(units(), UNITS),
});
