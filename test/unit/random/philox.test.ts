import { describe, expect, it } from 'vitest';
import {
  AcquisitionDraws,
  openStream,
  philox4x32,
  type Counter,
  type Key,
} from '../../../src/random/index.js';

const ONES = 0xffffffff;

describe('philox4x32', () => {
  it.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[ONES, ONES, ONES, ONES], [ONES, ONES], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ] as readonly (readonly [Counter, Key, string])[])(
    'gives the known answer of Random123 for %j, %j',
    (counter, key, answer) => {
      const out = new Uint32Array(4);
      philox4x32(counter, key, out);
      expect([...out].map((word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(answer);
    },
  );
});

describe('AcquisitionDraws', () => {
  const draws = new AcquisitionDraws(openStream('draws'));
  const words = (slot: number, acquisition: number): readonly [number, number, number] => {
    const { startup, lifetime, tie } = draws.draw(slot, acquisition);
    return [startup, lifetime, (tie + 0.5) / 0x100000000];
  };

  it('is a fixed function of key, slot and acquisition', () => {
    const first = words(3, 7);
    words(4, 7);
    expect(words(3, 7)).toEqual(first);
    const other = new AcquisitionDraws(openStream('other')).draw(3, 7);
    expect(other.startup).not.toBe(first[0]);
  });

  it('keeps slots and acquisitions apart', () => {
    const seen = new Set<number>();
    for (let slot = 0; slot < 40; slot += 1)
      for (let acquisition = 0; acquisition < 40; acquisition += 1) seen.add(words(slot, acquisition)[0]);
    expect(seen.size).toBe(1600);
  });

  it('is uniform over small counters in every word, alone and in pairs', () => {
    const count = 90_000;
    const all = Array.from({ length: count }, (_, index) => words(index % 300, Math.floor(index / 300)));
    for (const word of [0, 1, 2]) {
      expectFlat(
        all.map((block) => Math.floor(block[word] * 100)),
        100,
      );
      const next = (word + 1) % 3;
      expectFlat(
        all.map((block) => Math.floor(block[word] * 20) * 20 + Math.floor(block[next] * 20)),
        400,
      );
    }
  });

  it('does not correlate along slots or along acquisitions', () => {
    const count = 50_000;
    for (const neighbour of [
      (index: number) => words(index + 1, 5)[0],
      (index: number) => words(index, 6)[0],
      (index: number) => words(5, index)[1],
    ]) {
      let sum = 0;
      for (let index = 0; index < count; index += 1)
        sum += (words(index, 5)[0] - 0.5) * (neighbour(index) - 0.5);
      expect(Math.abs((sum / count) * 12)).toBeLessThan(4 / Math.sqrt(count));
    }
  });

  it('is restored by its key', () => {
    const saved = draws.save();
    const other = new AcquisitionDraws(openStream('elsewhere'));
    other.restore(saved);
    expect({ ...other.draw(9, 9) }).toEqual({ ...draws.draw(9, 9) });
  });
});

/** Chi-square within 4 standard deviations of its mean. */
function expectFlat(cells: readonly number[], count: number): void {
  const found = new Array<number>(count).fill(0);
  for (const cell of cells) found[cell] += 1;
  const expected = cells.length / count;
  const chiSquare = found.reduce((sum, n) => sum + ((n - expected) * (n - expected)) / expected, 0);
  expect(Math.abs(chiSquare - (count - 1))).toBeLessThan(4 * Math.sqrt(2 * (count - 1)));
}
