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

/** Marks of a unit that is held. */
const LEAVING = 1;
const EXPIRED = 2;

/** In place of a pool. */
const NOWHERE = -1;

/**
 * What each replica holds, shared by all pools. The terms are those that were given, not copies: they stand still
 * while the unit is held, and a copy would be one more record to read at every event of a replica.
 */
export class Units {
  private readonly terms: UnitTerms[] = [];
  /** By replica id: the pool, or NOWHERE; and its marks. */
  private readonly pools: number[] = [];
  private readonly marks: number[] = [];

  hold(terms: UnitTerms): void {
    const { id } = terms;
    while (this.terms.length <= id) {
      this.terms.push(terms);
      this.pools.push(NOWHERE);
      this.marks.push(0);
    }
    this.terms[id] = terms;
    this.pools[id] = terms.pool;
    this.marks[id] = 0;
  }

  /** Other terms for a unit that is held. */
  restate(terms: UnitTerms): void {
    this.terms[terms.id] = terms;
  }

  drop(id: number): void {
    this.pools[id] = NOWHERE;
  }

  isHeld(id: number, pool: number): boolean {
    return id < this.pools.length && this.pools[id] === pool;
  }

  /** The terms of a unit that is held. */
  of(id: number): UnitTerms {
    return this.terms[id];
  }

  /** It is on its way out: in notice, or given back by us and draining. */
  isLeaving(id: number): boolean {
    return (this.marks[id] & LEAVING) !== 0;
  }

  /** Its lifetime is over; the provider takes it at the next examination. */
  isExpired(id: number): boolean {
    return (this.marks[id] & EXPIRED) !== 0;
  }

  setLeaving(id: number): void {
    this.marks[id] |= LEAVING;
  }

  setExpired(id: number): void {
    this.marks[id] |= EXPIRED;
  }

  /** Everything held in a pool. */
  in(pool: number): UnitTerms[] {
    return this.terms.filter((_, id) => this.pools[id] === pool);
  }

  save(): unknown {
    const held = this.terms.filter((_, id) => this.pools[id] !== NOWHERE);
    return held.map(({ id, pool, tier, ceiling, protectedUntil, tie }) => ({
      ...{ id, pool, tier, ceiling, protectedUntil, tie },
      marks: this.marks[id],
    }));
  }

  restore(saved: unknown): void {
    this.pools.fill(NOWHERE);
    for (const { marks, ...terms } of saved as (UnitTerms & { readonly marks: number })[]) {
      this.hold(terms);
      this.marks[terms.id] = marks;
    }
  }
}

/** What the pools need from the world around them. */
export interface InventoryPorts {
  readonly now: () => Seconds;
  /** Price of the pool's tier now, micro-units per hour. */
  readonly price: (pool: number, tier: Tier) => MicroPerHour;
  /** Whether the provider may take the unit back now: the allocator's word (R19, R26). */
  readonly mayReclaim: (unit: UnitTerms, now: Seconds) => boolean;
  /** Whether a price above the ceiling takes a unit back (not on Google Cloud). */
  readonly priceReclaim: boolean;
  /** The provider takes the unit back: notice, or release at once where there is none. */
  readonly preempt: (unit: number, cause: PreemptionCause) => void;
  /** The price crosses the ceiling of a unit, also of a protected or noticed one. */
  readonly crossed: (unit: number, above: boolean) => void;
  /** Somebody who waits may now be let in by this pool; `more`: it had free units before, at the same price. */
  readonly opened: (pool: number, more: boolean) => void;
  /** An examination of the pools is wanted in this second (rank 3). */
  readonly examinationWanted: () => void;
}
