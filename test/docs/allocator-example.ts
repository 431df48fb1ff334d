import fc from 'fast-check';
import { orderedFallback, type Allocator } from '../../src/index.js';
import { checkRun, scenarios } from '../../src/testing/index.js';
const mine: Allocator = { ...orderedFallback, mayReclaim: () => true }; // takes protected units, too
const lawful = fc.property(
  scenarios(),
  (input) => checkRun(input, { allocator: mine }).violations.length === 0,
);
export const verdict = fc.check(lawful, { seed: 1, numRuns: 200 });
