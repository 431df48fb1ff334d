import { describe, expect, it } from 'vitest';
import type { StepProcess } from '../../src/kernel/index.js';

export interface Expectations {
  /** Makes the process anew, with the same streams every time. */
  readonly make: () => StepProcess;
  readonly legal: (value: number) => boolean;
  /** Changes to follow; default 2000, or all there are. */
  readonly changes?: number;
}

/** The laws of `StepProcess`, the same for ours and for one that a user writes. */
export function conforms(name: string, { make, legal, changes = 2000 }: Expectations): void {
  describe(name, () => {
    it('changes at whole seconds that grow strictly, from 0 on', () => {
      const path = follow(make(), changes);
      let before = 0;
      for (const [at] of path.slice(1)) {
        expect(Number.isInteger(at) && at > before, `${at} after ${before}`).toBe(true);
        before = at;
      }
    });

    it('has only legal values', () => {
      const illegal = follow(make(), changes).filter(([, value]) => !legal(value));
      expect(illegal).toEqual([]);
    });

    it('goes the same path from the same stream', () => {
      expect(follow(make(), changes)).toEqual(follow(make(), changes));
    });

    it('continues bit for bit after save and restore, in a new process and in itself', () => {
      for (const at of [0, 1, 7, Math.floor(changes / 2)]) {
        const original = make();
        follow(original, at);
        const saved = original.save();
        const copy = JSON.stringify(plain(saved));
        const rest = follow(original, changes - at);
        const other = make();
        follow(other, 3);
        other.restore(saved);
        expect(follow(other, changes - at)).toEqual(rest);
        expect(JSON.stringify(plain(saved)), 'what was saved changes later').toBe(copy);
        original.restore(saved);
        expect(follow(original, changes - at)).toEqual(rest);
      }
    });
  });
}

/** The values, each with the second from which on it holds. */
export function follow(process: StepProcess, changes: number): [at: number, value: number][] {
  const path: [number, number][] = [[0, process.value]];
  for (let i = 0; i < changes && process.nextAt < Infinity; i += 1) {
    const at = process.nextAt;
    process.advance();
    path.push([at, process.value]);
  }
  return path;
}

const plain = (value: unknown): unknown =>
  ArrayBuffer.isView(value)
    ? Array.from(value as Float64Array)
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(plain)
      : value;
