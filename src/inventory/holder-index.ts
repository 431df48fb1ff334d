import type { MicroPerHour } from '../units/index.js';

/** Called for each holder whose ceiling the price has crossed. */
export type Crossed = (unit: number, above: boolean) => void;

/**
 * Who holds, and who waits for, the spot units of one pool and tier, by ceiling. `Ladder` is the index that runs
 * use; a scan over everything stands beside it in the tests as its oracle.
 */
export interface HolderIndex {
  add(unit: number, ceiling: MicroPerHour): void;
  remove(unit: number, ceiling: MicroPerHour): void;
  /** Somebody begins (+1) or ceases (-1) to wait for a price at or below the ceiling. */
  await(ceiling: MicroPerHour, change: 1 | -1): void;
  /** The price moves; returns whether it fell to a ceiling at which somebody waits. */
  move(price: MicroPerHour, crossed: Crossed): boolean;
  /** Calls `visit` with each ceiling and its holders, lowest ceiling first, until it returns true. */
  ascend(visit: (ceiling: MicroPerHour, units: readonly number[]) => boolean): void;
  save(): unknown;
  restore(saved: unknown): void;
}
