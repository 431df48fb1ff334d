import { bonferroni, pairedDifference, replicationsToSettle } from '../statistics/index.js';
import { estimateOf, type Estimate, type PriceControl } from './estimate.js';
import type { SampleView } from './samples.js';
import { unitValues } from './unit-values.js';

/** One alternative against the baseline, in one metric, over the same markets. */
export interface ComparedCase {
  readonly case: string;
  readonly estimate: Estimate;
  /** Alternative minus baseline; null for the baseline itself, and where a metric is null. */
  readonly difference: DifferenceInterval | null;
}

export interface DifferenceInterval {
  readonly mean: number;
  /** Simultaneous over the alternatives (Bonferroni); null where nothing varies. */
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** How many times the replications that independent markets would have needed; null where nothing varies. */
  readonly varianceRatio: number | null;
  /** `same`: no replication showed any difference. */
  readonly verdict: 'lower' | 'higher' | 'undecided' | 'same';
  /** Replications that would settle it, where it is undecided and the estimates hold; null where none would. */
  readonly toSettle: number | null;
}

/** Which way a metric is better. */
export type Better = 'lower' | 'higher';

export interface MetricComparison {
  readonly metric: string;
  readonly better: Better;
  readonly rows: readonly ComparedCase[];
  /** The case that beats every other with the stated confidence; null where no case does. */
  readonly winner: string | null;
  /** The case with the best mean, and those it cannot be told from. */
  readonly leader: string | null;
  readonly contenders: readonly string[];
}

export interface Compared {
  readonly name: string;
  readonly samples: SampleView;
  /** Control variates of the case, in its own market. */
  readonly controls?: readonly PriceControl[];
}

/** Compares one metric over cases that saw the same markets; the first case is the baseline. */
export function compareMetric(
  cases: readonly Compared[],
  metric: string,
  confidence: number,
): MetricComparison {
  const better = betterOf(metric);
  const [baseline, ...others] = cases;
  const each = bonferroni(confidence, others.length);
  const rows = cases.map((one) => ({
    case: one.name,
    estimate: estimateOf(one.samples, metric, { confidence, controls: one.controls ?? [] }),
    difference: one === baseline ? null : differenceOf(one, baseline, { metric, confidence: each }),
  }));
  return { metric, better, rows, ...winnerOf(cases, rows, { metric, confidence, better }) };
}

/** Of most metrics less is better; of these more. */
export const betterOf = (metric: string): Better =>
  /(availability|Availability|servedCapacity|servedShare|\.served|readyReplicaSeconds|shareBelowStandard|stockMean|\.met|utilisation|completed)$/.test(
    metric,
  )
    ? 'higher'
    : 'lower';

/** Interval of a - b from replications in which both have a value; null where there are fewer than two. */
function differenceOf(
  a: Compared,
  b: Compared,
  { metric, confidence }: { readonly metric: string; readonly confidence: number },
): DifferenceInterval | null {
  const [left, right] = [unitValues(a.samples, metric), unitValues(b.samples, metric)];
  const known = [...left.keys()].filter((i) => !Number.isNaN(left[i]) && !Number.isNaN(right[i]));
  if (known.length < 2) return null;
  const take = (values: Float64Array): number[] => known.map((i) => values[i]);
  const controls = controlsOf(a, b).map(({ values, mean: exact }) => ({ values: take(values), mean: exact }));
  const { mean, sd, halfWidth, n, varianceRatio } = pairedDifference(take(left), take(right), {
    confidence,
    controls,
  });
  const negligible = sd <= 1e-12 * Math.abs(mean);
  const low = negligible ? mean : mean - halfWidth;
  const high = negligible ? mean : mean + halfWidth;
  const same = mean === 0 && sd === 0;
  const verdict = same ? 'same' : high < 0 ? 'lower' : low > 0 ? 'higher' : 'undecided';
  const unit = a.samples.manner.antithetic ? 2 : 1;
  const needed = verdict === 'undecided' ? unit * replicationsToSettle(mean, sd, confidence) : Infinity;
  return {
    mean,
    low: negligible ? null : low,
    high: negligible ? null : high,
    n,
    varianceRatio: Number.isFinite(varianceRatio) ? varianceRatio : null,
    verdict,
    toSettle: Number.isFinite(needed) ? needed : null,
  };
}

/** Prices of the baseline's market, and those of the other's where they are other ones. */
function controlsOf(a: Compared, b: Compared): readonly { values: Float64Array; mean: number }[] {
  const valuesOf = ({ samples, controls = [] }: Compared): { values: Float64Array; mean: number }[] =>
    controls.map(({ metric, mean }) => ({ values: unitValues(samples, metric), mean }));
  const base = valuesOf(b);
  const others = valuesOf(a).filter(
    ({ values }) => !base.some((known) => known.values.every((value, i) => value === values[i])),
  );
  return [...base, ...others];
}

/** A case wins only if it beats each other one, all pairs together at the stated confidence. */
function winnerOf(
  cases: readonly Compared[],
  rows: readonly ComparedCase[],
  {
    metric,
    confidence,
    better,
  }: { readonly metric: string; readonly confidence: number; readonly better: Better },
): Pick<MetricComparison, 'winner' | 'leader' | 'contenders'> {
  const sign = better === 'lower' ? 1 : -1;
  let best = -1;
  rows.forEach(({ estimate: { mean } }, i) => {
    if (mean !== null && (best < 0 || sign * mean < sign * (rows[best].estimate.mean ?? 0))) best = i;
  });
  if (best < 0) return { winner: null, leader: null, contenders: [] };
  const each = bonferroni(confidence, (cases.length * (cases.length - 1)) / 2);
  const leader = cases[best];
  const contenders = cases.filter((other, i) => {
    if (i === best) return false;
    return differenceOf(leader, other, { metric, confidence: each })?.verdict !== better;
  });
  const names = contenders.map(({ name }) => name);
  return {
    winner: names.length === 0 && cases.length > 1 ? leader.name : null,
    leader: leader.name,
    contenders: names,
  };
}
