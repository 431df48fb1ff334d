import type { MicroPerHour, Seconds } from '../../units/index.js';

/** The spikes that still matter: none is both lower and over sooner than another. */
export class LiveSpikes {
  // Ends rise and levels fall along the lists, so that the highest is the first to end. They are short.
  #ends: Seconds[] = [];
  #levels: MicroPerHour[] = [];

  /** The highest level; 0 if there is none. */
  get level(): MicroPerHour {
    return this.#levels.length > 0 ? this.#levels[0] : 0;
  }

  /** When the highest ends; Infinity if there is none. */
  get endsAt(): Seconds {
    return this.#ends.length > 0 ? this.#ends[0] : Infinity;
  }

  add(level: MicroPerHour, end: Seconds): void {
    let place = 0;
    while (place < this.#ends.length && this.#ends[place] < end) place += 1;
    if (place < this.#levels.length && this.#levels[place] >= level) return;
    let first = place;
    while (first > 0 && this.#levels[first - 1] <= level) first -= 1;
    const same = place < this.#ends.length && this.#ends[place] === end ? 1 : 0;
    this.#ends.splice(first, place - first + same, end);
    this.#levels.splice(first, place - first + same, level);
  }

  /** Drops those that are over at this second. */
  expire(now: Seconds): void {
    while (this.endsAt <= now) {
      this.#ends.shift();
      this.#levels.shift();
    }
  }

  save(): unknown {
    return { ends: [...this.#ends], levels: [...this.#levels] };
  }

  restore(saved: unknown): void {
    const { ends, levels } = saved as { ends: readonly Seconds[]; levels: readonly MicroPerHour[] };
    this.#ends = [...ends];
    this.#levels = [...levels];
  }
}
