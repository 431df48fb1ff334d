/**
 * The instants at which units become free again, the earliest first: a binary heap in one typed array, since
 * the stock of a pool changes a hundred thousand times a year.
 */
export class Departures {
  /** The heap; Infinity at its root while it is empty, so that a look at the earliest needs no question. */
  readonly #at: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#at = new Float64Array(capacity + 1).fill(Infinity);
  }

  get size(): number {
    return this.#size;
  }

  /** The earliest; Infinity if there is none. */
  get first(): number {
    return this.#at[0];
  }

  push(at: number): void {
    const heap = this.#at;
    let i = this.#size;
    this.#size += 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (heap[parent] <= at) break;
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = at;
  }

  /** Removes the earliest. */
  pop(): void {
    const heap = this.#at;
    const size = this.#size - 1;
    this.#size = size;
    const at = heap[size];
    heap[size] = Infinity;
    if (size === 0) return;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) child += 1;
      if (heap[child] >= at) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = at;
  }

  save(): Float64Array {
    return this.#at.slice(0, this.#size);
  }

  restore(saved: Float64Array): void {
    this.#size = saved.length;
    this.#at.fill(Infinity).set(saved);
  }
}
