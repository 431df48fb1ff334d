import {
  administeredPrice,
  auction,
  constantPrice,
  garch,
  independentPrice,
  mixturePrice,
  priceSteps,
  reservePrice,
  tiers,
} from '../market/index.js';
import type { Tiers } from '../market/index.js';
import type { PoolSpec, PriceSpec, Rules } from '../scenario/index.js';
import { Faults, type Path } from './faults.js';
import { compileOrnsteinUhlenbeck, compileProvider } from './price-generators.js';
import { compileBootstrap, compileTrace } from './price-histories.js';
import {
  checkOrder,
  generated,
  type CompiledPrice,
  type PriceCompiler,
  type PoolSetting,
  type PriceSetting,
} from './price-setting.js';
import { drawnPrice, isUncertain } from './uncertain-price.js';
import { compilePreset, compileRegimes, compileSpikes } from './price-wrappers.js';

/** Everything about a pool's spot market that is the same in every replication. */
export interface MarketModel extends CompiledPrice {
  readonly tiers: Tiers;
}

/** One compiler per process of the schema; a new process without one does not compile. */
const COMPILERS: { readonly [P in PriceSpec['process']]: PriceCompiler<P> } = {
  constant: (spec, setting) => {
    checkOrder(setting, [spec.value], () => ['value']);
    return { tier: 'unprotected', process: () => constantPrice(spec) };
  },
  steps: (spec, setting) => {
    const values = spec.steps.map(({ value }) => value);
    checkOrder(setting, values, (index) => ['steps', index, 'value']);
    return { tier: 'unprotected', process: () => priceSteps(spec) };
  },
  independent: generated(independentPrice),
  'ornstein-uhlenbeck': compileOrnsteinUhlenbeck,
  'reserve-price': generated(reservePrice),
  mixture: generated(mixturePrice),
  provider: compileProvider,
  administered: generated(administeredPrice),
  trace: compileTrace,
  spikes: compileSpikes,
  'regime-switching': compileRegimes,
  garch: generated((spec, ticks, limits, streamOf) =>
    garch(spec, { ticks, start: streamOf('start') }, limits),
  ),
  auction: generated(auction),
  bootstrap: compileBootstrap,
  preset: compilePreset,
};

/** A price that is compiled anew in each replication, from parameters drawn on a stream of their own. */
const uncertain = (
  spec: PriceSpec,
  stated: CompiledPrice,
  compile: (drawn: PriceSpec) => CompiledPrice | undefined,
): CompiledPrice => ({
  tier: stated.tier,
  process: (stream, streamOf, view) => {
    const drawn = drawnPrice(spec, streamOf('parameters'), (one) => compile(one) !== undefined);
    return (compile(drawn) ?? stated).process(stream, streamOf, view);
  },
});

/** The same setting, whose faults nobody is told: those of parameters that are drawn again. */
const quiet = (setting: PriceSetting): PriceSetting => ({
  ...setting,
  faults: new Faults(() => undefined, { pools: [], services: [], jobs: [], demand: [], plans: [] }),
});

/** Compiles a pool's spot market; undefined where it has none or is at fault. */
export function compileMarket(rules: Rules, given: PoolSetting): MarketModel | undefined {
  const { pool } = given;
  if (!pool.spot || pool.price === undefined) return undefined;
  const both = tiersOf(rules, pool);
  const compile = (spec: PriceSpec, at: Path): CompiledPrice | undefined => {
    const compiler = COMPILERS[spec.process] as PriceCompiler<PriceSpec['process']>;
    const setting = { ...given, tiers: both, at, compile };
    const made = compiler(spec, setting);
    return made && isUncertain(spec)
      ? uncertain(spec, made, (drawn) => compiler(drawn, quiet(setting)))
      : made;
  };
  const made = compile(pool.price, [...given.path, 'price']);
  return made && { tiers: both, ...made };
}

export const tiersOf = (rules: Rules, { standardPrice }: PoolSpec): Tiers =>
  tiers({ ratio: rules.protectionPriceRatio, order: rules.priceOrder }, standardPrice);
