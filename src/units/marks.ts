import { sortFew } from './sort-few.js';

/**
 * A set of small whole numbers in the order of marking: plain data, and cheaper than a Set where it is filled and
 * emptied every second.
 */
export interface Marks {
  list: number[];
  /** What was taken last; becomes the list again, so that nothing is allocated. */
  taken: number[];
  readonly marked: boolean[];
}

export const noMarks = (): Marks => ({ list: [], taken: [], marked: [] });

export function mark(marks: Marks, index: number): void {
  if (marks.marked[index] === true) return;
  marks.marked[index] = true;
  marks.list.push(index);
}

export const isMarked = ({ marked }: Marks, index: number): boolean => marked[index] === true;

/** Empties the set, and returns what was in it, first marked first; good until the set is taken again. */
export function takeMarks(marks: Marks): readonly number[] {
  const { list, taken, marked } = marks;
  clear(taken);
  marks.list = taken;
  marks.taken = list;
  for (let i = 0; i < list.length; i++) marked[list[i]] = false;
  return list;
}

/** The same numbers in their order; they mostly stand in it already. */
export function ascending(list: readonly number[]): readonly number[] {
  for (let i = 1; i < list.length; i++) if (list[i] < list[i - 1]) return sorted(list);
  return list;
}

function sorted(list: readonly number[]): readonly number[] {
  const copy = [...list];
  sortFew(copy, (a, b) => a - b);
  return copy;
}

// By pops: a length set to 0 would throw the array's memory away.
function clear(list: number[]): void {
  while (list.length > 0) list.pop();
}
