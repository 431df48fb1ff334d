import { politisWhiteBlock } from '../../statistics/index.js';
import { written, type Fit, type PriceEntry } from './fit.js';
import type { Sample } from './sample.js';

/**
 * Blocks of the history itself. Nothing is fitted but the mean length of a block: the automatic rule of Politis and
 * White for the log price on the grid of the longest segment, the longest such length allowed being n / 3.
 */
export function fitBootstrap(sample: Sample, source: PriceEntry): Fit {
  const longest = sample.grid.reduce((most, logs) => (logs.length > most.length ? logs : most));
  const block = Math.max(sample.interval, Math.round(politisWhiteBlock(longest) * sample.interval));
  return {
    process: 'bootstrap',
    price: { process: 'bootstrap', ...source, block: written(block, 'duration'), scheme: 'stationary' },
    parameters: [{ path: 'block', unit: 'duration', value: block, error: null }],
    method: 'the automatic block length of Politis and White; nothing else is fitted',
    notes: ['replays pieces of the history: it knows no price that the history does not hold'],
  };
}
