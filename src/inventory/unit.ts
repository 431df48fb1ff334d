import type { PreemptionCause, Tier } from '../events/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';

/** An instance as it is asked for. `id` is the replica that is to hold it; a replica holds one at a time. */
export interface UnitTerms {
  readonly id: number;
  readonly pool: number;
  readonly tier: Tier;
  /** Infinity for standard. */
  readonly ceiling: MicroPerHour;
  /** First second outside protection. */
  readonly protectedUntil: Seconds;
  /** Seeded key that breaks ties among equal ceilings at a reclaim (A20). */
  readonly tie: number;
}

/**
 * What a replica holds of a capacity pool; its record is used again for whatever it holds next, since records that
 * come and go would cost more than the pools.
 */
export interface Unit extends Writable<UnitTerms> {
  /** -1 while nothing is held. */
  pool: number;
  /** True once it is on its way out: in notice, or given back by us and draining. */
  leaving: boolean;
  /** Its lifetime is over; the provider takes it at the next examination. */
  expired: boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Records by replica id, shared by all pools. */
export type Units = Unit[];

/** The record of a replica, made when it first holds something. */
export function recordOf(units: Units, id: number): Unit {
  while (units.length <= id) units.push(noUnit(units.length));
  return units[id];
}

const noUnit = (id: number): Unit => ({
  id,
  pool: -1,
  tier: 'standard',
  ceiling: 0,
  protectedUntil: 0,
  tie: 0,
  leaving: false,
  expired: false,
});

/** What the pools need from the world around them. */
export interface InventoryPorts {
  readonly now: () => Seconds;
  /** Price of the pool's tier now, micro-units per hour. */
  readonly price: (pool: number, tier: Tier) => MicroPerHour;
  /** Whether the provider may take the unit back now: the allocator's word (R19, R26). */
  readonly mayReclaim: (unit: Unit, now: Seconds) => boolean;
  /** Whether a price above the ceiling takes a unit back (not on Google Cloud). */
  readonly priceReclaim: boolean;
  /** The provider takes the unit back: notice, or release at once where there is none. */
  readonly preempt: (unit: number, cause: PreemptionCause) => void;
  /** The price crosses the ceiling of a unit, also of a protected or noticed one. */
  readonly crossed: (unit: number, above: boolean) => void;
  /** Somebody who waits may now be let in by this pool. */
  readonly opened: (pool: number) => void;
  /** An examination of the pools is wanted in this second (rank 3). */
  readonly examinationWanted: () => void;
}

/** Order of examination among units of one cause: ceiling, then the seeded key, then the number. */
export const byCeiling = (a: Unit, b: Unit): number => a.ceiling - b.ceiling || a.tie - b.tie || a.id - b.id;
