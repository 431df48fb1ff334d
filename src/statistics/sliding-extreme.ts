/** Values in force from these times on; times rise. */
interface Steps {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** For a time t the whole times from t - `back` to t - `until`, both included; `until` is at most `back`. */
export interface SlidingWindow {
  readonly back: number;
  readonly until: number;
}

/**
 * The least or the greatest value in force within a window that slides over a step function of whole times, as a step
 * function from `until` after its first time on. What lies before the first time counts for nothing. Linear in the
 * steps: a queue keeps those that can still be the extreme (Lemire, Streaming maximum-minimum filter, 2006).
 */
export function slidingExtreme(steps: Steps, extreme: 'least' | 'greatest', window: SlidingWindow): Steps {
  const { at, value } = steps;
  const made: { at: number[]; value: number[] } = { at: [], value: [] };
  const beats = (a: number, b: number): boolean => (extreme === 'least' ? a <= b : a >= b);
  const leavesAt = (step: number): number => (step + 1 < at.length ? at[step + 1] + window.back : Infinity);
  const queue: number[] = [];
  let head = 0;
  let next = 0;
  for (;;) {
    const enters = next < at.length ? at[next] + window.until : Infinity;
    const now = head < queue.length ? Math.min(enters, leavesAt(queue[head])) : enters;
    if (now === Infinity) return made;
    if (now === enters) {
      while (queue.length > head && beats(value[next], value[queue[queue.length - 1]])) queue.pop();
      queue.push(next);
      next += 1;
    }
    while (leavesAt(queue[head]) <= now) head += 1;
    if (made.value.length > 0 && made.value[made.value.length - 1] === value[queue[head]]) continue;
    made.at.push(now);
    made.value.push(value[queue[head]]);
  }
}
