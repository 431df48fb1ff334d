/** Time-weighted mean of a right-continuous step function. Plain numbers; `save` and `restore` copy it. */
export class TimeWeightedMean {
  #value = 0;
  #since: number | null = null;
  #seconds = 0;
  #sum = 0;

  /** The function has this value from `at` on. `at` never falls. */
  set(at: number, value: number): void {
    this.close(at);
    this.#value = value;
  }

  /** Counts the standing value up to `at`. */
  close(at: number): void {
    const since = this.#since;
    if (since !== null && at > since) {
      this.#sum += this.#value * (at - since);
      this.#seconds += at - since;
    }
    this.#since = at;
  }

  /** Mean over the time counted so far; null over no time. */
  get mean(): number | null {
    return this.#seconds === 0 ? null : this.#sum / this.#seconds;
  }

  save(): unknown {
    return { value: this.#value, since: this.#since, seconds: this.#seconds, sum: this.#sum };
  }

  restore(saved: unknown): void {
    const from = saved as { value: number; since: number | null; seconds: number; sum: number };
    this.#value = from.value;
    this.#since = from.since;
    this.#seconds = from.seconds;
    this.#sum = from.sum;
  }
}
