import { MAX_PRICE, MICRO, toMicro, type MicroPerHour } from '../units/index.js';

/** Between which prices a process or a shock must stay, both included. */
export interface PriceLimits {
  readonly min: MicroPerHour;
  readonly max: MicroPerHour;
}

export const ANY_PRICE: PriceLimits = { min: 1, max: MAX_PRICE };

/** The grid on which a random sample becomes a price. */
export interface PriceGrid {
  /** Micro-units per step. */
  readonly step: MicroPerHour;
  /** Steps in one unit of the currency. */
  readonly perUnit: number;
  readonly min: MicroPerHour;
  readonly max: MicroPerHour;
}

/**
 * The grid of a decimal price step such as 0.0001 (absent: one micro-unit) inside limits. Its ends lie on the
 * grid as far as the limits leave room, so that a capped price is still a multiple of the step.
 */
export function priceGrid(round: number | undefined, limits: PriceLimits): PriceGrid {
  const step = Math.max(1, toMicro(round ?? 0));
  const perUnit = MICRO / step;
  const highest = Math.floor(limits.max / step) * step;
  const lowest = Math.ceil(limits.min / step) * step;
  return highest < lowest ? { step, perUnit, ...limits } : { step, perUnit, min: lowest, max: highest };
}

/** A sample in the currency as a price: rounded once, half up, and kept inside the grid's ends. */
export function toPrice(sample: number, grid: PriceGrid): MicroPerHour {
  const price = Math.floor(sample * grid.perUnit + 0.5) * grid.step;
  return price > grid.max ? grid.max : price > grid.min ? price : grid.min;
}

/** A whole price inside limits. */
export const limited = (price: MicroPerHour, limits: PriceLimits): MicroPerHour =>
  Math.min(limits.max, Math.max(limits.min, price));
