import { InvariantError, type Seconds } from '../units/index.js';
import { EntryHeap, type SavedHeap } from './entry-heap.js';
import { EntryQueue, type SavedQueue } from './entry-queue.js';
import { EntrySlots, type Handle, type SavedSlots } from './entry-slots.js';

/** Ranks are 0 to 15. */
export const RANKS = 16;
const RANK_BITS = 4;

/** Marks an event that leads the queue of its handler. */
const LEADER = 0x40000000;

/** Fewer entries than this are not worth a compaction. */
const LEAST_COMPACTED = 64;

/**
 * The future, in the total order (at, rank, order of asking). Nothing is allocated per entry. Cancelled entries stay
 * in the heap until they surface, or until more than half of it is dead; then it is compacted. Entries of handlers
 * that have a queue wait there where they come in order, and only the first of them is in the heap.
 */
export class Agenda {
  /** Rank, handler and argument of the entry last taken. */
  rank = 0;
  handler = -1;
  argument = 0;

  readonly #slots = new EntrySlots();
  readonly #heap = new EntryHeap(() => this.#slots.trim());
  /** By handler. */
  readonly #queues: (EntryQueue | undefined)[] = [];
  /** In queues, behind their leaders. */
  #queued = 0;
  #dead = 0;
  #sequence = 0;

  /** Entries that are still to come. */
  get pending(): number {
    return this.#heap.size + this.#queued - this.#dead;
  }

  /** Bytes held by the arrays. */
  get bytes(): number {
    const queued = this.#queues.reduce((sum, queue) => sum + (queue?.bytes ?? 0), 0);
    return this.#heap.bytes + this.#slots.bytes + queued;
  }

  /** Makes a handler known before its first entry; with a queue if its entries mostly come in the order of their seconds. */
  admit(handler: number, inOrder: boolean): void {
    this.#queues[handler] = inOrder ? new EntryQueue() : undefined;
  }

  /**
   * Enters an event; the caller vouches for rank and handler.
   * @throws InvariantError if `at` is not finite.
   */
  schedule(at: Seconds, rank: number, handler: number, argument: number): Handle {
    if (!(at - at === 0)) throw new InvariantError(`an event cannot be due at ${at}`);
    const sequence = this.#sequence++;
    const event = handler * RANKS + rank;
    const queue = this.#queues[handler];
    const slot = this.#slots.claim(event, argument);
    if (queue === undefined || !queue.accepts(at, rank)) this.#heap.insert(at, rank, sequence, slot);
    else if (queue.hasLeader) this.#wait(queue, at, sequence, slot);
    else {
      queue.lead(at, rank);
      this.#slots.mark(slot, LEADER);
      this.#heap.insert(at, rank, sequence, slot);
    }
    return this.#slots.handle(slot);
  }

  #wait(queue: EntryQueue, at: Seconds, sequence: number, slot: number): void {
    queue.push(at, sequence, slot);
    this.#queued += 1;
  }

  /** Takes an entry back; false, and harmless, if it has run or was cancelled already. */
  cancel(handle: Handle): boolean {
    if (!this.#slots.kill(handle)) return false;
    this.#dead += 1;
    const all = this.#heap.size + this.#queued;
    if (this.#dead * 2 > all && all >= LEAST_COMPACTED) this.#compact();
    return true;
  }

  /** When the next entry is due; Infinity if there is none. */
  nextAt(): Seconds {
    if (this.#dead > 0) this.#dropDead();
    return plain(this.#heap.leastAt());
  }

  /** The rank of the entry that `nextAt` found. */
  nextRank(): number {
    return this.#heap.leastRank;
  }

  /** Takes the entry that `nextAt` found out of the agenda and into the fields. */
  take(): void {
    const slot = this.#heap.leastSlot;
    const event = this.#slots.eventOf(slot);
    this.rank = event & (RANKS - 1);
    this.handler = (event & ~LEADER) >> RANK_BITS;
    this.argument = plain(this.#slots.argumentOf(slot));
    this.#slots.release(slot);
    this.#heap.remove();
    if (event >= LEADER) this.#follow(this.handler);
  }

  save(): unknown {
    const saved: SavedAgenda = {
      heap: this.#heap.save(),
      slots: this.#slots.save(),
      queues: this.#queues.map((queue) => queue?.save()),
      dead: this.#dead,
      sequence: this.#sequence,
    };
    return saved;
  }

  restore(saved: unknown): void {
    const { heap, slots, queues, dead, sequence } = saved as SavedAgenda;
    this.#heap.restore(heap);
    this.#slots.restore(slots);
    this.#queued = 0;
    queues.forEach((queue, handler) => {
      if (queue === undefined) return;
      this.#queues[handler]?.restore(queue);
      this.#queued += queue.slot.length;
    });
    this.#dead = dead;
    this.#sequence = sequence;
  }

  #dropDead(): void {
    while (this.#heap.leastAt() < Infinity && this.#slots.isDead(this.#heap.leastSlot)) {
      const slot = this.#heap.leastSlot;
      const event = this.#slots.eventOf(slot);
      this.#bury(slot);
      this.#heap.remove();
      if (event >= LEADER) this.#follow((event & ~LEADER) >> RANK_BITS);
    }
  }

  /** The leader of a handler's queue has left the heap: the next one alive takes its place. */
  #follow(handler: number): void {
    const queue = this.#queues[handler];
    if (queue === undefined) return;
    while (queue.size > 0) {
      const { at, sequence, slot } = queue;
      queue.shift();
      this.#queued -= 1;
      if (this.#slots.isDead(slot)) {
        this.#bury(slot);
        continue;
      }
      this.#slots.mark(slot, LEADER);
      this.#heap.insert(at, queue.rank, sequence, slot);
      return;
    }
    queue.end();
  }

  #bury(slot: number): void {
    this.#slots.release(slot);
    this.#dead -= 1;
  }

  #compact(): void {
    const orphaned: number[] = [];
    const keep = (slot: number): boolean => {
      if (!this.#slots.isDead(slot)) return true;
      const event = this.#slots.eventOf(slot);
      if (event >= LEADER) orphaned.push((event & ~LEADER) >> RANK_BITS);
      this.#bury(slot);
      return false;
    };
    for (const queue of this.#queues) if (queue !== undefined) this.#queued -= queue.filter(keep);
    this.#heap.filter(keep);
    for (const handler of orphaned) this.#follow(handler);
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
  readonly queues: readonly (SavedQueue | undefined)[];
  readonly dead: number;
  readonly sequence: number;
}
