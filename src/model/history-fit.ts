import {
  calibrate,
  fitWhole,
  follow,
  isFit,
  joined,
  levelFacts,
  prepareSeries,
  seriesFault,
  simulateLevels,
  type Calibration,
  type CalibrationOptions,
  type Fit,
  type LevelFacts,
  type Prepared,
  type PriceEntry,
  type PriceHistory,
  type Segment,
  type Simulator,
  type Trial,
} from '../market/index.js';
import type { Series, StepProcess } from '../kernel/index.js';
import { openStream } from '../random/index.js';
import { parseScenario } from '../scenario/index.js';
import { failure, formatInstant, fromMicro, success } from '../units/index.js';
import type { MicroPerHour, Result, Seconds } from '../units/index.js';
import { inMemory } from './assets.js';
import { compile } from './compile.js';
import type { PriceView } from './pool-link.js';
import type { PriceStreams } from './price-setting.js';

/** How a history is fitted. */
export interface HistoryFitOptions extends Omit<CalibrationOptions, 'replications'> {
  /** Seed of the paths that fits are judged by. */
  readonly seed: string;
  /** Paths per fit; default 12. */
  readonly replications?: number | undefined;
  /** The process to write, in place of the best. */
  readonly process?: string | undefined;
}

/** A stretch of a price: from which second on which value holds. */
export interface PricePath {
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly until: Seconds;
}

export interface HistoryFit extends Calibration {
  /** The process that was asked for, or else the best, fitted to the whole history. */
  readonly chosen: Fit;
  /** The pieces of the history between its gaps. */
  readonly history: readonly Segment[];
  /** A path of the fit to the first part, over as long a time as the second. */
  readonly path: PricePath;
  /** Shares of time at or below prices over the whole range, for a picture. */
  readonly curves: AvailabilityCurves;
}

export interface AvailabilityCurves {
  /** Ascending, evenly spread on a logarithmic scale. */
  readonly ceilings: readonly MicroPerHour[];
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly fitted: readonly number[];
}

const REPLICATIONS = 12;
const HISTORY = 'history.csv';

/**
 * Fits every process to the first half of a history, simulates each fit as the engine would run it, judges it by the
 * second half, and fits the best (or the one asked for) to the whole.
 */
export function fitHistory(history: PriceHistory, options: HistoryFitOptions): Result<HistoryFit> {
  const { series, file } = history;
  const fault = seriesFault(series);
  if (fault !== undefined) return failure({ at: { file }, message: fault });
  const settings = { ...options, replications: options.replications ?? REPLICATIONS };
  const prepared = prepareSeries(series, settings);
  const duration = prepared.second.reduce((sum, { at, until }) => sum + until - at[0], 0);
  const world = { seed: options.seed, start: prepared.split, duration, standardPrice: options.standardPrice };
  const simulate: Simulator = (price, first) => pathsOf(price, first, world);
  const calibration = calibrate(prepared, settings, simulate);
  const { candidates } = calibration;
  const wanted = options.process;
  const winner = candidates.find(({ fit }) => wanted === undefined || fit.process === wanted);
  if (winner === undefined) return failure({ at: { file }, ...notFitted(calibration, wanted) });
  const chosen = fitWhole(prepared, winner.fit.process, options.source);
  if (!isFit(chosen)) return failure({ at: { file }, message: `${chosen.process}: ${chosen.reason}` });
  const made = simulate(winner.fit.price, joined(prepared.first.segments));
  if (!made.ok) return failure({ at: { file }, message: made.reason });
  const trial = { path: made.path, replications: Math.min(CURVE_PATHS, settings.replications), duration };
  return success({
    ...calibration,
    chosen,
    history: prepared.whole.segments,
    path: recorded(made.path(0), duration),
    curves: curvesOf(prepared, calibration, trial),
  });
}

const CURVE_POINTS = 120;
/** A picture needs no more. */
const CURVE_PATHS = 4;

function curvesOf(
  { first, second }: Prepared,
  { description: { min, max } }: Calibration,
  trial: Trial,
): AvailabilityCurves {
  const [low, high] = [Math.log(min / 1.05), Math.log(max * 1.05)];
  const ceilings = [
    ...new Set(
      Array.from({ length: CURVE_POINTS }, (_, i) =>
        Math.round(Math.exp(low + ((high - low) * i) / (CURVE_POINTS - 1))),
      ),
    ),
  ];
  const shares = (facts: readonly LevelFacts[]): readonly number[] => facts.map(({ share }) => share);
  return {
    ceilings,
    first: shares(levelFacts(first.segments, ceilings)),
    second: shares(levelFacts(second, ceilings)),
    fitted: shares(simulateLevels(trial, ceilings)),
  };
}

function notFitted(
  { unfitted, candidates }: Calibration,
  wanted: string | undefined,
): { message: string; hint?: string } {
  if (wanted === undefined)
    return {
      message: 'no process can be fitted to it',
      hint: unfitted.map(({ process, reason }) => `${process}: ${reason}`).join('; '),
    };
  const why = unfitted.find(({ process }) => process === wanted)?.reason;
  if (why !== undefined) return { message: `${wanted} cannot be fitted: ${why}` };
  return {
    message: `no process ${JSON.stringify(wanted)} to fit`,
    hint: `expected one of ${candidates.map(({ fit }) => fit.process).join(', ')}`,
  };
}

interface World {
  readonly seed: string;
  /** Seconds since the epoch. */
  readonly start: number;
  readonly duration: Seconds;
  readonly standardPrice: MicroPerHour | undefined;
}

/** The entry as a pool of a scenario: what is judged is what would run. */
function pathsOf(price: PriceEntry, first: Series, world: World): ReturnType<Simulator> {
  const { process, block, scheme } = price;
  const kept = process === 'bootstrap' ? { process, block, scheme, file: HISTORY, format: 'csv' } : price;
  const scenario = scenarioWith(kept, world);
  const read = (file: string): Result<string> => failure({ at: { file }, message: 'not read' });
  const parsed = parseScenario({ name: 'fit', text: JSON.stringify(scenario) }, { read });
  const compiled = parsed.ok ? compile(parsed.value, inMemory({ [HISTORY]: csvOf(first) })) : parsed;
  if (!compiled.ok) return { ok: false, reason: compiled.issues.map(({ message }) => message).join('; ') };
  const [{ market }] = compiled.value.pools;
  if (market === undefined) return { ok: false, reason: 'the pool has no price' };
  return {
    ok: true,
    path: (replication) => {
      const streamOf: PriceStreams = (...purpose) =>
        openStream(world.seed, replication, 'market', POOL, ...purpose);
      return market.process(streamOf(), streamOf, ALONE);
    },
  };
}

const POOL = 'pool';
/** Nobody holds a unit while a price is looked at. */
const ALONE: PriceView = { stock: () => 0, used: () => 0 };

const scenarioWith = (price: PriceEntry, { seed, start, duration, standardPrice }: World): unknown => ({
  version: 1,
  name: 'fit',
  seed,
  start: formatInstant({ epochSeconds: start, offsetSeconds: 0 }),
  duration,
  rules: { priceOrder: 'none' },
  pools: [
    {
      name: POOL,
      type: 'type',
      region: 'region',
      zone: 'zone',
      standardPrice: standardPrice === undefined ? 1 : fromMicro(standardPrice),
      price,
    },
  ],
});

function csvOf({ at, value, until }: Series): string {
  const rows = [...at].map((second, row) => `${second},${fromMicro(value[row])}`);
  const last =
    until === undefined || until === at[at.length - 1]
      ? []
      : [`${until},${fromMicro(value[value.length - 1])}`];
  return `${['time,price', ...rows, ...last].join('\n')}\n`;
}

function recorded(process: StepProcess, duration: Seconds): PricePath {
  const [at, value]: [number[], number[]] = [[], []];
  follow(process, duration, (price, from) => {
    if (value[value.length - 1] === price) return;
    at.push(from);
    value.push(price);
  });
  return { at: Float64Array.from(at), value: Float64Array.from(value), until: duration };
}
