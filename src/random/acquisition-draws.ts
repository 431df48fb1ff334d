import { philox4x32 } from './philox.js';
import type { Stream } from './stream.js';

const STEP = 1 / 0x100000000;

/**
 * The draws of one acquisition, a fixed function of (key, slot, acquisition): however the run went before, the n-th
 * acquisition of a slot draws the same, and no stream per acquisition is needed. One Philox block gives all.
 */
export class AcquisitionDraws {
  /** Uniform strictly inside (0, 1), for the startup. */
  startup = 0;
  /** Uniform strictly inside (0, 1), for the lifetime. */
  lifetime = 0;
  /** 32-bit tie key, for the order of reclaim (A20). */
  tie = 0;
  readonly #block = new Uint32Array(4);
  readonly #counter: [number, number, number, number] = [0, 0, 0, 0];
  #key: [number, number];

  /** Draws the 64-bit key: two uniforms of the stream, which nobody else should use. */
  constructor(key: Stream) {
    this.#key = [Math.floor(key.next() / STEP), Math.floor(key.next() / STEP)];
  }

  /** Fills the three fields, and returns this very object, to spare an allocation; the next draw overwrites them. */
  draw(
    slot: number,
    acquisition: number,
  ): { readonly startup: number; readonly lifetime: number; readonly tie: number } {
    this.#counter[0] = slot;
    this.#counter[1] = acquisition;
    philox4x32(this.#counter, this.#key, this.#block);
    this.startup = (this.#block[0] + 0.5) * STEP;
    this.lifetime = (this.#block[1] + 0.5) * STEP;
    this.tie = this.#block[2];
    return this;
  }

  save(): unknown {
    return [...this.#key];
  }

  restore(saved: unknown): void {
    const [first, second] = saved as readonly [number, number];
    this.#key = [first, second];
  }
}
