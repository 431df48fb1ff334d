import { InvariantError, type Seconds } from '../units/index.js';
import { EntryHeap, type SavedHeap } from './entry-heap.js';
import { EntrySlots, type Handle, type SavedSlots } from './entry-slots.js';

/** Ranks are 0 to 15. */
export const RANKS = 16;
const RANK_BITS = 4;

/** 2^49: a key is rank x 2^49 + sequence, so that one comparison orders both, exactly. */
const RANK_UNIT = 0x2000000000000;
/** Fewer entries than this are not worth a compaction. */
const LEAST_COMPACTED = 64;

/**
 * The future, in the total order (at, rank, order of asking). Nothing is allocated per entry. Cancelled entries stay
 * in the heap until they surface, or until more than half of it is dead; then it is compacted.
 */
export class Agenda {
  /** Rank, handler and argument of the entry last taken. */
  rank = 0;
  handler = -1;
  argument = 0;

  readonly #slots = new EntrySlots();
  readonly #heap = new EntryHeap(() => this.#slots.trim());
  #dead = 0;
  #sequence = 0;

  /** Entries that are still to come. */
  get pending(): number {
    return this.#heap.size - this.#dead;
  }

  /** Bytes held by the arrays. */
  get bytes(): number {
    return this.#heap.bytes + this.#slots.bytes;
  }

  /**
   * Enters an event; the caller vouches for rank and handler.
   * @throws InvariantError if `at` is not finite.
   */
  schedule(at: Seconds, rank: number, handler: number, argument: number): Handle {
    if (!(at - at === 0)) throw new InvariantError(`an event cannot be due at ${at}`);
    const slot = this.#slots.claim(handler * RANKS + rank, argument);
    this.#heap.insert(at, rank * RANK_UNIT + this.#sequence, slot);
    this.#sequence += 1;
    return this.#slots.handle(slot);
  }

  /** Takes an entry back; false, and harmless, if it has run or was cancelled already. */
  cancel(handle: Handle): boolean {
    if (!this.#slots.kill(handle)) return false;
    this.#dead += 1;
    if (this.#dead * 2 > this.#heap.size && this.#heap.size >= LEAST_COMPACTED) this.#compact();
    return true;
  }

  /** When the next entry is due; Infinity if there is none. */
  nextAt(): Seconds {
    if (this.#dead > 0) this.#dropDead();
    return this.#heap.leastAt();
  }

  /** The rank of the entry that `nextAt` found. */
  nextRank(): number {
    return Math.floor(this.#heap.leastKey / RANK_UNIT);
  }

  /** Takes the entry that `nextAt` found out of the agenda and into the fields. */
  take(): void {
    const slot = this.#heap.leastSlot;
    const event = this.#slots.eventOf(slot);
    this.rank = event & (RANKS - 1);
    this.handler = event >> RANK_BITS;
    this.argument = plain(this.#slots.argumentOf(slot));
    this.#slots.release(slot);
    this.#heap.remove();
  }

  save(): unknown {
    const saved: SavedAgenda = {
      heap: this.#heap.save(),
      slots: this.#slots.save(),
      dead: this.#dead,
      sequence: this.#sequence,
    };
    return saved;
  }

  restore(saved: unknown): void {
    const { heap, slots, dead, sequence } = saved as SavedAgenda;
    this.#heap.restore(heap);
    this.#slots.restore(slots);
    this.#dead = dead;
    this.#sequence = sequence;
  }

  #dropDead(): void {
    while (this.#heap.leastAt() < Infinity && this.#slots.isDead(this.#heap.leastSlot)) {
      this.#slots.release(this.#heap.leastSlot);
      this.#dead -= 1;
      this.#heap.remove();
    }
  }

  #compact(): void {
    this.#heap.filter((slot) => {
      const dead = this.#slots.isDead(slot);
      if (dead) this.#slots.release(slot);
      return !dead;
    });
    this.#dead = 0;
  }
}

/**
 * The same number, but a whole one as the machine's integer: what comes out of a Float64Array is a double, and would be
 * boxed anew wherever a handler passes it on.
 */
export function plain(value: number): number {
  const integer = value | 0;
  return integer === value ? integer : value;
}

interface SavedAgenda {
  readonly heap: SavedHeap;
  readonly slots: SavedSlots;
  readonly dead: number;
  readonly sequence: number;
}
