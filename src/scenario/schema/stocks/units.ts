import type * as z from 'zod';
import { whole } from '../numbers.js';

export const MAX_UNITS = 1_000_000;

/** A number of units of a pool. */
export const units = (): z.ZodNumber => whole(0, MAX_UNITS);

/** The `capacity` of most processes. */
export const UNITS = `The units of the pool, 0 to ${MAX_UNITS}.`;
