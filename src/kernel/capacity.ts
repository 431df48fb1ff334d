/** Arrays of pending entries start at this size and never shrink below it. */
export const LEAST_CAPACITY = 64;

/** Below an eighth of the capacity half of it is given back; so growing and shrinking never alternate. */
export const shrinkBelow = (capacity: number): number => (capacity > LEAST_CAPACITY ? capacity / 8 : 0);

/** The least power-of-two capacity for a number of entries. */
export function capacityFor(entries: number): number {
  let capacity = LEAST_CAPACITY;
  while (capacity < entries) capacity *= 2;
  return capacity;
}

/** A copy of the beginning of `from`, in arrays of another length. */
export function resizedDoubles(from: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(capacity);
  to.set(from.length > capacity ? from.subarray(0, capacity) : from);
  return to;
}

export function resizedIntegers(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity);
  to.set(from.length > capacity ? from.subarray(0, capacity) : from);
  return to;
}
