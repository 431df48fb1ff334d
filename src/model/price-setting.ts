import type { RunSpan, StepProcess } from '../kernel/index.js';
import type { PriceLimits, SpotTier, Tiers } from '../market/index.js';
import type { Stream } from '../random/index.js';
import type { PoolSpec, PriceSpec } from '../scenario/index.js';
import type { Instant, MicroPerHour, Seconds } from '../units/index.js';
import type { Assets } from './assets.js';
import type { Faults, Path } from './faults.js';
import type { PriceView } from './pool-link.js';

/** A price process that may tick at a fixed interval. */
export type PriceProcess = StepProcess & { readonly interval?: Seconds };

/** Opens the stream of a purpose of this pool's price, beside the stream that every price has. */
export type PriceStreams = (...purpose: readonly string[]) => Stream;

/** A price that can be made anew for each replication. */
export interface CompiledPrice {
  /** The tier that the process speaks of; the other follows from it. */
  readonly tier: SpotTier;
  readonly process: (stream: Stream, streamOf: PriceStreams, view: PriceView) => PriceProcess;
}

/** What a pool's market needs to be compiled. */
export interface PoolSetting {
  readonly pool: PoolSpec;
  /** Of the pool. */
  readonly path: Path;
  readonly span: RunSpan;
  /** The instant of second 0, with the clock on its wall. */
  readonly start: Instant;
  readonly currency: string;
  readonly assets: Assets;
  readonly faults: Faults;
}

/** What a price needs to be compiled. */
export interface PriceSetting extends PoolSetting {
  /** Of the price itself, which may be nested in another. */
  readonly at: Path;
  readonly tiers: Tiers;
  /** Compiles a price that is nested in this one, or stands for it. */
  readonly compile: (spec: PriceSpec, at: Path) => CompiledPrice | undefined;
}

/** Turns a process of the schema into what makes it; undefined where it is at fault. */
export type PriceCompiler<P extends PriceSpec['process']> = (
  spec: Extract<PriceSpec, { process: P }>,
  setting: PriceSetting,
) => CompiledPrice | undefined;

/** Between which prices a generated price stays; undefined, and a fault, where the standard price leaves no room. */
export function generatedLimits(
  setting: Pick<PriceSetting, 'path' | 'tiers' | 'faults'>,
  tier: SpotTier = 'unprotected',
): PriceLimits | undefined {
  const limits = setting.tiers.limits(tier);
  if (limits.max >= limits.min) return limits;
  setting.faults.add([...setting.path, 'standardPrice'], {
    message: 'the standard price leaves no room for two spot tiers below it',
    hint: 'raise it, or say rules.priceOrder: none',
  });
  return undefined;
}

/** A compiler of a generated price: of the tier without protection, inside the limits of the pool. */
export const generated =
  <P extends PriceSpec['process']>(
    make: (
      spec: Extract<PriceSpec, { process: P }>,
      stream: Stream,
      limits: PriceLimits,
      streamOf: PriceStreams,
    ) => PriceProcess,
  ): PriceCompiler<P> =>
  (spec, setting) => {
    const limits = generatedLimits(setting);
    return (
      limits && {
        tier: 'unprotected',
        process: (stream, streamOf) => make(spec, stream, limits, streamOf),
      }
    );
  };

/** Checks given prices against the order of the tiers (R17). */
export function checkOrder(
  setting: PriceSetting,
  prices: readonly MicroPerHour[],
  where: (index: number) => Path,
): void {
  prices.forEach((price, index) => {
    const fault = setting.tiers.fault(price, 'unprotected');
    if (fault !== undefined) setting.faults.add([...setting.at, ...where(index)], fault);
  });
}
