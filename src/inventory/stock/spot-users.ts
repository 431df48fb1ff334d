import type { MicroPerHour } from '../../units/index.js';
import { SlotHeap } from './slot-heap.js';

/** Others who hold a spot unit: found by who leaves first, and by who bids least. */
export class SpotUsers {
  readonly #departures = new SlotHeap();
  readonly #bids = new SlotHeap();
  /** Slots that are free again, the last one first. */
  #vacant: number[] = [];

  get size(): number {
    return this.#bids.size;
  }

  /** When the next one leaves by itself; Infinity if nobody is there. */
  get firstDeparture(): number {
    return this.#departures.firstKey;
  }

  /** Infinity if nobody is there. */
  get lowestBid(): MicroPerHour {
    return this.#bids.firstKey;
  }

  add(until: number, bid: MicroPerHour): void {
    const slot = this.#vacant.pop() ?? this.size;
    this.#departures.add(slot, until);
    this.#bids.add(slot, bid);
  }

  /** Who leaves first is gone. */
  depart(): void {
    this.#remove(this.#departures.first);
  }

  /** Who bids least is put out. */
  evict(): void {
    this.#remove(this.#bids.first);
  }

  save(): unknown {
    return { departures: this.#departures.save(), bids: this.#bids.save(), vacant: [...this.#vacant] };
  }

  restore(saved: unknown): void {
    const { departures, bids, vacant } = saved as { departures: unknown; bids: unknown; vacant: number[] };
    this.#departures.restore(departures);
    this.#bids.restore(bids);
    this.#vacant = [...vacant];
  }

  #remove(slot: number): void {
    this.#departures.remove(slot);
    this.#bids.remove(slot);
    this.#vacant.push(slot);
  }
}
