import { describe, expect, it } from 'vitest';
import { auction } from '../../../src/market/index.js';
import { openStream, type Stream } from '../../../src/random/index.js';
import { ticksOf } from '../../support/paths.js';

const uniform = { distribution: 'uniform', min: 0, max: 1 } as const;

/** Uniforms of few values, so that bids tie. */
function coarse(stream: Stream): Stream {
  return { ...stream, next: () => (Math.floor(stream.next() * 16) + 0.5) / 16 };
}

/** The prices that sorting all bids at every tick gives. */
function sortedPrices(bidders: number, capacity: number, stays: number, stream: Stream): number[] {
  const bids = Array.from({ length: bidders }, () => stream.next());
  return Array.from({ length: 400 }, (_, tick) => {
    for (let bid = 0; tick > 0 && bid < bidders; bid += 1) {
      const u = stream.next();
      if (u >= stays) bids[bid] = (u - stays) / (1 - stays);
    }
    const falling = [...bids].sort((a, b) => b - a);
    return Math.round(1e6 * falling[capacity]);
  });
}

describe('an auction whose bids stand', () => {
  it.each([
    [2, 1, 0.5],
    [7, 1, 0.9],
    [20, 12, 0.3],
    [100, 99, 0.8],
    [101, 50, 0.05],
  ])('of %d bids for %d units, %d standing: the highest that goes away empty', (bidders, capacity, stays) => {
    for (const shaped of [(stream: Stream) => stream, coarse]) {
      const open = () => shaped(openStream('bids', bidders));
      const spec = { ...{ bidders, capacity, persistence: stays }, bids: uniform, reserve: 0, interval: 300 };
      expect(ticksOf(auction(spec, open()), 400)).toEqual(sortedPrices(bidders, capacity, stays, open()));
    }
  });
});
