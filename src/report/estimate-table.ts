import type { Estimate } from '../experiment/index.js';
import type { Table } from './document.js';

type Format = (value: number | null) => string;

export interface EstimateRow {
  readonly label: string;
  readonly estimate: Estimate;
  readonly format: Format;
}

export const widthOf = ({ low, high }: Estimate): number => (low === null || high === null ? 0 : high - low);

/** ` (1 to 2)`; nothing where there is no interval. */
export const between = ({ low, high }: Estimate, format: Format): string =>
  low === null || high === null ? '' : ` (${format(low)} to ${format(high)})`;

/** Metrics over replications, a row each: the mean with its interval, and how single runs scatter. */
export function estimateTable(rows: readonly EstimateRow[]): Table {
  const heads = ['Mean', 'Low', 'High', 'Sd of\na run', 'p5', 'Median', 'p95'];
  return {
    columns: [{ head: '', wraps: true }, ...heads.map((head) => ({ head, figures: true }))],
    rows: rows.map(({ label, estimate: { mean, low, high, sd, p5, p50, p95 }, format }) => [
      label,
      ...[mean, low, high, sd, p5, p50, p95].map(format),
    ]),
  };
}
