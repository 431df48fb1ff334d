import { distribution, type Distribution, type DistributionSpec, type Stream } from '../../random/index.js';

/** A stream of others' requests. */
export interface DemandSpec {
  /** Per second. */
  readonly arrivals: number;
  /** How long a unit is held, in seconds; its mean must be finite. */
  readonly hold: DistributionSpec;
}

export interface DemandStreams {
  readonly arrivals: Stream;
  /** One hold per request, admitted or not. */
  readonly holds: Stream;
  /** Who is there at the start. */
  readonly start: Stream;
}

/**
 * Poisson requests that may or may not be admitted. Each draws the time to the next one and its own hold in either
 * case, so that runs in which other requests are admitted see the same requests.
 */
export class Candidates {
  /** When the next one comes; Infinity for never. */
  at: number;
  readonly #gap: number;
  readonly #hold: Distribution;
  readonly #streams: DemandStreams;

  constructor({ arrivals, hold }: DemandSpec, streams: DemandStreams) {
    this.#gap = 1 / arrivals;
    this.#hold = distribution(hold);
    this.#streams = streams;
    this.at = Infinity;
  }

  /** Mean number that would be there if all were admitted. */
  get load(): number {
    return this.#hold.mean / this.#gap;
  }

  /** A uniform for the start; none of those that requests draw from. */
  uniform(): number {
    return this.#streams.start.next();
  }

  /** The time left to one who is there at the start. */
  residual(): number {
    return this.#hold.residual(this.#streams.start.next(), this.#streams.start.next());
  }

  begin(from: number): void {
    this.at = from + this.#interarrival();
  }

  /** The next one comes; returns its hold. */
  take(): number {
    const hold = Math.max(0, this.#hold.quantile(this.#streams.holds.next()));
    this.at += this.#interarrival();
    return hold;
  }

  save(): unknown {
    const { arrivals, holds } = this.#streams;
    return { at: this.at, arrivals: arrivals.save(), holds: holds.save() };
  }

  restore(saved: unknown): void {
    const { at, arrivals, holds } = saved as { at: number; arrivals: unknown; holds: unknown };
    this.at = at;
    this.#streams.arrivals.restore(arrivals);
    this.#streams.holds.restore(holds);
  }

  #interarrival(): number {
    return this.#gap === Infinity ? Infinity : -this.#gap * Math.log(this.#streams.arrivals.next());
  }
}
