/** What a metric is measured in: a share is of a whole (0 to 1), a ratio of something that it may exceed. */
export type MetricKind = 'share' | 'ratio' | 'money' | 'seconds' | 'number';

const KINDS: readonly (readonly [MetricKind, RegExp])[] = [
  [
    'share',
    /(availability|Availability|servedCapacity|wasteShare|shareBelowStandard|servedShare|overflowShare|\.met)$/,
  ],
  ['ratio', /(relativeCost|relativeRegret|[uU]tilisation)$/],
  ['seconds', /(\w*Seconds|finishedAt|(downtimeSpells|timeToRecover)\.(mean|p50|p95|max))$/],
  ['money', /(\.cost|\bcost\.\w+|standardCost|costPer\w+|costAs\w+|\.regret|priceMean|priceP95)$/],
];

/** The kind of a metric, by its path. */
export const metricKind = (path: string): MetricKind =>
  KINDS.find(([, form]) => form.test(path))?.[0] ?? 'number';
