import { LEAST_CAPACITY, resizedDoubles, resizedIntegers, shrinkBelow } from './capacity.js';
import { keyOf, rankOf } from './entry-key.js';

const FANOUT = 4;

/**
 * A 4-ary heap of (at, key, slot) over typed arrays. `at` and `key` lie in the heap itself: the order test is the
 * inner loop of every run, and one that reads further arrays waits for memory.
 *
 * An entry taken leaves a hole at the root, which the next entry inserted fills: a timer that re-arms itself costs
 * one descent instead of two. Where nobody came, the last entry closes it at the next look.
 */
export class EntryHeap {
  /** Infinity behind the last, so that no look at the least, or at four children, asks whether they are there. */
  #at = secondsFor(new Float64Array(0), 0, LEAST_CAPACITY);
  #key = new Float64Array(LEAST_CAPACITY);
  #slot = new Int32Array(LEAST_CAPACITY);
  /** Second and key of the entry that moves: as arguments, keys would be boxed, one object per event. */
  readonly #moving = new Float64Array(2);
  /** Entries, the hole included. */
  #size = 0;
  #hole = false;
  #shrinkBelow = 0;
  readonly #onShrink: () => void;

  /** `onShrink` is told whenever memory has been given back, and whenever the last entry has gone. */
  constructor(onShrink: () => void) {
    this.#onShrink = onShrink;
  }

  get size(): number {
    return this.#hole ? this.#size - 1 : this.#size;
  }

  get bytes(): number {
    return this.#at.byteLength + this.#key.byteLength + this.#slot.byteLength;
  }

  /** When the least entry is due; Infinity if there is none. The getters below then tell of that entry. */
  leastAt(): number {
    if (this.#hole) this.#fillHole();
    return this.#at[0];
  }

  get leastRank(): number {
    return rankOf(this.#key[0]);
  }

  get leastSlot(): number {
    return this.#slot[0];
  }

  insert(at: number, rank: number, sequence: number, slot: number): void {
    this.#moving[0] = at;
    this.#moving[1] = keyOf(rank, sequence);
    if (this.#hole) {
      this.#hole = false;
      this.#sink(0, slot);
    } else {
      this.#rise(slot);
    }
  }

  /** Takes the least entry out. */
  remove(): void {
    this.#hole = true;
  }

  /** Drops the entries whose slots are not kept, in one pass. */
  filter(keep: (slot: number) => boolean): void {
    if (this.#hole) this.#fillHole();
    let kept = 0;
    for (let place = 0; place < this.#size; place += 1) {
      if (!keep(this.#slot[place])) continue;
      this.#at[kept] = this.#at[place];
      this.#key[kept] = this.#key[place];
      this.#slot[kept] = this.#slot[place];
      kept += 1;
    }
    this.#at.fill(Infinity, kept, this.#size);
    this.#size = kept;
    for (let place = (kept - 2) >> 2; place >= 0; place -= 1) this.#sinkFrom(place, place);
    while (this.#size < this.#shrinkBelow) this.#shrink();
  }

  save(): SavedHeap {
    if (this.#hole) this.#fillHole();
    const size = this.#size;
    return {
      at: this.#at.slice(0, size),
      key: this.#key.slice(0, size),
      slot: this.#slot.slice(0, size),
      capacity: this.#slot.length,
    };
  }

  restore({ at, key, slot, capacity }: SavedHeap): void {
    this.#hole = false;
    this.#size = at.length;
    this.#at = secondsFor(at, at.length, capacity);
    this.#key = resizedDoubles(key, capacity);
    this.#slot = resizedIntegers(slot, capacity);
    this.#shrinkBelow = shrinkBelow(capacity);
  }

  #fillHole(): void {
    this.#hole = false;
    const last = this.#size - 1;
    this.#size = last;
    if (last > 0) this.#sinkFrom(last, 0);
    else {
      this.#at[0] = Infinity;
      this.#onShrink();
    }
    if (last < this.#shrinkBelow) this.#shrink();
  }

  #rise(slot: number): void {
    const at = this.#moving[0];
    const key = this.#moving[1];
    let place = this.#size;
    if (place === this.#slot.length) this.#resize(place * 2);
    this.#size = place + 1;
    const ats = this.#at;
    const keys = this.#key;
    const slots = this.#slot;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentAt = ats[parent];
      if (parentAt < at || (parentAt === at && keys[parent] < key)) break;
      ats[place] = parentAt;
      keys[place] = keys[parent];
      slots[place] = slots[parent];
      place = parent;
    }
    ats[place] = at;
    keys[place] = key;
    slots[place] = slot;
  }

  /** The entry that stands at `place` sinks from `top` on. */
  #sinkFrom(place: number, top: number): void {
    this.#moving[0] = this.#at[place];
    this.#moving[1] = this.#key[place];
    if (place >= this.#size) this.#at[place] = Infinity;
    this.#sink(top, this.#slot[place]);
  }

  #sink(from: number, slot: number): void {
    const at = this.#moving[0];
    const key = this.#moving[1];
    const ats = this.#at;
    const keys = this.#key;
    const slots = this.#slot;
    const size = this.#size;
    let place = from;
    for (let first = place * 4 + 1; first < size; first = place * 4 + 1) {
      const one = first + Number(ats[first + 1] < ats[first]);
      const other = first + 2 + Number(ats[first + 3] < ats[first + 2]);
      let least = one + Number(ats[other] < ats[one]) * (other - one);
      const leastAt = ats[least];
      const mate = first + ((least - first) ^ 1);
      if (ats[mate] === leastAt || ats[one + other - least] === leastAt) least = leastOf(ats, keys, first);
      if (at < leastAt || (at === leastAt && key < keys[least])) break;
      ats[place] = leastAt;
      keys[place] = keys[least];
      slots[place] = slots[least];
      place = least;
    }
    ats[place] = at;
    keys[place] = key;
    slots[place] = slot;
  }

  #shrink(): void {
    this.#resize(this.#slot.length / 2);
    this.#onShrink();
  }

  #resize(capacity: number): void {
    this.#at = secondsFor(this.#at, this.#size, capacity);
    this.#key = resizedDoubles(this.#key, capacity);
    this.#slot = resizedIntegers(this.#slot, capacity);
    this.#shrinkBelow = shrinkBelow(capacity);
  }
}

/** Of four children of whom two or more are due first: the first by key. */
function leastOf(ats: Float64Array, keys: Float64Array, first: number): number {
  let least = first;
  for (let child = first + 1; child < first + FANOUT; child += 1)
    if (ats[child] < ats[least] || (ats[child] === ats[least] && keys[child] < keys[least])) least = child;
  return least;
}

/** `at` of so many places, and of those behind them that children of the last ones would have: Infinity where nobody stands. */
function secondsFor(from: Float64Array, size: number, capacity: number): Float64Array {
  const to = new Float64Array(capacity + FANOUT).fill(Infinity);
  to.set(from.subarray(0, size));
  return to;
}

/** Plain data: the entries in heap order; the capacity too, so that a resumed run gives memory back alike. */
export interface SavedHeap {
  readonly at: Float64Array;
  readonly key: Float64Array;
  readonly slot: Int32Array;
  readonly capacity: number;
}
