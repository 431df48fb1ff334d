import { overlaid, type StepProcess } from '../../kernel/index.js';
import type { Seconds } from '../../units/index.js';
import { UNLIMITED } from './given.js';

/** A change of the stock that the timeline makes from `at` until (and without) `until`, in whole units. */
export type StockShock = { readonly at: Seconds; readonly until: Seconds } & (
  { readonly change: number; readonly to?: undefined } | { readonly to: number; readonly change?: undefined }
);

/** The stock with its shocks compiled in; overlapping ones are applied in file order, never below 0. */
export const shockedStock = (process: StepProcess, shocks: readonly StockShock[]): StepProcess =>
  overlaid(
    process,
    shocks.map((shock) => ({
      at: shock.at,
      until: shock.until,
      apply: (units) => (shock.change === undefined ? shock.to : changed(units, shock.change)),
    })),
  );

/** Taking units from an unlimited pool leaves it unlimited; only `to` bounds it. */
const changed = (units: number, change: number): number =>
  units === UNLIMITED ? UNLIMITED : Math.max(0, units + change);
