import { overlaid, type StepProcess } from '../kernel/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';
import { ANY_PRICE, limited, type PriceLimits } from './price.js';

/** A change of the price that the timeline makes from `at` until (and without) `until`. */
export type PriceShock = { readonly at: Seconds; readonly until: Seconds } & (
  | { readonly factor: number; readonly to?: undefined }
  | { readonly to: MicroPerHour; readonly factor?: undefined }
);

/**
 * The price with its shocks compiled in; overlapping ones are applied in file order. `limits` keep the order of
 * the tiers under shocks too (R17): pass those of `Tiers.limits`.
 */
export const shocked = (
  process: StepProcess,
  shocks: readonly PriceShock[],
  limits: PriceLimits = ANY_PRICE,
): StepProcess =>
  overlaid(
    process,
    shocks.map((shock) => ({
      at: shock.at,
      until: shock.until,
      apply: (price) =>
        limited(shock.factor === undefined ? shock.to : Math.floor(price * shock.factor + 0.5), limits),
    })),
  );
