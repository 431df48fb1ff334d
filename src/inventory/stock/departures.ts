const FANOUT = 4;

/**
 * The instants at which units become free again, the earliest first: a 4-ary heap in one typed array, since
 * the stock of a pool changes a hundred thousand times a year. The least of four is found by arithmetic: which one it
 * is cannot be predicted, and a branch that is mispredicted costs more than all else here. The agenda's heap does the
 * same in place: one function for both, with ties looked for behind it, made a thousand timers 5 % slower.
 */
export class Departures {
  /** The heap; Infinity behind its last, so that no look at the earliest, or at four, asks whether they are there. */
  readonly #at: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#at = new Float64Array(capacity + FANOUT).fill(Infinity);
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
      const parent = (i - 1) >> 2;
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
    for (let child = 1; child < size; child = FANOUT * i + 1) {
      const one = child + Number(heap[child + 1] < heap[child]);
      const other = child + 2 + Number(heap[child + 3] < heap[child + 2]);
      const least = one + Number(heap[other] < heap[one]) * (other - one);
      if (heap[least] >= at) break;
      heap[i] = heap[least];
      i = least;
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
