import { count, fixed, money, NONE, percent, price, roughly, span } from './numbers.js';

/**
 * How a metric is written, by its path: shares as percentages, seconds as durations, money with its cents. `width`
 * is that of the interval around it: shares get the decimals that it takes to see it.
 */
export function metricFormat(path: string, width = 0): (value: number | null) => string {
  if (/relative(Cost|Regret)$/.test(path)) return roughly;
  if (SHARES.test(path)) return width > 0 && width < 0.001 ? fineShare(width) : share;
  if (/(\.cost|cost\.\w+|standardCost|costPerMillionTokens|costAsReady|costAsDone|\.regret)$/.test(path))
    return money;
  if (/(costPerReadyHour|priceMean|priceP95)$/.test(path)) return price;
  if (/(downtimeSpells|timeToRecover)\.(mean|p50|p95|max)$|\w*Seconds$/.test(path)) return duration;
  return number;
}

const SHARES =
  /(availability|Availability|servedCapacity|wasteShare|shareBelowStandard|[uU]tilisation|servedShare|overflowShare|\.met)$/;

function fineShare(width: number): (value: number | null) => string {
  const decimals = Math.min(6, 1 - Math.floor(Math.log10(width * 100)));
  return (value) => (value === null ? NONE : `${fixed(Math.min(1, Math.max(0, value)) * 100, decimals)} %`);
}

/** Intervals of shares may reach past 0 and 1; what is shown does not. */
const share = (value: number | null): string =>
  percent(value === null ? null : Math.min(1, Math.max(0, value)));

/** A span of time, below 0 where an interval reaches there. */
function duration(value: number | null): string {
  if (value === null) return NONE;
  return value < 0 ? `-${span(-value)}` : span(value);
}

function number(value: number | null): string {
  if (value === null) return NONE;
  const size = Math.abs(value);
  return size >= 1000 || Number.isInteger(value)
    ? count(value)
    : fixed(value, size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

/** A difference in the units of its metric: of shares in percentage points. */
export function differenceFormat(path: string): (value: number | null) => string {
  const format = metricFormat(path);
  const points = SHARES.test(path) || format === roughly;
  return (value) => {
    if (value === null) return NONE;
    const size = points ? `${significant(Math.abs(value) * 100)} points` : format(Math.abs(value));
    return value === 0 ? size : `${value < 0 ? '-' : '+'}${size}`;
  };
}

const significant = (value: number): string =>
  fixed(value, value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4);

const NAMES: Readonly<Record<string, string>> = {
  'cost.total': 'cost',
  availability: 'availability',
  downSeconds: 'downtime',
  'preemptions.total': 'preemptions',
  relativeCost: 'cost, of standard',
  costPerReadyHour: 'cost per ready hour',
  worstAvailability: 'worst availability',
  'downtimeSpells.count': 'downtime spells',
  'downtimeSpells.max': 'longest downtime',
  'timeToRecover.mean': 'recovery, mean',
  preemptionsPer100Hours: 'preemptions per 100 spot hours',
  fallbacks: 'placements below entry 0',
  'omniscient.cost': 'cost under perfect foresight',
  'omniscient.costAsReady': 'least cost of the same',
  'omniscient.regret': 'regret',
  'omniscient.relativeRegret': 'regret, of the least cost',
};

/** A metric as people call it; by its path where it has no such name. */
export function metricName(path: string): string {
  const short = path.replace(/^totals\./, '');
  const named = NAMES[short];
  if (named !== undefined) return named;
  const [, whose, figure] = /^(?:jobs|demand)\.([^.]+)\.((?:omniscient\.)?\w+)$/.exec(short) ?? [];
  const what = NAMES_OF_ONE[figure ?? ''];
  return whose === undefined || what === undefined ? short : `${what} of ${whose}`;
}

/** Of a job, or of a demand. */
const NAMES_OF_ONE: Readonly<Record<string, string>> = {
  lateSeconds: 'delay',
  cost: 'cost',
  relativeCost: 'cost, as a share of standard,',
  servedShare: 'share served',
  'omniscient.cost': 'cost under perfect foresight',
  'omniscient.costAsDone': 'least cost',
  'omniscient.regret': 'regret',
  'omniscient.relativeRegret': 'regret, as a share of the least cost,',
};
