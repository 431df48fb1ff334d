import { expect, test } from 'vitest';
import { roomOf, shareOf } from '../../../src/scenario/index.js';

test.each([
  ['2.28 % of 2500, where floating point says 56.99…', 2.28, 2500, 57],
  ['2.8 % of 2750', 2.8, 2750, 77],
  ['a share below one', 10, 5, 1],
])('an entry lets in %s: rounded down, at least one', (_, percent, desired, units) => {
  expect(roomOf({ percent }, desired)).toBe(units);
});

test('a share rounds as its rule says, and a count is itself', () => {
  expect(shareOf({ percent: 25 }, 5, Math.ceil)).toBe(2);
  expect(shareOf({ percent: 25 }, 5, Math.floor)).toBe(1);
  expect(shareOf({ count: 3 }, 100, Math.ceil)).toBe(3);
  expect(roomOf({ count: 3 }, 100)).toBe(3);
});
