import { hashText } from '../events/index.js';

/** One digest of many, in their order: 32 hexadecimal digits, like each of them. */
export const joinDigests = (digests: readonly string[]): string =>
  [...hashText(digests.join('/'))].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
