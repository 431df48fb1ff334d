/** What cases are measured by, and what it is called. */
export interface Yardstick<Bound> {
  readonly name: string;
  readonly bound: Bound;
}

/** One for all where the cases may buy the same, one for each elsewhere. */
export function yardsticks<Row extends { readonly case: string }, Bound>(
  rows: readonly Row[],
  boundOf: (row: Row) => Bound,
): readonly Yardstick<Bound>[] {
  const bounds = rows.map(boundOf);
  const [first] = bounds;
  const one = bounds.every((bound) => JSON.stringify(bound) === JSON.stringify(first));
  if (one) return [{ name: 'omniscient', bound: first }];
  return rows.map(({ case: name }, i) => ({ name: `omniscient: ${name}`, bound: bounds[i] }));
}
