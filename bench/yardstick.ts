/**
 * The plain loop's queue that kernels are measured against: a 4-ary heap of (at, sequence) over typed arrays with one
 * integer of payload; no handlers, ranks, handles or checks. To be as fast as it goes, make one in a constant of the
 * module and clear it before each use: the compiler then knows where its arrays lie.
 */
export interface PlainHeap {
  readonly clear: () => void;
  readonly push: (at: number, payload: number) => void;
  /** Removes the least entry, and returns its payload. */
  readonly pop: () => number;
  /** When the least entry is due. */
  readonly at: () => number;
}

export function plainHeap(capacity: number): PlainHeap {
  const ats = new Float64Array(capacity);
  const sequences = new Float64Array(capacity);
  const payloads = new Int32Array(capacity);
  let size = 0;
  let sequence = 0;

  function clear(): void {
    size = 0;
    sequence = 0;
  }

  function push(at: number, payload: number): void {
    const own = sequence;
    sequence += 1;
    let place = size;
    size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentAt = ats[parent];
      if (parentAt < at || (parentAt === at && sequences[parent] < own)) break;
      ats[place] = parentAt;
      sequences[place] = sequences[parent];
      payloads[place] = payloads[parent];
      place = parent;
    }
    ats[place] = at;
    sequences[place] = own;
    payloads[place] = payload;
  }

  function pop(): number {
    const result = payloads[0];
    size -= 1;
    const at = ats[size];
    const own = sequences[size];
    const payload = payloads[size];
    let place = 0;
    for (let first = 1; first < size; first = place * 4 + 1) {
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      let leastAt = ats[first];
      for (let child = first + 1; child < end; child += 1) {
        const childAt = ats[child];
        if (childAt < leastAt || (childAt === leastAt && sequences[child] < sequences[least])) {
          least = child;
          leastAt = childAt;
        }
      }
      if (at < leastAt || (at === leastAt && own < sequences[least])) break;
      ats[place] = leastAt;
      sequences[place] = sequences[least];
      payloads[place] = payloads[least];
      place = least;
    }
    ats[place] = at;
    sequences[place] = own;
    payloads[place] = payload;
    return result;
  }

  return { clear, push, pop, at: () => ats[0] };
}
