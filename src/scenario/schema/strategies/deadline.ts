import * as z from 'zod';
import { named } from './modifiers.js';

const one = <N extends string>(name: N, what: string) => z.strictObject({ name: named(name, what) });

/** Strategies of deadline jobs; they take no modifiers. */
export const deadline = [
  one(
    'uniform-progress',
    "spot while it can be had, standard whenever the job is behind the even pace to its deadline (Can't Be Late)",
  ),
  one('greedy', 'spot while it can be had, standard when nothing else meets the deadline'),
  one('standard-only', 'the standard entries of the list, and no others'),
  one('spot-only', 'the spot entries of the list, and no others'),
] as const;

/** Their names. */
export const DEADLINE_STRATEGIES: readonly string[] = deadline.map(({ shape }) => shape.name.value);
