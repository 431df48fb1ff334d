import { invariant } from '../units/index.js';
import { capacityFor, LEAST_CAPACITY, resizedDoubles, resizedIntegers } from './capacity.js';

/** Names one scheduled entry for ever: that of an entry which has run or was cancelled never comes to mean another. */
export type Handle = number;

/** A handle is stamp x 2^24 + slot. Stamps repeat after 2^29 entries, far beyond the life of any handle. */
const SLOTS = 0x1000000;
const STAMPS = 0x20000000;
/** In place of a stamp: a cancelled entry that the heap still holds, and a slot that nobody holds. */
const DEAD = -1;
const FREE = -2;
const NONE = -1;

/** What pending entries carry, two numbers each, by slot; slots are used again, the last one freed first. */
export class EntrySlots {
  #stamps = new Int32Array(LEAST_CAPACITY);
  /** A free slot keeps the next free one in place of its event. */
  #events = new Int32Array(LEAST_CAPACITY);
  #arguments = new Float64Array(LEAST_CAPACITY);
  #used = 0;
  #free = NONE;
  #stamp = 0;

  get bytes(): number {
    return this.#stamps.byteLength + this.#events.byteLength + this.#arguments.byteLength;
  }

  /** Takes a slot; `handle` then names its entry. */
  claim(event: number, argument: number): number {
    let slot = this.#free;
    if (slot >= 0) this.#free = this.#events[slot];
    else slot = this.#newSlot();
    const stamp = (this.#stamp + 1) & (STAMPS - 1);
    this.#stamp = stamp;
    this.#stamps[slot] = stamp;
    this.#events[slot] = event;
    this.#arguments[slot] = argument;
    return slot;
  }

  /** The handle of the slot claimed last. */
  handle(slot: number): Handle {
    return this.#stamp * SLOTS + slot;
  }

  isDead(slot: number): boolean {
    return this.#stamps[slot] === DEAD;
  }

  eventOf(slot: number): number {
    return this.#events[slot];
  }

  /** Adds a mark to the event of an entry. */
  mark(slot: number, mark: number): void {
    this.#events[slot] |= mark;
  }

  argumentOf(slot: number): number {
    return this.#arguments[slot];
  }

  release(slot: number): void {
    this.#stamps[slot] = FREE;
    this.#events[slot] = this.#free;
    this.#free = slot;
  }

  /** Marks an entry dead, if the handle still names one. */
  kill(handle: Handle): boolean {
    const slot = handle % SLOTS;
    if (!(slot >= 0 && slot < this.#used) || this.#stamps[slot] !== (handle - slot) / SLOTS) return false;
    this.#stamps[slot] = DEAD;
    return true;
  }

  /** Gives back the memory of the free slots above the highest one held. */
  trim(): void {
    if (this.#used <= LEAST_CAPACITY) return;
    while (this.#used > 0 && this.#stamps[this.#used - 1] === FREE) this.#used -= 1;
    const capacity = capacityFor(this.#used);
    if (capacity < this.#stamps.length) this.#resize(capacity);
    this.#free = NONE;
    for (let slot = this.#used - 1; slot >= 0; slot -= 1) {
      if (this.#stamps[slot] !== FREE) continue;
      this.#events[slot] = this.#free;
      this.#free = slot;
    }
  }

  save(): SavedSlots {
    return {
      stamps: this.#stamps.slice(0, this.#used),
      events: this.#events.slice(0, this.#used),
      arguments: this.#arguments.slice(0, this.#used),
      free: this.#free,
      stamp: this.#stamp,
      capacity: this.#stamps.length,
    };
  }

  restore(saved: SavedSlots): void {
    this.#used = saved.stamps.length;
    this.#stamps = resizedIntegers(saved.stamps, saved.capacity);
    this.#events = resizedIntegers(saved.events, saved.capacity);
    this.#arguments = resizedDoubles(saved.arguments, saved.capacity);
    this.#free = saved.free;
    this.#stamp = saved.stamp;
  }

  #newSlot(): number {
    invariant(this.#used < SLOTS, `more than ${SLOTS} events are pending`);
    if (this.#used === this.#stamps.length) this.#resize(this.#used * 2);
    this.#used += 1;
    return this.#used - 1;
  }

  #resize(capacity: number): void {
    this.#stamps = resizedIntegers(this.#stamps, capacity);
    this.#events = resizedIntegers(this.#events, capacity);
    this.#arguments = resizedDoubles(this.#arguments, capacity);
  }
}

/** Plain data; the capacity too, so that a resumed run hands out the very same handles. */
export interface SavedSlots {
  readonly stamps: Int32Array;
  readonly events: Int32Array;
  readonly arguments: Float64Array;
  readonly free: number;
  readonly stamp: number;
  readonly capacity: number;
}
