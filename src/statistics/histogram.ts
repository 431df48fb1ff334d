/** Every quantile read from a `WeightedHistogram` is within this relative distance of the exact one. */
export const HISTOGRAM_RELATIVE_ERROR = 1 / 256;

// The high word of a double holds sign, 11 bits of exponent and the 20 upper bits of the mantissa. Keeping 7
// of these makes 128 bins per factor of two, found by one shift instead of a logarithm.
const DROPPED_BITS = 13;
const FIRST_SIZE = 256;
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

interface Saved {
  readonly bins: Float64Array;
  readonly first: number;
  readonly zero: number;
  readonly total: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Weighted distribution of numbers >= 0 at a fixed relative resolution: a bin spans at most 1/128 of its lower
 * edge and answers with its middle (or the least or greatest value seen, if that is nearer), so a quantile errs by
 * at most 2^-8 relative, and by nothing where all values are one. Zero has a bin of its own and is exact. Weights are seconds where time is meant.
 */
export class WeightedHistogram {
  #bins = new Float64Array(0);
  #first = 0;
  #zero = 0;
  #total = 0;
  #least = Infinity;
  #most = 0;

  add(value: number, weight: number): void {
    this.#total += weight;
    if (value < this.#least) this.#least = value;
    if (value > this.#most) this.#most = value;
    if (value <= 0) {
      this.#zero += weight;
      return;
    }
    double[0] = value;
    const bin = words[HIGH] >>> DROPPED_BITS;
    if (bin < this.#first || bin >= this.#first + this.#bins.length) this.#grow(bin);
    this.#bins[bin - this.#first] += weight;
  }

  get total(): number {
    return this.#total;
  }

  /** The least value with at least `q` of the weight at or below it (q in (0, 1]); null without weight. */
  quantile(q: number): number | null {
    if (this.#total <= 0) return null;
    const wanted = q * this.#total;
    let sum = this.#zero;
    if (sum >= wanted && sum > 0) return 0;
    let last = 0;
    for (let index = 0; index < this.#bins.length; index += 1) {
      if (this.#bins[index] === 0) continue;
      last = Math.min(Math.max(middle(this.#first + index), this.#least), this.#most);
      sum += this.#bins[index];
      if (sum >= wanted) return last;
    }
    return last;
  }

  save(): unknown {
    return {
      bins: this.#bins.slice(),
      first: this.#first,
      zero: this.#zero,
      total: this.#total,
      least: this.#least,
      most: this.#most,
    };
  }

  restore(saved: unknown): void {
    const from = saved as Saved;
    this.#bins = from.bins.slice();
    this.#first = from.first;
    this.#zero = from.zero;
    this.#total = from.total;
    this.#least = from.least;
    this.#most = from.most;
  }

  // Memory follows the range of the values seen, not all that a double can hold.
  #grow(bin: number): void {
    const old = this.#bins;
    const low = old.length === 0 ? bin - FIRST_SIZE / 2 : Math.min(this.#first, bin - FIRST_SIZE / 2);
    const high = old.length === 0 ? bin : Math.max(this.#first + old.length - 1, bin);
    const first = Math.max(0, low);
    const grown = new Float64Array(high + FIRST_SIZE / 2 - first);
    if (old.length > 0) grown.set(old, this.#first - first);
    this.#bins = grown;
    this.#first = first;
  }
}

function middle(bin: number): number {
  return (edge(bin) + edge(bin + 1)) / 2;
}

function edge(bin: number): number {
  words[HIGH] = (bin << DROPPED_BITS) >>> 0;
  words[1 - HIGH] = 0;
  return double[0];
}
