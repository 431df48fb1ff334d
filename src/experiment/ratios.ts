/** How a metric is made of parts that can be added: over replications, or over spans of time. */
export type Composition =
  /** Sums and counts. */
  | { readonly kind: 'sum' }
  /** A ratio whose numerator is the value times what stands under another path. */
  | { readonly kind: 'ratio'; readonly bottom: string }
  /** A mean over the time of the run. */
  | { readonly kind: 'time-mean' }
  /** Extremes, quantiles, first times: no parts. */
  | { readonly kind: 'whole' };

/** Last names of metrics that are ratios, with their denominators beside them (docs/metrics.md). */
const BOTTOMS: Readonly<Record<string, string>> = {
  preemptionsPer100Hours: 'readySpotReplicaSeconds',
  availability: 'wantedSeconds',
  servedCapacity: 'desiredReplicaSeconds',
  relativeCost: 'standardCost',
  costPerReadyHour: 'readyReplicaSeconds',
  wasteShare: 'billedReplicaSeconds',
  relativeRegret: 'costAsReady',
  'downtimeSpells.mean': 'downtimeSpells.count',
  'timeToRecover.mean': 'timeToRecover.count',
};

const TIME_MEANS = ['priceMean', 'shareBelowStandard', 'stockMean'];
const SUMS =
  /(^|\.)((preemptions|cost|protectedHours)\.\w+|acquisitions|fallbacks|reallocations|standardCost|replicaSeconds|cost|costAsReady|costAsDone|regret|(downtimeSpells|timeToRecover)\.count|(?!deploy)\w*Seconds)$/;

const JOB_REGRET = /^(jobs\b.+\.omniscient\.)relativeRegret$/;

/** What kind of metric stands under a path such as `services.chat.cost.total`. */
export function compositionOf(path: string): Composition {
  if (JOB_REGRET.test(path)) return { kind: 'ratio', bottom: path.replace(JOB_REGRET, '$1costAsDone') };
  if (path === 'totals.availability') return { kind: 'ratio', bottom: LONGEST_WANTED };
  for (const [name, bottom] of Object.entries(BOTTOMS)) {
    if (path.endsWith(`.${name}`)) return { kind: 'ratio', bottom: path.slice(0, -name.length) + bottom };
  }
  if (TIME_MEANS.some((name) => path.endsWith(`.${name}`))) return { kind: 'time-mean' };
  return SUMS.test(path) ? { kind: 'sum' } : { kind: 'whole' };
}

/** The time in which the service that was wanted longest was wanted; a column of our own, under no metric's name. */
export const LONGEST_WANTED = 'longestWantedSeconds';
