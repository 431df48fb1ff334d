import * as z from 'zod';
import { PRESET_NAMES } from '../../price-presets.js';
import { required } from '../keys.js';
import { processNamed } from '../series.js';

/** A market that was measured, in multiples of the pool's standard price. */
export const presetPrice = z.strictObject({
  process: processNamed('preset', "a measured market, scaled to the pool's standard price"),
  name: required(
    z.enum(PRESET_NAMES),
    'Which market; what each was measured on stands in docs/models/price-preset.md.',
  ),
});
