import type { Tier } from '../events/index.js';
import { ascending, copyPlain, mark, noMarks, takeMarks } from '../units/index.js';
import type { Marks, MicroPerHour, Seconds } from '../units/index.js';
import type { HolderIndex } from './holder-index.js';
import { Ladder } from './ladder.js';
import { CapacityPool } from './pool.js';
import { Units } from './unit.js';
import type { InventoryPorts, UnitTerms } from './unit.js';

/** The capacity pools: stock against use, and who is reclaimed when the one or the price falls short. */
export class Inventory {
  readonly pools: readonly CapacityPool[];
  /** Pools to be examined in this second. */
  private touched = noMarks();
  /** Shared with the pools. */
  private readonly units = new Units();

  constructor(
    count: number,
    private readonly ports: InventoryPorts,
    makeIndex: () => HolderIndex = () => new Ladder(),
  ) {
    this.pools = Array.from(
      { length: count },
      (_, index) => new CapacityPool(index, this.units, { unprotected: makeIndex(), shielded: makeIndex() }),
    );
  }

  free(pool: number): number {
    return this.pool(pool).free;
  }

  /** Units of the pool that are open to us. */
  level(pool: number): number {
    return this.pool(pool).state.level;
  }

  /** Units that we hold in the pool, those on their way out included. */
  used(pool: number): number {
    return this.pool(pool).state.used;
  }

  /** Units that we hold in the pool and that nobody has told to go. */
  staying(pool: number): number {
    const { used, leaving } = this.pool(pool).state;
    return used - leaving;
  }

  /** Ceiling of the next unit that stock would take now, beyond the deficit and `taken` more; undefined for none. */
  nextCeiling(pool: number, taken: number): MicroPerHour | undefined {
    const there = this.pool(pool);
    const skipped = there.deficit + taken;
    if (there.state.used <= skipped) return undefined;
    const now = this.ports.now();
    const admits = (unit: UnitTerms): boolean => this.mayGo(unit, now);
    return there.lowest(skipped + 1, admits)[skipped]?.ceiling;
  }

  /** The caller has seen a free unit; `used` never rises above stock by an acquisition of the shipped allocator. */
  take(unit: UnitTerms): void {
    this.pool(unit.pool).take(unit);
  }

  /** The unit is gone; whoever waits for the pool may have it. */
  give(pool: number, id: number): void {
    const there = this.pool(pool);
    const free = there.free;
    there.give(id);
    this.open(there, free);
  }

  /** The unit is on its way out (noticed or draining): it counts as used, and no longer into the deficit. */
  leave(pool: number, id: number): void {
    this.pool(pool).leave(id);
  }

  /** The unit stands under another ceiling from here on; the caller sees to what follows from the price. */
  rebid(pool: number, id: number, ceiling: MicroPerHour): void {
    this.pool(pool).rebid(id, ceiling);
  }

  await(pool: number, tier: Tier, ceiling: MicroPerHour, change: 1 | -1): void {
    this.indexOf(pool, tier)?.await(ceiling, change);
  }

  /** The market moved (rank 1): ceilings crossed are told, and those who wait at one are let in at rank 8. */
  priceChanged(pool: number, unprotected: MicroPerHour, shielded: MicroPerHour): void {
    const { ports } = this;
    const there = this.pool(pool);
    const a = there.unprotected.move(unprotected, ports.crossed);
    const b = there.shielded.move(shielded, ports.crossed);
    if (a || b) this.open(there, 0);
  }

  /** Stock moved (rank 2). Only a fall can make a deficit, only a rise can let somebody in. */
  levelChanged(pool: number, level: number): void {
    const there = this.pool(pool);
    const free = there.free;
    const rose = level > there.state.level;
    there.state.level = level;
    if (rose) this.open(there, free);
    else if (there.deficit > 0) this.touch(pool);
  }

  /** An outage begins or ends (rank 2); the caller sets the level to 0 for its time. */
  outageChanged(pool: number, begins: boolean): void {
    this.pool(pool).state.outage = begins;
    if (begins) this.touch(pool);
  }

  /**
   * The unit is to be examined in this second: ceiling crossed, protection or lifetime ended, or periodic check. Where
   * nothing stands against it now nothing is done: a price or a level that changes later in the second asks again.
   */
  examine(pool: number, id: number): void {
    const there = this.pool(pool);
    const { ports } = this;
    const { tier, ceiling } = there.unit(id);
    const dear = ports.priceReclaim && ports.price(pool, tier) > ceiling;
    if (!dear && !this.units.isExpired(id) && !there.state.outage && there.deficit === 0) return;
    there.state.due.push(id);
    this.touch(pool);
  }

  /** The unit's lifetime is over. */
  expire(pool: number, id: number): void {
    this.units.setExpired(id);
    this.examine(pool, id);
  }

  /** Rank 3: lifetimes that end, outages, prices above ceilings, then what is left of the stock deficit. */
  examineAll(): void {
    for (const pool of ascending(takeMarks(this.touched))) this.examinePool(this.pool(pool));
  }

  /**
   * Takes up to `count` spot units of others for a standard request of ours (`standardDisplacesSpot: all`);
   * `spares` says which units are exempt. Returns how many it took.
   */
  displace(pool: number, count: number, spares: (id: number) => boolean): number {
    const now = this.ports.now();
    const admits = (unit: UnitTerms): boolean => !spares(unit.id) && this.mayGo(unit, now);
    const taken = this.pool(pool).lowest(count, admits);
    for (const unit of taken) this.ports.preempt(unit.id, 'stock');
    return taken.length;
  }

  save(): unknown {
    return copyPlain({
      touched: this.touched,
      units: this.units.save(),
      pools: this.pools.map((pool) => [pool.state, pool.unprotected.save(), pool.shielded.save()]),
    });
  }

  restore(saved: unknown): void {
    const { touched, units, pools } = copyPlain(saved) as {
      touched: Marks;
      units: unknown;
      pools: [CapacityPool['state'], unknown, unknown][];
    };
    this.touched = touched;
    this.units.restore(units);
    pools.forEach(([state, unprotected, shielded], index) => {
      const pool = this.pool(index);
      pool.state = state;
      pool.unprotected.restore(unprotected);
      pool.shielded.restore(shielded);
    });
  }

  private examinePool(pool: CapacityPool): void {
    const { ports } = this;
    const now = ports.now();
    const due = pool.takeDue(now, ports.mayReclaim);
    for (const { id } of due) if (this.units.isExpired(id)) ports.preempt(id, 'lifetime');
    if (pool.state.outage) for (const unit of pool.all()) ports.preempt(unit.id, 'outage');
    for (const unit of due) {
      const { id } = unit;
      const stays = this.units.isHeld(id, pool.index) && !this.units.isLeaving(id);
      if (stays && ports.priceReclaim && ports.price(pool.index, unit.tier) > unit.ceiling)
        ports.preempt(id, 'price');
    }
    this.reclaim(pool, now);
  }

  /** Lowest ceiling first, ties by the seeded key; protected and standard units stay (A6, A20). */
  private reclaim(pool: CapacityPool, now: Seconds): void {
    if (pool.deficit === 0) return;
    for (const unit of this.lowest(pool, now)) this.ports.preempt(unit.id, 'stock');
  }

  /** As many as the pool lacks. */
  private lowest(pool: CapacityPool, now: Seconds): readonly UnitTerms[] {
    return pool.lowest(pool.deficit, (unit) => this.mayGo(unit, now));
  }

  /** Nobody has told the unit to go, and the provider may. */
  private mayGo(unit: UnitTerms, now: Seconds): boolean {
    return !this.units.isLeaving(unit.id) && this.ports.mayReclaim(unit, now);
  }

  private touch(pool: number): void {
    mark(this.touched, pool);
    this.ports.examinationWanted();
  }

  /** Units may be had that could not be had before, when `free` were. */
  private open({ index, free }: CapacityPool, before: number): void {
    if (free > 0) this.ports.opened(index, before > 0);
  }

  private indexOf(pool: number, tier: Tier): HolderIndex | undefined {
    if (tier === 'unprotected') return this.pool(pool).unprotected;
    return tier === 'protected' ? this.pool(pool).shielded : undefined;
  }

  private pool(index: number): CapacityPool {
    return this.pools[index];
  }
}
