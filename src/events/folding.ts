import { finish, foldBlock, toHex, WORDS } from './hash.js';

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** Both halves of a number's bits, one pattern per number: -0 is 0, and there is one NaN. Read them at once. */
export function bitsOf(value: number): Int32Array {
  double[0] = Number.isNaN(value) ? NaN : value + 0;
  return words;
}

/** Folds another state, or the hash of a text, into one. */
export function foldState(states: Int32Array, base: number, other: Int32Array): void {
  foldBlock(states, base, other[0], other[1], other[2], other[3]);
}

/** Folds all 64 bits of both: prices may pass 2^32 and a ceiling may be infinite. */
export function foldTwo(states: Int32Array, base: number, a: number, b: number): void {
  bitsOf(a);
  const low = words[0];
  const high = words[1];
  bitsOf(b);
  foldBlock(states, base, low, high, words[0], words[1]);
}

/** The digest that a state stands for. */
export function hexOf(states: Int32Array, base: number): string {
  const copy = states.slice(base, base + WORDS);
  finish(copy, 0, 0);
  return toHex(copy, 0);
}
