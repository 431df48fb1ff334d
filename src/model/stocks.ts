import type { StepProcess } from '../kernel/index.js';
import {
  bulk,
  bulkFault,
  constantStock,
  correlated,
  erlang,
  erlangFault,
  markovModulated,
  onOff,
  onOffFault,
  readStockHistory,
  stockSeason,
  stockSteps,
  traceStock,
  unlimitedStock,
} from '../inventory/index.js';
import type { OnOffSpec, StockWaves } from '../inventory/index.js';
import type { DistributionSpec, Stream } from '../random/index.js';
import { STOCK_PRESETS } from '../scenario/index.js';
import type { PoolSpec, StockSpec } from '../scenario/index.js';
import { HOUR, seasonalWave, type Instant, type Wave } from '../units/index.js';
import { coversRun, readAsset } from './histories.js';
import type { HistorySetting } from './histories.js';
import type { StockView } from './pool-link.js';

/** Opens the stream of a purpose of this pool's stock. */
export type StreamOf = (purpose: string) => Stream;

/** Opens the stream of a driver that zones share, by its name alone. */
export type DriverOf = (name: string) => Stream;

/** Makes the stock process of one replication. */
export type StockFactory = (streamOf: StreamOf, view: StockView, driverOf: DriverOf) => StepProcess;

export interface StockSetting extends HistorySetting {
  /** The instant of second 0, with the clock on its wall. */
  readonly start: Instant;
}

type Compiler<P extends StockSpec['process']> = (
  spec: Extract<StockSpec, { process: P }>,
  setting: StockSetting,
) => StockFactory | undefined;

/** One compiler per process of the schema; a new process without one does not compile. */
const COMPILERS: { readonly [P in StockSpec['process']]: Compiler<P> } = {
  unlimited: () => unlimitedStock,
  constant: (spec) => () => constantStock(spec),
  steps: (spec) => () => stockSteps(spec),
  erlang: (spec, { faults, at }) => {
    const fault = erlangFault(spec);
    if (fault !== undefined) faults.add([...at, 'hold'], { message: fault });
    return (streamOf) =>
      erlang(spec, { arrivals: streamOf('arrivals'), holds: streamOf('holds'), start: streamOf('start') });
  },
  'on-off': compileOnOff,
  'markov-modulated': (spec) => (streamOf) =>
    markovModulated(spec, { stays: streamOf('stays'), jumps: streamOf('jumps'), start: streamOf('start') }),
  correlated: compileCorrelated,
  bulk: compileBulk,
  preset: (spec, setting) => compileOnOff(presetStock(spec), setting),
  season: compileSeason,
  trace: compileTrace,
};

/** Compiles a pool's stock; undefined where it is at fault. */
export function compileStock(
  { stock }: Pick<PoolSpec, 'stock'>,
  setting: StockSetting,
): StockFactory | undefined {
  const compile = COMPILERS[stock.process] as Compiler<StockSpec['process']>;
  return compile(stock, setting);
}

function compileOnOff(spec: OnOffSpec, { faults, at }: StockSetting): StockFactory {
  const fault = onOffFault(spec);
  if (fault !== undefined) faults.add([...at, fault.key], fault);
  return (streamOf) =>
    onOff(spec, { ups: streamOf('ups'), downs: streamOf('downs'), start: streamOf('start') });
}

/** The on-off process of a measured zone: its mean spells, with the spread of the lognormal fits. */
function presetStock({
  name,
  capacity,
}: Omit<Extract<StockSpec, { process: 'preset' }>, 'process'>): OnOffSpec {
  const { meanUp, meanDown, up, down } = STOCK_PRESETS[name];
  return { capacity, up: lognormalOf(meanUp, up.sigma), down: lognormalOf(meanDown, down.sigma) };
}

const lognormalOf = (hours: number, sigma: number): DistributionSpec => ({
  distribution: 'lognormal',
  median: (hours * HOUR) / Math.exp((sigma * sigma) / 2),
  sigma,
});

function compileCorrelated(spec: Extract<StockSpec, { process: 'correlated' }>): StockFactory {
  const { capacity, availability = 0, driver } = spec;
  const levels = spec.levels ?? [
    { units: capacity, share: availability },
    { units: 0, share: 1 - availability },
  ];
  return (streamOf, _view, driverOf) =>
    correlated({ ...spec, levels }, { driver: driverOf(driver), zone: streamOf('zone') });
}

function compileBulk(
  spec: Extract<StockSpec, { process: 'bulk' }>,
  { faults, at }: StockSetting,
): StockFactory {
  const fault = bulkFault(spec);
  if (fault !== undefined) faults.add([...at, fault.key], fault);
  const { capacity, size } = spec;
  const batch = 'distribution' in size ? size : constantSize(size, capacity);
  return (streamOf) =>
    bulk(
      { ...spec, size: batch },
      {
        losses: streamOf('losses'),
        sizes: streamOf('sizes'),
        returns: streamOf('returns'),
        start: streamOf('start'),
      },
    );
}

/** A share of the capacity is rounded up, so that any share takes something. */
function constantSize(size: { count: number } | { percent: number }, capacity: number): DistributionSpec {
  const value = 'count' in size ? size.count : Math.ceil((capacity * size.percent) / 100);
  return { distribution: 'constant', value };
}

function compileSeason(
  spec: Extract<StockSpec, { process: 'season' }>,
  setting: StockSetting,
): StockFactory | undefined {
  const base = compileStock({ stock: spec.base }, { ...setting, at: [...setting.at, 'base'] });
  const waves = wavesOf(spec, setting.start);
  return base && ((streamOf, view, driverOf) => stockSeason(spec, base(streamOf, view, driverOf), waves));
}

/** One wave may be a share of what is there and the other in units. */
function wavesOf(
  { daily, weekly, timezone }: Extract<StockSpec, { process: 'season' }>,
  start: Instant,
): StockWaves {
  const of = (kind: 'share' | 'units'): StockWaves['units'] => {
    const wave = (written: typeof daily): Wave => {
      const amplitude: { readonly share?: number; readonly units?: number } = written?.amplitude ?? {};
      return { amplitude: amplitude[kind] ?? 0, peak: written?.peak ?? 0 };
    };
    return seasonalWave({ daily: wave(daily), weekly: wave(weekly), timezone }, start);
  };
  return { share: of('share'), units: of('units') };
}

function compileTrace(
  spec: Extract<StockSpec, { process: 'trace' }>,
  setting: StockSetting,
): StockFactory | undefined {
  const reader = readStockHistory({ ...spec, localTimes: setting.assets.localTimes });
  const history = readAsset(spec.file, reader, setting);
  if (history === undefined || !coversRun(spec, history.series, setting)) return undefined;
  return (streamOf) => traceStock(history.series, spec, setting.span, streamOf('window'));
}
