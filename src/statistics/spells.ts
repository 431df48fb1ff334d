/** Mean and order statistics of lengths; null where there are none. */
export interface Summary {
  readonly count: number;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** How often each length came up: exact, and in whole seconds no larger after ten years than after one. */
export type Counts = Map<number, number>;

export function count(counts: Counts, length: number, times = 1): void {
  counts.set(length, (counts.get(length) ?? 0) + times);
}

/** Summary of all lengths counted, exact; the unit is that of the lengths. */
export function countedSummary(counts: ReadonlyMap<number, number>): Summary {
  if (counts.size === 0) return { count: 0, mean: null, p50: null, p95: null, max: null };
  const lengths = Float64Array.from(counts.keys()).sort();
  let total = 0;
  let sum = 0;
  for (const length of lengths) {
    const times = counts.get(length) ?? 0;
    total += times;
    sum += times * length;
  }
  const at = (place: number): number => lengthAt(place, lengths, counts);
  return {
    count: total,
    mean: sum / total,
    p50: quantile(total, 0.5, at),
    p95: quantile(total, 0.95, at),
    max: lengths[lengths.length - 1],
  };
}

/** Summary of all values given, exact. */
export function spellSummary(values: readonly number[]): Summary {
  const counts: Counts = new Map();
  for (const value of values) count(counts, value);
  return countedSummary(counts);
}

/** Quantile of type 7 of values that ascend and are not empty; q is in [0, 1]. */
export const quantileOfSorted = (sorted: ArrayLike<number>, q: number): number =>
  quantile(sorted.length, q, (place) => sorted[place]);

/** Type 7 (Hyndman and Fan 1996, the default of R and NumPy): linear between the order statistics around (n - 1) q. */
function quantile(size: number, q: number, at: (place: number) => number): number {
  const place = (size - 1) * q;
  const below = Math.floor(place);
  const low = at(below);
  return low + (at(Math.min(below + 1, size - 1)) - low) * (place - below);
}

/** The length at a place in the order of all that were counted. */
function lengthAt(place: number, lengths: Float64Array, counts: ReadonlyMap<number, number>): number {
  let passed = 0;
  for (const length of lengths) {
    passed += counts.get(length) ?? 0;
    if (passed > place) return length;
  }
  return lengths[lengths.length - 1];
}
