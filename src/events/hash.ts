/**
 * 128-bit hash states of four 32-bit words, held side by side in one Int32Array. The mixing is that of
 * MurmurHash3 x86_128 (A. Appleby, public domain), a block of four words at a time; a state is the running
 * hash of the blocks folded into it so far.
 */
export const WORDS = 4;

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** Folds one block into the state that starts at `base`. Five plain numbers: this is the hot path. */
// eslint-disable-next-line spotsim/max-params -- a block as an array would be built and read again for every event
export function foldBlock(
  states: Int32Array,
  base: number,
  k1: number,
  k2: number,
  k3: number,
  k4: number,
): void {
  let h1 = states[base];
  let h2 = states[base + 1];
  let h3 = states[base + 2];
  let h4 = states[base + 3];
  let k = Math.imul(k1, C1);
  h1 ^= Math.imul((k << 15) | (k >>> 17), C2);
  h1 = (Math.imul(((h1 << 19) | (h1 >>> 13)) + h2, 5) + 0x561ccd1b) | 0;
  k = Math.imul(k2, C2);
  h2 ^= Math.imul((k << 16) | (k >>> 16), C3);
  h2 = (Math.imul(((h2 << 17) | (h2 >>> 15)) + h3, 5) + 0x0bcaa747) | 0;
  k = Math.imul(k3, C3);
  h3 ^= Math.imul((k << 17) | (k >>> 15), C4);
  h3 = (Math.imul(((h3 << 15) | (h3 >>> 17)) + h4, 5) + 0x96cd1c35) | 0;
  k = Math.imul(k4, C4);
  h4 ^= Math.imul((k << 18) | (k >>> 14), C1);
  h4 = (Math.imul(((h4 << 13) | (h4 >>> 19)) + h1, 5) + 0x32ac3b17) | 0;
  states[base] = h1;
  states[base + 1] = h2;
  states[base + 2] = h3;
  states[base + 3] = h4;
}

/** Hash of a text by its UTF-16 code units and length; stable over versions and platforms. */
export function hashText(text: string): Int32Array {
  const state = new Int32Array(WORDS);
  const unit = (index: number): number => text.charCodeAt(index) || 0;
  const pair = (index: number): number => unit(index) | (unit(index + 1) << 16);
  for (let at = 0; at < text.length; at += 8) {
    foldBlock(state, 0, pair(at), pair(at + 2), pair(at + 4), pair(at + 6));
  }
  finish(state, 0, text.length);
  return state;
}

/** The last mixing, after which every bit of the input has moved every bit of the state. */
export function finish(states: Int32Array, base: number, length: number): void {
  for (let index = 0; index < WORDS; index += 1) states[base + index] ^= length;
  spread(states, base);
  for (let index = 0; index < WORDS; index += 1) states[base + index] = avalanche(states[base + index]);
  spread(states, base);
}

/** The state as 32 hexadecimal digits. */
export function toHex(states: Int32Array, base: number): string {
  let text = '';
  for (let index = 0; index < WORDS; index += 1)
    text += (states[base + index] >>> 0).toString(16).padStart(8, '0');
  return text;
}

function spread(states: Int32Array, base: number): void {
  states[base] += states[base + 1] + states[base + 2] + states[base + 3];
  for (let index = 1; index < WORDS; index += 1) states[base + index] += states[base];
}

function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
