/**
 * Mean and variance of numbers as they come, without keeping them and without cancellation. Source: B. P. Welford,
 * Technometrics 4 (1962) 419-420.
 */
export class Moments {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.#count += 1;
    const before = value - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (value - this.#mean);
  }

  get count(): number {
    return this.#count;
  }

  /** NaN of nothing. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#mean;
  }

  /** Unbiased; NaN of fewer than two. */
  get variance(): number {
    return this.#count < 2 ? NaN : this.#squares / (this.#count - 1);
  }

  get sd(): number {
    return Math.sqrt(this.variance);
  }
}

export function momentsOf(values: Iterable<number>): Moments {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
}

/** Unbiased covariance of pairs; both lists are of one length, at least two. */
export function covariance(xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  const n = xs.length;
  let [meanX, meanY, sum] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const before = xs[i] - meanX;
    meanX += before / (i + 1);
    meanY += (ys[i] - meanY) / (i + 1);
    sum += before * (ys[i] - meanY);
  }
  return sum / (n - 1);
}
