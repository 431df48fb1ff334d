/**
 * Slots by a key, the least first, equal keys by slot: a binary heap that knows the place of each slot, so that any
 * of them can be taken out. It has a total order, so that what comes out depends on what is in it alone.
 */
export class SlotHeap {
  #slots: number[] = [];
  /** By slot. */
  #keys: number[] = [];
  #places: number[] = [];

  get size(): number {
    return this.#slots.length;
  }

  /** The key of the first; Infinity if there is none. */
  get firstKey(): number {
    return this.#slots.length === 0 ? Infinity : this.#keys[this.#slots[0]];
  }

  /** The first slot; only where there is one. */
  get first(): number {
    return this.#slots[0];
  }

  add(slot: number, key: number): void {
    this.#keys[slot] = key;
    this.#slots.push(slot);
    this.#rise(slot, this.#slots.length - 1);
  }

  remove(slot: number): void {
    const place = this.#places[slot];
    const last = this.#slots.pop() as number;
    if (last === slot) return;
    this.#rise(last, place);
    this.#sink(last, this.#places[last]);
  }

  save(): unknown {
    return { slots: [...this.#slots], keys: [...this.#keys], places: [...this.#places] };
  }

  restore(saved: unknown): void {
    const { slots, keys, places } = saved as { slots: number[]; keys: number[]; places: number[] };
    this.#slots = [...slots];
    this.#keys = [...keys];
    this.#places = [...places];
  }

  #rise(slot: number, from: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#before(slot, this.#slots[parent])) break;
      this.#put(this.#slots[parent], place);
      place = parent;
    }
    this.#put(slot, place);
  }

  #sink(slot: number, from: number): void {
    const slots = this.#slots;
    let place = from;
    for (let child = 2 * place + 1; child < slots.length; child = 2 * place + 1) {
      if (child + 1 < slots.length && this.#before(slots[child + 1], slots[child])) child += 1;
      if (!this.#before(slots[child], slot)) break;
      this.#put(slots[child], place);
      place = child;
    }
    this.#put(slot, place);
  }

  #put(slot: number, place: number): void {
    this.#slots[place] = slot;
    this.#places[slot] = place;
  }

  #before(a: number, b: number): boolean {
    const difference = this.#keys[a] - this.#keys[b];
    return difference === 0 ? a < b : difference < 0;
  }
}
