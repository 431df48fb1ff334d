import { philox4x32 } from './philox.js';
import type { Stream } from './stream.js';

const STEP = 1 / 0x100000000;

/** What is drawn for one acquisition. */
export interface AcquisitionDraw {
  /** Uniform strictly inside (0, 1), for the startup. */
  readonly startup: number;
  /** Uniform strictly inside (0, 1), for the lifetime. */
  readonly lifetime: number;
  /** 32-bit tie key, for the order of reclaim (A20). */
  readonly tie: number;
}

// One of each for all services: a set per service is mostly not in the cache when its turn comes.
const counter: [number, number, number, number] = [0, 0, 0, 0];
const block = new Uint32Array(4);
const drawn = { startup: 0, lifetime: 0, tie: 0 };

/**
 * The draws of one acquisition, a fixed function of (key, slot, acquisition): however the run went before, the n-th
 * acquisition of a slot draws the same, and no stream per acquisition is needed. One Philox block gives all.
 */
export class AcquisitionDraws {
  #key: [number, number];

  /**
   * Draws the 64-bit key: two uniforms of the stream, which nobody else should use. `mirrored` turns each uniform u
   * into 1 - u (the tie key stays), for antithetic pairs.
   */
  constructor(
    key: Stream,
    private readonly mirrored = false,
  ) {
    this.#key = [Math.floor(key.next() / STEP), Math.floor(key.next() / STEP)];
  }

  /** Returns the same object each time, to spare an allocation: read it before the next draw of any service. */
  draw(slot: number, acquisition: number): AcquisitionDraw {
    counter[0] = slot;
    counter[1] = acquisition;
    philox4x32(counter, this.#key, block);
    drawn.startup = (block[0] + 0.5) * STEP;
    drawn.lifetime = (block[1] + 0.5) * STEP;
    drawn.tie = block[2];
    if (this.mirrored) {
      drawn.startup = 1 - drawn.startup;
      drawn.lifetime = 1 - drawn.lifetime;
    }
    return drawn;
  }

  save(): unknown {
    return [...this.#key];
  }

  restore(saved: unknown): void {
    const [first, second] = saved as readonly [number, number];
    this.#key = [first, second];
  }
}
