import { InvariantError } from '../units/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';
import type { HolderIndex } from './holder-index.js';
import type { Units, UnitTerms } from './unit.js';
import { byCeiling, sortUnits } from './unit-order.js';

/** What the pool keeps between events; plain, so that a run can be saved. */
export interface PoolState {
  /** Units open to us: capacity - background; 0 in an outage. */
  level: number;
  used: number;
  /** Units in notice or draining: held still, and no longer counted into the deficit. */
  leaving: number;
  outage: boolean;
  /** Units whose price is to be examined in this second. */
  due: number[];
}

/** One (region, zone, type): its stock, and who of ours holds what of it. */
export class CapacityPool {
  readonly unprotected: HolderIndex;
  readonly shielded: HolderIndex;
  state: PoolState = { level: 0, used: 0, leaving: 0, outage: false, due: [] };

  /** Used again at each examination. */
  private readonly found: UnitTerms[] = [];

  constructor(
    readonly index: number,
    private readonly units: Units,
    { unprotected, shielded }: { readonly unprotected: HolderIndex; readonly shielded: HolderIndex },
  ) {
    this.unprotected = unprotected;
    this.shielded = shielded;
  }

  get free(): number {
    return Math.max(0, this.state.level - this.state.used);
  }

  /** Units that must go although nobody has been told to: max(0, used - stock - units on their way out). */
  get deficit(): number {
    return Math.max(0, this.state.used - this.state.level - this.state.leaving);
  }

  take(terms: UnitTerms): void {
    this.units.hold(terms);
    this.state.used++;
    this.holders(terms)?.add(terms.id, terms.ceiling);
  }

  give(id: number): void {
    const unit = this.unit(id);
    this.units.drop(id);
    this.state.used--;
    if (this.units.isLeaving(id)) this.state.leaving--;
    this.holders(unit)?.remove(id, unit.ceiling);
  }

  rebid(id: number, ceiling: MicroPerHour): void {
    const unit = this.unit(id);
    const holders = this.holders(unit);
    holders?.remove(id, unit.ceiling);
    this.units.restate({ ...unit, ceiling });
    holders?.add(id, ceiling);
  }

  leave(id: number): void {
    this.mustHold(id);
    if (this.units.isLeaving(id)) return;
    this.units.setLeaving(id);
    this.state.leaving++;
  }

  /** Everything that we hold here, in the order of examination. */
  all(): readonly UnitTerms[] {
    return this.units.in(this.index).sort(byCeiling);
  }

  unit(id: number): UnitTerms {
    this.mustHold(id);
    return this.units.of(id);
  }

  private mustHold(id: number): void {
    if (!this.units.isHeld(id, this.index))
      throw new InvariantError(`replica ${id} holds nothing in pool ${this.index}`);
  }

  /** The index that a spot unit is in; none for standard units, whose price cannot be outbid. */
  private holders(unit: UnitTerms): HolderIndex | undefined {
    if (unit.tier === 'unprotected') return this.unprotected;
    return unit.tier === 'protected' ? this.shielded : undefined;
  }

  /** Spot units that `eligible` admits, lowest ceiling first, ties by their key, as many as `count`. */
  lowest(count: number, eligible: (unit: UnitTerms) => boolean): readonly UnitTerms[] {
    const all = this.lowestOf(this.unprotected, count, eligible);
    for (const unit of this.lowestOf(this.shielded, count, eligible)) all.push(unit);
    cutToLowest(all, count);
    return all;
  }

  /** Hundreds may stand on the rung where the last is found: only where many are wanted are they all sorted. */
  private lowestOf(index: HolderIndex, count: number, eligible: (unit: UnitTerms) => boolean): UnitTerms[] {
    const found: UnitTerms[] = [];
    index.ascend((ceiling, ids) => {
      if (found.length >= count && ceiling > found[found.length - 1].ceiling) return true;
      for (const id of ids) {
        const unit = this.unit(id);
        if (!eligible(unit)) continue;
        if (count > FEW) found.push(unit);
        else keepLowest(found, unit, count);
      }
      return false;
    });
    if (count > FEW) cutToLowest(found, count);
    return found;
  }

  /** Units to be examined for their price now, in order. */
  takeDue(now: Seconds, mayReclaim: (unit: UnitTerms, now: Seconds) => boolean): readonly UnitTerms[] {
    const { due } = this.state;
    if (due.length === 0) return NOBODY;
    const { found, units } = this;
    while (found.length > 0) found.pop();
    while (due.length > 0) {
      const id = due.pop() as number;
      if (!units.isHeld(id, this.index) || units.isLeaving(id)) continue;
      const unit = units.of(id);
      if (mayReclaim(unit, now)) found.push(unit);
    }
    if (found.length < 2) return found;
    sortUnits(found);
    // A unit may be due twice, such as for the ends of its lifetime and of its protection.
    let kept = 1;
    for (let place = 1; place < found.length; place++) {
      if (found[place] !== found[kept - 1]) found[kept++] = found[place];
    }
    while (found.length > kept) found.pop();
    return found;
  }
}

/** Puts a unit in its place among the lowest found so far, at most `count` of them. */
function keepLowest(lowest: UnitTerms[], unit: UnitTerms, count: number): void {
  let place = lowest.length;
  if (place < count) lowest.push(unit);
  else if (place === 0 || byCeiling(lowest[place - 1], unit) <= 0) return;
  else place--;
  for (; place > 0 && byCeiling(lowest[place - 1], unit) > 0; place--) lowest[place] = lowest[place - 1];
  lowest[place] = unit;
}

function cutToLowest(units: UnitTerms[], count: number): void {
  sortUnits(units);
  while (units.length > count) units.pop();
}

/** Up to so many are kept in order while they are looked for; more are sorted at the end. */
const FEW = 12;
const NOBODY: readonly UnitTerms[] = [];
