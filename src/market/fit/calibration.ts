import { endOf, type Series, type StepProcess } from '../../kernel/index.js';
import { akaike, schwarz } from '../../statistics/index.js';
import type { MicroPerHour, Seconds } from '../../units/index.js';
import { fitAdministered } from './administered.js';
import { fitBootstrap } from './bootstrap.js';
import { fitConstant } from './constant.js';
import { describePrices, spikeThreshold, type Description } from './description.js';
import { isFit, type Fit, type PriceEntry, type Unfitted } from './fit.js';
import { fitGarch } from './garch.js';
import { fitIndependent } from './independent.js';
import { agreement, gapBetween, judge, type Judgement } from './judgement.js';
import { levelFacts, type LevelFacts } from './levels.js';
import { marginalOf, usualCeilings } from './marginal.js';
import { fitMixture } from './mixture.js';
import { fitOrnsteinUhlenbeck, fitSeasonalOrnsteinUhlenbeck } from './ornstein-uhlenbeck.js';
import { fitProvider } from './provider.js';
import { fitRegimeSwitching } from './regime-switching.js';
import { fitReservePrice } from './reserve-price.js';
import {
  between,
  coveredBy,
  gridOf,
  intervalFor,
  segmentsOf,
  stepOf,
  type Sample,
  type Segment,
} from './sample.js';
import { fitSpikes } from './spikes.js';

export interface CalibrationOptions {
  /** Where spikes begin, and the highest bid of the provider's model. */
  readonly standardPrice?: MicroPerHour | undefined;
  /** Seconds between two points of the grid; absent: by how often the price changes. */
  readonly interval?: Seconds | undefined;
  /** At which availability is compared, ascending; absent: see `usualCeilings`. */
  readonly ceilings?: readonly MicroPerHour[] | undefined;
  /** Seconds that the clock of the seasons is ahead of UTC. */
  readonly offset: Seconds;
  /** Only these processes, by their names in `FITTERS`, or bootstrap; absent: all. */
  readonly processes?: readonly string[] | undefined;
  /** Paths that each fit is judged by. */
  readonly replications: number;
  /** How the entry of a bootstrap names the history. */
  readonly source: PriceEntry;
}

/** Runs a price entry; the bootstrap's history is `first` (the part that fits). */
export type Simulator = (
  price: PriceEntry,
  first: Series,
) =>
  | { readonly ok: true; readonly path: (replication: number) => StepProcess }
  | { readonly ok: false; readonly reason: string };

/** A process, how well it fits the first part, and how well it does on the second. */
export interface Candidate {
  readonly fit: Fit;
  /** 2 k - 2 ln L; undefined where the likelihood is not of the log prices on the grid. */
  readonly aic?: number | undefined;
  readonly bic?: number | undefined;
  readonly judgement: Judgement;
}

export interface Calibration {
  readonly description: Description;
  readonly interval: Seconds;
  /** The second at which the first part ends and the second begins. */
  readonly split: Seconds;
  readonly first: readonly LevelFacts[];
  readonly second: readonly LevelFacts[];
  /** Seconds that the second part covers. */
  readonly judged: Seconds;
  /** Greatest distance of the availability curves of both parts. */
  readonly drift: number;
  /** At which ceilings both parts agree within 0.05; at the others no fit to the first can be right for the second. */
  readonly agrees: readonly boolean[];
  /** They disagree at a ceiling or more. */
  readonly changed: boolean;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly unfitted: readonly Unfitted[];
}

/** A history cut in two, ready to be fitted. */
export interface Prepared {
  readonly series: Series;
  readonly whole: Sample;
  readonly first: Sample;
  readonly second: readonly Segment[];
  readonly split: Seconds;
}

type Fitter = (sample: Sample) => Fit | Unfitted;

/** Every process that can be fitted, by name. */
export const FITTERS: Readonly<Record<string, Fitter>> = {
  constant: fitConstant,
  independent: fitIndependent,
  'ornstein-uhlenbeck': (sample) => fitOrnsteinUhlenbeck(sample),
  'ornstein-uhlenbeck with season': fitSeasonalOrnsteinUhlenbeck,
  mixture: fitMixture,
  'reserve-price': fitReservePrice,
  'regime-switching': fitRegimeSwitching,
  garch: fitGarch,
  spikes: fitSpikes,
  provider: fitProvider,
  administered: fitAdministered,
};

/** What cannot be fitted at all, in words for people; undefined if a series can. */
export function seriesFault(series: Series): string | undefined {
  if (series.at.length === 0) return 'the history is empty';
  if (series.at.length === 1) return 'one row tells nothing of how a price moves: expected at least two';
  return endOf(series) > series.at[0] ? undefined : 'all rows are of one instant';
}

/** Cuts a series in the middle of the time that it covers. Check `seriesFault` first. */
export function prepareSeries(series: Series, options: CalibrationOptions): Prepared {
  const segments = segmentsOf(series);
  const split = middleOf(segments);
  const interval = options.interval ?? intervalFor(segments);
  const shared = {
    interval,
    round: stepOf(segments),
    standardPrice: options.standardPrice,
    spike: spikeThreshold(segments, options.standardPrice),
    offset: options.offset,
  };
  const sampleOf = (parts: readonly Segment[]): Sample => ({
    ...shared,
    segments: parts,
    grid: gridOf(parts, interval),
  });
  return {
    series,
    whole: sampleOf(segments),
    first: sampleOf(between(segments, -Infinity, split)),
    second: between(segments, split, Infinity),
    split,
  };
}

/** Fits every process to the first part of a history and judges each by the second. */
export function calibrate(prepared: Prepared, options: CalibrationOptions, simulate: Simulator): Calibration {
  const { series, whole, first, second, split } = prepared;
  const ceilings = options.ceilings ?? usualCeilings(marginalOf(whole.segments), options.standardPrice);
  const real = levelFacts(second, ceilings);
  const facts = levelFacts(first.segments, ceilings);
  const agrees = agreement(facts, real);
  const judged = coveredBy(second);
  const standard = { real, counts: agrees.includes(true) ? agrees : agrees.map(() => true), covered: judged };
  const trial = { replications: options.replications, duration: judged };
  const past = joined(first.segments);
  const candidates: Candidate[] = [];
  const unfitted: Unfitted[] = [];
  for (const fit of fitsOf(first, options)) {
    const made = isFit(fit) ? simulate(fit.price, past) : { ok: false as const, reason: fit.reason };
    if (isFit(fit) && made.ok)
      candidates.push({ fit, ...criteriaOf(fit), judgement: judge({ ...trial, path: made.path }, standard) });
    else if (!made.ok) unfitted.push({ process: fit.process, reason: made.reason });
  }
  return {
    description: describePrices(series, ceilings, whole.spike),
    interval: whole.interval,
    split,
    first: facts,
    second: real,
    judged,
    drift: gapBetween(facts, real),
    agrees,
    changed: agrees.includes(false),
    candidates: candidates.sort((a, b) => a.judgement.score - b.judgement.score),
    unfitted,
  };
}

function fitsOf(first: Sample, { processes, source }: CalibrationOptions): readonly (Fit | Unfitted)[] {
  const wanted = (name: string): boolean => processes?.includes(name) ?? true;
  const fits = Object.entries(FITTERS).flatMap(([name, fitter]) => (wanted(name) ? [fitter(first)] : []));
  return wanted('bootstrap') ? [...fits, fitBootstrap(first, source)] : fits;
}

/** The same process fitted to the whole history. */
export function fitWhole({ whole }: Prepared, process: string, source: PriceEntry): Fit | Unfitted {
  const fitter = process in FITTERS ? FITTERS[process] : undefined;
  return fitter === undefined ? fitBootstrap(whole, source) : fitter(whole);
}

function criteriaOf({ likelihood }: Fit): Pick<Candidate, 'aic' | 'bic'> {
  if (likelihood === undefined) return {};
  const { logLikelihood, parameters, observations } = likelihood;
  return { aic: akaike(logLikelihood, parameters), bic: schwarz(logLikelihood, parameters, observations) };
}

/** The second at which half of the covered time has passed. */
function middleOf(segments: readonly Segment[]): Seconds {
  let left = Math.floor(coveredBy(segments) / 2);
  for (const { at, until } of segments) {
    const length = until - at[0];
    if (left < length) return at[0] + left;
    left -= length;
  }
  return segments[segments.length - 1].until;
}

/** Segments as one series; the last price before a gap is held through it. */
export const joined = (segments: readonly Segment[]): Series => ({
  at: Float64Array.from(segments.flatMap(({ at }) => [...at])),
  value: Float64Array.from(segments.flatMap(({ value }) => [...value])),
  until: segments[segments.length - 1].until,
});
