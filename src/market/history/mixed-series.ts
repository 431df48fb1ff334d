import type { Issue } from '../../units/index.js';

/** What the rows of one series say of whether they are one. */
export interface Doubt {
  readonly rows: number;
  /** Rows at the instant of the row before, with another price. */
  readonly conflicts: number;
  readonly ordered: boolean;
}

/**
 * A market has one price at an instant. Providers give an instant twice now and then (the later row counts); where
 * one row in a hundred does, and more than a handful, the file has lost the column that told markets apart.
 */
const FEW = 10;
const SHARE = 0.01;

export const MIXED = {
  kept: 'of several prices at one instant the latest counts; are zone, type and product told apart?',
} as const;

/** Why these rows are not one series; undefined if nothing speaks against it. */
export function mixedFault({ rows, conflicts, ordered }: Doubt): Pick<Issue, 'message' | 'hint'> | undefined {
  if (conflicts < FEW || conflicts < SHARE * rows) return undefined;
  const of = ordered ? `${rows} rows` : `the first ${rows} rows`;
  return {
    message: `several series are mixed here: ${conflicts} of ${of} stand at the instant of another row, with another price (this is the first)`,
    hint: 'the column that tells them apart (availability zone, type or product) is missing: ask the provider again with it',
  };
}
