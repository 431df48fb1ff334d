import { quantileOfSorted, quantilePlaces, upperTailMean } from '../statistics/index.js';
import type { SampleView } from './samples.js';

/** How bad the bad replications are. */
export interface TailRisk {
  readonly p95: number;
  /** Order statistics that hold the true 95 % point with 95 % confidence; null where there are too few replications. */
  readonly low: number | null;
  readonly high: number | null;
  /** Mean of the worst 5 %. */
  readonly cvar95: number;
  readonly n: number;
}

/** Tail of a metric of which less is better; undefined where no replication has a value. */
function tailRisk(samples: SampleView, metric: string): TailRisk | undefined {
  const sorted = (samples.column(metric) ?? new Float64Array())
    .filter((value) => !Number.isNaN(value))
    .sort();
  const n = sorted.length;
  if (n === 0) return undefined;
  const places = quantilePlaces(n, 0.95);
  return {
    p95: quantileOfSorted(sorted, 0.95),
    low: places === undefined ? null : sorted[places.low - 1],
    high: places === undefined ? null : sorted[places.high - 1],
    cvar95: upperTailMean(sorted, 0.95),
    n,
  };
}

/** Of cost and downtime: the totals, and each service's. */
export function tailRisks(samples: SampleView, paths: readonly string[]): Readonly<Record<string, TailRisk>> {
  const metrics = paths.filter((path) =>
    /^(totals|services\.[^.]+|services\[[^\]]+\])\.(cost\.total|downSeconds)$/.test(path),
  );
  return Object.fromEntries(
    metrics.flatMap((metric) => {
      const risk = tailRisk(samples, metric);
      return risk === undefined ? [] : [[metric, risk] as const];
    }),
  );
}
