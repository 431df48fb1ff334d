import alea from 'seedrandom/lib/alea.js';
import type { Stream } from './stream.js';

/** Half a step of alea's 32-bit grid: moves its values from [0, 1) strictly into (0, 1). */
const HALF_STEP = 1 / 0x200000000;

/**
 * Opens the stream of a name: `openStream(seed, replication, 'market', pool)`. The name alone decides the
 * sequence, never the order of opening. Parts are escaped, so that no two different paths share a name
 * (a number and its decimal text are the same part). Uniforms lie on the grid (k + 1/2) / 2^32.
 * @throws RangeError for a path without parts.
 */
export function openStream(...path: readonly (string | number)[]): Stream {
  if (path.length === 0) throw new RangeError('a stream needs a name of at least one part');
  let draw = alea(streamName(path), { state: true });
  return {
    next: () => draw() + HALF_STEP,
    save: () => ({ ...draw.state() }),
    restore: (saved) => {
      draw = alea('', { state: { ...(saved as AleaState) } });
    },
  };
}

interface AleaState {
  readonly c: number;
  readonly s0: number;
  readonly s1: number;
  readonly s2: number;
}

/** Parts joined by `/`; within a part `~` becomes `~0` and `/` becomes `~1` (the escapes of RFC 6901). */
function streamName(path: readonly (string | number)[]): string {
  return path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}
