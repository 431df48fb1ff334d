import { beginOf, endOf, type Series } from '../../kernel/index.js';
import { formatInstant, type MicroPerHour, type Seconds } from '../../units/index.js';

/** Facts of a price series; prices in micro-units per hour, weighted by the time they were in force. */
export interface HistoryFacts {
  readonly rows: number;
  /** Rows whose price differs from the one before. */
  readonly changes: number;
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly until: string;
  readonly span: Seconds;
  readonly min: MicroPerHour;
  readonly max: MicroPerHour;
  readonly mean: number;
  /** Smallest price p such that the price is at most p for at least this share of the time. */
  readonly quantiles: {
    readonly p05: number;
    readonly p25: number;
    readonly p50: number;
    readonly p75: number;
    readonly p95: number;
  };
}

/**
 * Facts of a series that has at least one row. The last row counts until `until`, so for a list of price changes
 * it has no weight; a series of one instant is described by its prices alone.
 */
export function describeHistory(series: Series): HistoryFacts {
  const { at, value } = series;
  const rows = at.length;
  const end = endOf(series);
  const span = end - beginOf(series);
  const weight = (row: number): number => (span === 0 ? 1 : (row + 1 < rows ? at[row + 1] : end) - at[row]);
  let changes = 0;
  let sum = 0;
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    if (row > 0 && value[row] !== value[row - 1]) changes += 1;
    sum += weight(row) * value[row];
    total += weight(row);
  }
  const quantile = quantilesOf(value, weight, total);
  const sorted = value.slice().sort();
  return {
    rows,
    changes,
    from: formatInstant({ epochSeconds: beginOf(series), offsetSeconds: 0 }),
    until: formatInstant({ epochSeconds: end, offsetSeconds: 0 }),
    span,
    min: sorted[0],
    max: sorted[rows - 1],
    mean: sum / total,
    quantiles: {
      p05: quantile(0.05),
      p25: quantile(0.25),
      p50: quantile(0.5),
      p75: quantile(0.75),
      p95: quantile(0.95),
    },
  };
}

function quantilesOf(
  value: Float64Array,
  weight: (row: number) => number,
  total: number,
): (share: number) => number {
  const order = Uint32Array.from(value.keys()).sort((a, b) => value[a] - value[b]);
  const reached = new Float64Array(order.length);
  let sum = 0;
  order.forEach((row, rank) => (reached[rank] = sum += weight(row)));
  return (share) => {
    const rank = reached.findIndex((weightBelow) => weightBelow >= share * total);
    return value[order[rank < 0 ? order.length - 1 : rank]];
  };
}
