import { endOf, type Series } from '../../kernel/index.js';
import { spellSummary, type Summary } from '../../statistics/index.js';
import { formatInstant, type MicroPerHour, type Seconds } from '../../units/index.js';
import { levelFacts, type LevelFacts } from './levels.js';
import { marginalOf, quantileOf, type Marginal } from './marginal.js';
import { coveredBy, eachHold, gapsOf, holdsOf, segmentsOf, type Gap, type Segment } from './sample.js';

/** Excursions above a price. */
export interface SpikeFacts {
  readonly threshold: MicroPerHour;
  readonly share: number;
  readonly perWeek: number;
  /** Seconds, of those seen whole. */
  readonly length: Summary;
  /** Quartiles of the price above the threshold, by time; null without spikes. */
  readonly level: readonly [MicroPerHour, MicroPerHour, MicroPerHour] | null;
  /** Standard deviation over mean of the times between starts: 1 for a Poisson clock, more where they cluster. */
  readonly clustering: number | null;
}

/** A price history in figures, each weighted by the time that prices were in force; prices in micro-units. */
export interface Description {
  readonly rows: number;
  readonly changes: number;
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly until: string;
  readonly span: Seconds;
  /** Without the gaps, which count nowhere. */
  readonly covered: Seconds;
  readonly gaps: readonly Gap[];
  readonly min: MicroPerHour;
  readonly max: MicroPerHour;
  readonly mean: number;
  readonly sd: number;
  /** Standard deviation of the natural logarithm. */
  readonly logSd: number;
  readonly quantiles: Readonly<Record<'p05' | 'p25' | 'p50' | 'p75' | 'p95' | 'p99', MicroPerHour>>;
  readonly changesPerHour: number;
  readonly levels: readonly LevelFacts[];
  readonly spikes: SpikeFacts;
}

const HOUR = 3600;
const WEEK = 604_800;

/** Describes a series of at least two instants. */
export function describePrices(
  series: Series,
  ceilings: readonly MicroPerHour[],
  spike: MicroPerHour,
): Description {
  const gaps = gapsOf(series);
  const segments = segmentsOf(series, gaps);
  const marginal = marginalOf(segments);
  const covered = coveredBy(segments);
  const changes = holdsOf(segments).ended.reduce((sum, one) => sum + one, 0);
  const at = (share: number): MicroPerHour => quantileOf(marginal, share);
  const instant = (epochSeconds: number): string => formatInstant({ epochSeconds, offsetSeconds: 0 });
  return {
    rows: series.at.length,
    changes,
    from: instant(series.at[0]),
    until: instant(endOf(series)),
    span: endOf(series) - series.at[0],
    covered,
    gaps,
    min: marginal.value[0],
    max: marginal.value[marginal.value.length - 1],
    ...momentsOf(marginal),
    quantiles: { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), p99: at(0.99) },
    changesPerHour: (changes * HOUR) / covered,
    levels: levelFacts(segments, ceilings),
    spikes: spikeFacts(segments, marginal, spike),
  };
}

function momentsOf({ value, weight, total }: Marginal): Pick<Description, 'mean' | 'sd' | 'logSd'> {
  const mean = (of: (price: number) => number): number =>
    value.reduce((sum, price, index) => sum + weight[index] * of(price), 0) / total;
  const centre = mean((price) => price);
  const log = mean(Math.log);
  const spread = (off: number): number => off * off;
  return {
    mean: centre,
    sd: Math.sqrt(mean((price) => spread(price - centre))),
    logSd: Math.sqrt(mean((price) => spread(Math.log(price) - log))),
  };
}

function spikeFacts(segments: readonly Segment[], marginal: Marginal, threshold: MicroPerHour): SpikeFacts {
  const spells = spellsAbove(segments, threshold);
  const [facts] = levelFacts(segments, [threshold]);
  const above = marginal.value.map((price, index) => (price > threshold ? marginal.weight[index] : 0));
  const time = above.reduce((sum, one) => sum + one, 0);
  const level = (share: number): MicroPerHour =>
    quantileOf({ value: marginal.value, weight: above, total: time }, share);
  return {
    threshold,
    share: 1 - facts.share,
    perWeek: (spells.starts * WEEK) / marginal.total,
    length: spellSummary(spells.lengths),
    level: time === 0 ? null : [level(0.25), level(0.5), level(0.75)],
    clustering: variation(spells.between),
  };
}

/** Spells above a price: how many begin, how long the whole ones are, and the times between two beginnings. */
export interface Spells {
  readonly starts: number;
  readonly lengths: readonly Seconds[];
  readonly between: readonly Seconds[];
  /** Seconds below and above in turns, a piece for each; `opens`: it begins with a spike's start. */
  readonly pieces: readonly { readonly above: boolean; readonly seconds: Seconds; readonly opens: boolean }[];
}

export function spellsAbove(segments: readonly Segment[], threshold: MicroPerHour): Spells {
  const pieces: { above: boolean; seconds: number; opens: boolean; closed: boolean }[] = [];
  for (const segment of segments) {
    let fresh = true;
    eachHold([segment], (value, seconds) => {
      const above = value > threshold;
      const last = pieces[pieces.length - 1];
      if (!fresh && last.above === above) last.seconds += seconds;
      else {
        if (!fresh) last.closed = true;
        pieces.push({ above, seconds, opens: above && !fresh, closed: false });
      }
      fresh = false;
    });
  }
  const whole = pieces.filter(({ opens, closed }) => opens && closed);
  const between: number[] = [];
  let since = NaN;
  for (const { opens, seconds, closed } of pieces) {
    if (opens && !Number.isNaN(since)) between.push(since);
    if (opens) since = 0;
    since = closed ? since + seconds : NaN;
  }
  return {
    starts: pieces.filter(({ opens }) => opens).length,
    lengths: whole.map(({ seconds }) => seconds),
    between,
    pieces,
  };
}

function variation(values: readonly number[]): number | null {
  if (values.length < 3) return null;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}

/** What stands for the standard price where nobody gave one: this multiple of the median. */
const SPIKE_MULTIPLE = 4;

/** Where spikes begin: the standard price, or a multiple of the median. */
export const spikeThreshold = (segments: readonly Segment[], standardPrice?: MicroPerHour): MicroPerHour =>
  standardPrice ?? SPIKE_MULTIPLE * quantileOf(marginalOf(segments), 0.5);
