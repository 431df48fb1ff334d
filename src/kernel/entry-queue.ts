import { resizedDoubles, resizedIntegers } from './capacity.js';

/** Queues come and go in bursts: room for this many is kept, so that arrays need not grow and shrink with each. */
const LEAST = 1024;

/**
 * Entries of one handler and rank that are asked for in the order in which they fall due, as those of a constant delay
 * are: first in, first out. Their leader stands in the heap for all; here wait those behind it, in a ring over typed
 * arrays, so that one more of them costs nothing that grows with their number.
 */
export class EntryQueue {
  /** The heap holds an entry of this queue. */
  #led = false;
  /** Of all entries, so that second and order of asking decide among them. */
  rank = 0;
  /** When the entry that came last is due. */
  #lastAt = 0;
  #at = new Float64Array(LEAST);
  #sequence = new Float64Array(LEAST);
  #slot = new Int32Array(LEAST);
  #first = 0;
  #size = 0;

  /** Entries behind the leader. */
  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#at.byteLength + this.#sequence.byteLength + this.#slot.byteLength;
  }

  get hasLeader(): boolean {
    return this.#led;
  }

  /** Whether an entry would stand at the end of the queue; otherwise the heap has to take it. */
  accepts(at: number, rank: number): boolean {
    return !this.#led || (at >= this.#lastAt && rank === this.rank);
  }

  /** The first of a queue without leader: the heap takes it. */
  lead(at: number, rank: number): void {
    this.#led = true;
    this.rank = rank;
    this.#lastAt = at;
  }

  push(at: number, sequence: number, slot: number): void {
    if (this.#size === this.#at.length) this.#resize(2 * this.#size);
    const place = (this.#first + this.#size) & (this.#at.length - 1);
    this.#at[place] = at;
    this.#sequence[place] = sequence;
    this.#slot[place] = slot;
    this.#size += 1;
    this.#lastAt = at;
  }

  // Of the first behind the leader.
  get at(): number {
    return this.#at[this.#first];
  }

  get sequence(): number {
    return this.#sequence[this.#first];
  }

  get slot(): number {
    return this.#slot[this.#first];
  }

  /** The first behind the leader is gone, or leads from now on. */
  shift(): void {
    this.#first = (this.#first + 1) & (this.#at.length - 1);
    this.#size -= 1;
    if (this.#size < this.#at.length >> 3) this.#shrink();
  }

  /** The leader is gone, and nobody is behind it. */
  end(): void {
    this.#led = false;
  }

  /** Drops the entries whose slots are not kept; returns how many. */
  filter(keep: (slot: number) => boolean): number {
    const { at, sequence, slot } = this.#entries();
    this.#first = 0;
    this.#size = 0;
    const lastAt = this.#lastAt;
    slot.forEach((each, place) => {
      if (keep(each)) this.push(at[place], sequence[place], each);
    });
    this.#lastAt = lastAt;
    this.#shrink();
    return slot.length - this.#size;
  }

  save(): SavedQueue {
    const entries = this.#entries();
    return { ...entries, led: this.#led, rank: this.rank, lastAt: this.#lastAt, capacity: this.#at.length };
  }

  restore({ led, rank, lastAt, at, sequence, slot, capacity }: SavedQueue): void {
    this.#led = led;
    this.rank = rank;
    this.#lastAt = lastAt;
    this.#first = 0;
    this.#size = slot.length;
    this.#at = resizedDoubles(at, capacity);
    this.#sequence = resizedDoubles(sequence, capacity);
    this.#slot = resizedIntegers(slot, capacity);
  }

  #shrink(): void {
    let capacity = this.#at.length;
    while (capacity > LEAST && this.#size < capacity >> 3) capacity >>= 1;
    if (capacity < this.#at.length) this.#resize(capacity);
  }

  #resize(capacity: number): void {
    const { at, sequence, slot } = this.#entries();
    this.#first = 0;
    this.#at = resizedDoubles(at, capacity);
    this.#sequence = resizedDoubles(sequence, capacity);
    this.#slot = resizedIntegers(slot, capacity);
  }

  /** In order, as copies. */
  #entries(): Pick<SavedQueue, 'at' | 'sequence' | 'slot'> {
    const at = new Float64Array(this.#size);
    const sequence = new Float64Array(this.#size);
    const slot = new Int32Array(this.#size);
    for (let place = 0; place < this.#size; place += 1) {
      const from = (this.#first + place) & (this.#at.length - 1);
      at[place] = this.#at[from];
      sequence[place] = this.#sequence[from];
      slot[place] = this.#slot[from];
    }
    return { at, sequence, slot };
  }
}

/** Plain data; the capacity too, so that a resumed run gives memory back alike. */
export interface SavedQueue {
  readonly led: boolean;
  readonly rank: number;
  readonly lastAt: number;
  readonly at: Float64Array;
  readonly sequence: Float64Array;
  readonly slot: Int32Array;
  readonly capacity: number;
}
