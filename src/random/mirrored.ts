import type { Stream } from './stream.js';

/**
 * The stream with each uniform u turned into 1 - u, exactly: u lies on the grid (k + 1/2) / 2^32, which is its own
 * mirror image. Of the two runs of an antithetic pair, one draws from the stream and one from its mirror.
 */
export const mirrored = (stream: Stream): Stream => ({
  next: () => 1 - stream.next(),
  save: () => stream.save(),
  restore: (saved) => stream.restore(saved),
});
