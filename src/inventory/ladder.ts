import { copyPlain, InvariantError } from '../units/index.js';
import type { MicroPerHour } from '../units/index.js';
import type { Crossed, HolderIndex } from './holder-index.js';

/** All holders and waiters with one ceiling. */
interface Rung {
  readonly ceiling: MicroPerHour;
  readonly units: number[];
  waiting: number;
}

/** Rungs that nobody uses are kept until this many more than the used ones have gathered. */
const SLACK = 32;
/** Seats at first; doubled as units come. */
const SEATS = 64;

/**
 * Holders and waiters on rungs sorted by ceiling, with the price's place among them: a price change costs two
 * comparisons where it crosses no rung, and touches only the holders whose ceiling it crosses.
 */
export class Ladder implements HolderIndex {
  private rungs: Rung[] = [];
  /** Their ceilings: a search reads nothing else, and side by side they lie on a line or two of the cache. */
  private ceilings: MicroPerHour[] = [];
  /** Rungs below this one have a ceiling under the price. */
  private place = 0;
  private price: MicroPerHour = 0;
  /** A price above the one and up to the other crosses no rung: the ceilings next to the price. */
  private below: MicroPerHour = -Infinity;
  private above: MicroPerHour = Infinity;
  /** Place of each unit on its rung, so that removal does not search. */
  private seat = new Int32Array(SEATS);

  add(unit: number, ceiling: MicroPerHour): void {
    const { units } = this.rungAt(ceiling);
    while (unit >= this.seat.length) this.seat = doubled(this.seat);
    this.seat[unit] = units.length;
    units.push(unit);
  }

  remove(unit: number, ceiling: MicroPerHour): void {
    const { units } = this.rungAt(ceiling);
    const seat = this.seat[unit];
    if (units[seat] !== unit) throw new InvariantError(`unit ${unit} is not on the rung of its ceiling`);
    const last = units.pop() as number;
    if (last === unit) return;
    units[seat] = last;
    this.seat[last] = seat;
  }

  await(ceiling: MicroPerHour, change: 1 | -1): void {
    this.rungAt(ceiling).waiting += change;
  }

  move(price: MicroPerHour, crossed: Crossed): boolean {
    this.price = price;
    return price > this.below && price <= this.above ? false : this.cross(price, crossed);
  }

  private cross(price: MicroPerHour, crossed: Crossed): boolean {
    const { rungs, ceilings } = this;
    let wanted = false;
    while (this.place < rungs.length && ceilings[this.place] < price) {
      for (const unit of rungs[this.place].units) crossed(unit, true);
      this.place++;
    }
    while (this.place > 0 && ceilings[this.place - 1] >= price) {
      this.place--;
      const rung = rungs[this.place];
      for (const unit of rung.units) crossed(unit, false);
      if (rung.waiting > 0) wanted = true;
    }
    this.look();
    return wanted;
  }

  ascend(visit: (ceiling: MicroPerHour, units: readonly number[]) => boolean): void {
    for (const rung of this.rungs) {
      if (rung.units.length > 0 && visit(rung.ceiling, rung.units)) return;
    }
  }

  save(): unknown {
    const { rungs, ceilings, place, price, below, above, seat } = this;
    return copyPlain({ rungs, ceilings, place, price, below, above, seat });
  }

  restore(saved: unknown): void {
    Object.assign(this, copyPlain(saved));
  }

  /** The rung of a ceiling, made where there is none. */
  private rungAt(ceiling: MicroPerHour): Rung {
    const found = this.search(ceiling);
    if (found < this.rungs.length && this.ceilings[found] === ceiling) return this.rungs[found];
    const made: Rung = { ceiling, units: [], waiting: 0 };
    this.rungs.splice(found, 0, made);
    this.ceilings.splice(found, 0, ceiling);
    if (ceiling < this.price) this.place++;
    this.prune(made);
    this.look();
    return made;
  }

  /** Index of the first rung at or above the ceiling. */
  private search(ceiling: MicroPerHour): number {
    let low = 0;
    const { ceilings } = this;
    let high = ceilings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ceilings[middle] < ceiling) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private look(): void {
    const { ceilings, place } = this;
    this.below = place > 0 ? ceilings[place - 1] : -Infinity;
    this.above = place < ceilings.length ? ceilings[place] : Infinity;
  }

  /** Ceilings that change with every bid would otherwise pile up for ever. */
  private prune(keep: Rung): void {
    if (this.rungs.length <= SLACK) return;
    const used = this.rungs.filter((rung) => rung === keep || rung.units.length > 0 || rung.waiting > 0);
    if (this.rungs.length <= 2 * used.length + SLACK) return;
    this.rungs = used;
    this.ceilings = used.map(({ ceiling }) => ceiling);
    this.place = this.search(this.price);
  }
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * from.length);
  to.set(from);
  return to;
}
