import * as z from 'zod';
import { distributionOf } from './distributions.js';
import { decimal, expecting, whole } from './numbers.js';

/** The longest context of any model, with room to grow. */
const MOST_TOKENS = 100_000_000;

/** A number of tokens as a constant, or a distribution of numbers of tokens. */
export const tokenCounts = z.union(
  [
    whole(0, MOST_TOKENS).transform((value) => ({ distribution: 'constant' as const, value })),
    distributionOf({
      value: decimal({ min: 0, max: MOST_TOKENS }),
      positive: decimal({ above: 0, max: MOST_TOKENS }),
      unit: 'a number of tokens',
      id: 'TokenDistribution',
    }),
  ],
  { error: expecting('a whole number of tokens of at least 0, or a distribution of numbers of tokens') },
);
