import fc from 'fast-check';
import type { Part } from './input.js';

/** Instants fall on this grid nearly always, so that unrelated things happen in one second. */
export const GRID = 300;

/** Steps of given series lie within so many seconds. */
const SERIES = 12 * 3600;

/** An instant: mostly on the grid, sometimes off it. */
export function instants(end: number = SERIES): fc.Arbitrary<number> {
  const onGrid = fc.nat(Math.floor(end / GRID)).map((step) => step * GRID);
  return weighted([4, onGrid], [1, fc.nat(end)]);
}

/** A span of time on the same grid; never 0. */
export const spans = (): fc.Arbitrary<number> => fc.integer({ min: 1, max: 24 }).map((steps) => steps * GRID);

/**
 * A price per hour out of a short list of round ones, so that prices and ceilings are often equal. At most 0.30, so
 * that the protected tier stays below every standard price (R17).
 */
export const marketPrices = (): fc.Arbitrary<number> =>
  fc.integer({ min: 2, max: 15 }).map((step) => step / 50);

/** A series of steps: the first at 0, each later than the one before. */
export function steps(value: fc.Arbitrary<number>): fc.Arbitrary<Part[]> {
  const later = fc.uniqueArray(fc.record({ at: instants(), value }), {
    selector: ({ at }) => at,
    maxLength: 14,
  });
  return fc.tuple(value, later).map(([first, rest]) => {
    const after = rest.filter(({ at }) => at > 0).sort((a, b) => a.at - b.at);
    return [{ at: 0, value: first }, ...after];
  });
}

/** One of the given arbitraries as often as its weight says; counter-examples shrink towards the first. */
export const weighted = <T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
  fc.oneof({ withCrossShrink: true }, ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** The key with the value, or no key at all. */
export function maybe<K extends string, T>(
  key: K,
  value: fc.Arbitrary<T>,
  weight = 1,
): fc.Arbitrary<Partial<Record<K, T>>> {
  const present = value.map((found) => ({ [key]: found }) as Partial<Record<K, T>>);
  return weighted([1, fc.constant<Partial<Record<K, T>>>({})], [weight, present]);
}

/** All the parts in one object. */
export const together = <T extends object>(...parts: readonly fc.Arbitrary<Partial<T>>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((found) => Object.assign({}, ...found) as T);
