import type { StepProcess } from '../kernel/index.js';
import { replayFault } from '../kernel/index.js';
import type { RunSpan } from '../kernel/index.js';
import {
  administeredPrice,
  constantPrice,
  independentPrice,
  mixturePrice,
  orderIssues,
  ornsteinUhlenbeck,
  priceSteps,
  providerFault,
  providerPrice,
  readPriceHistory,
  reservePrice,
  scaledPrice,
  tiers,
  tracePrice,
} from '../market/index.js';
import type { PriceHistory, PriceLimits, SpotTier, Tiers } from '../market/index.js';
import type { Stream } from '../random/index.js';
import type { PoolSpec, PriceSpec, Rules } from '../scenario/index.js';
import { seasonalWave } from '../units/index.js';
import type { Instant, MicroPerHour, Seconds } from '../units/index.js';
import type { Assets } from './assets.js';
import type { Faults, Path } from './faults.js';
import type { PriceView } from './pool-link.js';

/** A price process that may tick at a fixed interval. */
export type PriceProcess = StepProcess & { readonly interval?: Seconds };

/** Everything about a pool's spot market that is the same in every replication. */
export interface MarketModel {
  readonly tiers: Tiers;
  /** The tier that the process speaks of; the other follows from it. */
  readonly tier: SpotTier;
  readonly process: (stream: Stream, view: PriceView) => PriceProcess;
}

/** What a price needs to be compiled. */
export interface PriceSetting {
  readonly pool: PoolSpec;
  readonly path: Path;
  readonly tiers: Tiers;
  readonly span: RunSpan;
  /** The instant of second 0, with the clock on its wall. */
  readonly start: Instant;
  readonly assets: Assets;
  readonly faults: Faults;
}

type Compiler<P extends PriceSpec['process']> = (
  spec: Extract<PriceSpec, { process: P }>,
  setting: PriceSetting,
) => Compiled;

type Compiled = Omit<MarketModel, 'tiers'> | undefined;

/** One compiler per process of the schema; a new process without one does not compile. */
const COMPILERS: { readonly [P in PriceSpec['process']]: Compiler<P> } = {
  constant: (spec, setting) => {
    checkOrder(setting, [spec.value], () => ['value']);
    return { tier: 'unprotected', process: () => constantPrice(spec) };
  },
  steps: (spec, setting) => {
    const values = spec.steps.map(({ value }) => value);
    checkOrder(setting, values, (index) => ['steps', index, 'value']);
    return { tier: 'unprotected', process: () => priceSteps(spec) };
  },
  independent: (spec, setting) => generated(setting, independentPrice, spec),
  'ornstein-uhlenbeck': compileOrnsteinUhlenbeck,
  'reserve-price': (spec, setting) => generated(setting, reservePrice, spec),
  mixture: (spec, setting) => generated(setting, mixturePrice, spec),
  provider: compileProvider,
  administered: (spec, setting) => generated(setting, administeredPrice, spec),
  trace: compileTrace,
};

/** Compiles a pool's spot market; undefined where it has none or is at fault. */
export function compileMarket(rules: Rules, setting: Omit<PriceSetting, 'tiers'>): MarketModel | undefined {
  const { pool } = setting;
  if (!pool.spot || pool.price === undefined) return undefined;
  const both = tiersOf(rules, pool);
  const compile = COMPILERS[pool.price.process] as Compiler<PriceSpec['process']>;
  const made = compile(pool.price, { ...setting, tiers: both });
  return made && { tiers: both, tier: made.tier, process: made.process };
}

export const tiersOf = (rules: Rules, { standardPrice }: PoolSpec): Tiers =>
  tiers({ ratio: rules.protectionPriceRatio, order: rules.priceOrder }, standardPrice);

/** A market whose prices are made inside the limits that its tiers leave. */
function generated<S>(
  setting: PriceSetting,
  make: (spec: S, stream: Stream, limits: PriceLimits) => PriceProcess,
  spec: S,
): Compiled {
  const limits = generatedLimits(setting);
  return limits && { tier: 'unprotected', process: (stream) => make(spec, stream, limits) };
}

/** Between which prices a generated one is kept (R17); undefined, and a fault, where the tiers leave no room. */
export function generatedLimits(setting: PriceSetting): ReturnType<Tiers['limits']> | undefined {
  const limits = setting.tiers.limits('unprotected');
  if (limits.max >= limits.min) return limits;
  setting.faults.add([...setting.path, 'standardPrice'], {
    message: 'the standard price leaves no room for two spot tiers below it',
    hint: 'raise it, or say rules.priceOrder: none',
  });
  return undefined;
}

function checkOrder(
  setting: PriceSetting,
  prices: readonly MicroPerHour[],
  where: (index: number) => Path,
): void {
  prices.forEach((price, index) => {
    const fault = setting.tiers.fault(price, 'unprotected');
    if (fault !== undefined) setting.faults.add([...setting.path, 'price', ...where(index)], fault);
  });
}

function compileOrnsteinUhlenbeck(
  spec: Extract<PriceSpec, { process: 'ornstein-uhlenbeck' }>,
  setting: PriceSetting,
): Compiled {
  const wave = spec.season && seasonalWave(spec.season, setting.start);
  return generated(
    setting,
    (whole: typeof spec, stream, limits) => ornsteinUhlenbeck(whole, stream, limits, wave),
    spec,
  );
}

function compileProvider(spec: Extract<PriceSpec, { process: 'provider' }>, setting: PriceSetting): Compiled {
  const fault = providerFault(spec);
  if (fault === undefined) return generated(setting, providerPrice, spec);
  setting.faults.add([...setting.path, 'price', 'arrivals'], fault);
  return undefined;
}

function compileTrace(spec: Extract<PriceSpec, { process: 'trace' }>, setting: PriceSetting): Compiled {
  const history = readHistory(spec, setting);
  if (history === undefined) return undefined;
  const { faults, path, span } = setting;
  const fault = replayFault(history.series, spec, span);
  if (fault !== undefined) {
    faults.add([...path, 'price', 'file'], { ...fault, message: `${spec.file}: ${fault.message}` });
    return undefined;
  }
  const check = (price: MicroPerHour): ReturnType<Tiers['fault']> =>
    setting.tiers.fault(scaledPrice(price, spec.scale), spec.tier);
  const place = (row: number): { at: { file: string; line: number; column: number } } => ({
    at: { file: history.file, line: history.lines[row], column: history.columns[row] },
  });
  faults.addAll(orderIssues(check, history.series.value, place));
  return { tier: spec.tier, process: (stream) => tracePrice(history.series, spec, span, stream) };
}

function readHistory(
  spec: Extract<PriceSpec, { process: 'trace' }>,
  { assets, faults, path }: PriceSetting,
): PriceHistory | undefined {
  const { format, file, product, zone, instanceType, timezone, columns } = spec;
  const opened = assets.open(file);
  if (!opened.ok) {
    for (const { message, hint } of opened.issues)
      faults.add([...path, 'price', 'file'], { message: `${file}: ${message}`, hint });
    return undefined;
  }
  const reader = readPriceHistory(format, { file, product, zone, instanceType, timezone, columns });
  for (const chunk of opened.value) reader.push(chunk);
  const read = reader.end();
  if (read.ok) return read.value;
  faults.addAll(read.issues);
  return undefined;
}
