import type { StepProcess } from '../../kernel/index.js';
import { distribution, type Distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import { copyPlain, type Seconds } from '../../units/index.js';
import { Departures } from './departures.js';
import { truncatedPoisson } from './truncated-poisson.js';

export interface ErlangSpec {
  /** Whole units of the pool. */
  readonly capacity: number;
  /** Others' requests per second. */
  readonly arrivals: number;
  /** How long a unit is held, in seconds; its mean must be finite. */
  readonly hold: DistributionSpec;
}

export interface ErlangStreams {
  readonly arrivals: Stream;
  /** One hold per arrival, blocked or not, so that a change of capacity leaves all other holds as they were. */
  readonly holds: Stream;
  /** The state at second 0. */
  readonly start: Stream;
}

/**
 * Capacity minus the standard use of other customers, who form an M/G/c/c system of their own: Poisson arrivals,
 * holds of any law, a request that finds all units taken is lost. Begins in equilibrium: a truncated Poisson
 * number of units in use, each with a residual hold. Time inside is a real number, so that rates have no drift;
 * a change shows at the next whole second, and several changes within one second show as one.
 * Source: Erlang 1917; Sevastyanov 1957 (insensitivity); docs/models/stock-erlang.md.
 */
export const erlang = (spec: ErlangSpec, streams: ErlangStreams): StepProcess => new Erlang(spec, streams);

/** Why these holds have no equilibrium, in words for people; undefined if they have one. */
export function erlangFault({ hold }: Pick<ErlangSpec, 'hold'>): string | undefined {
  const { mean } = distribution(hold);
  if (mean > 0 && mean < Infinity) return undefined;
  return `the hold has a mean of ${mean} seconds: expected a finite one above 0`;
}

/** Events without a visible effect that are passed over before a tick shows the same value again. */
const LOOK_AHEAD = 64;

class Erlang implements StepProcess {
  value: number;
  nextAt: Seconds;
  readonly #capacity: number;
  /** Mean seconds between arrivals. */
  readonly #gap: number;
  readonly #hold: Distribution;
  readonly #streams: ErlangStreams;
  readonly #departures: Departures;
  /** The next arrival. Begins as a number: a field that begins as undefined holds its numbers boxed. */
  #arrival = 0;
  /** The value from `nextAt` on. */
  #next: number;

  constructor(spec: ErlangSpec, streams: ErlangStreams) {
    this.#capacity = spec.capacity;
    this.#gap = 1 / spec.arrivals;
    this.#hold = distribution(spec.hold);
    this.#streams = streams;
    this.#departures = new Departures(spec.capacity);
    this.#fill(spec.arrivals * this.#hold.mean);
    this.#arrival = spec.capacity > 0 ? this.#interarrival() : Infinity;
    this.value = spec.capacity - this.#departures.size;
    this.#next = this.value;
    this.nextAt = 0;
    this.#look();
  }

  advance(): void {
    this.value = this.#next;
    this.#look();
  }

  save(): unknown {
    const { arrivals, holds } = this.#streams;
    return copyPlain({
      value: this.value,
      next: this.#next,
      nextAt: this.nextAt,
      arrival: this.#arrival,
      departures: this.#departures.save(),
      arrivals: arrivals.save(),
      holds: holds.save(),
    });
  }

  restore(saved: unknown): void {
    const state = saved as {
      value: number;
      next: number;
      nextAt: number;
      arrival: number;
      departures: Float64Array;
      arrivals: unknown;
      holds: unknown;
    };
    this.value = state.value;
    this.#next = state.next;
    this.nextAt = state.nextAt;
    this.#arrival = state.arrival;
    this.#departures.restore(state.departures);
    this.#streams.arrivals.restore(state.arrivals);
    this.#streams.holds.restore(state.holds);
  }

  /** Runs the background on to the next second at which it shows a change. */
  #look(): void {
    const departures = this.#departures;
    const shown = this.#capacity - this.value;
    let due = this.#due();
    let end = Infinity;
    for (let events = 0; events < LOOK_AHEAD && due < Infinity; events += 1) {
      // At least 1: a residual hold of length 0 at the start must not make second 0 come twice.
      end = Math.max(1, Math.ceil(due));
      do {
        this.#step();
        due = this.#due();
      } while (due <= end);
      if (departures.size !== shown) break;
      if (due === Infinity) end = Infinity;
    }
    this.nextAt = end;
    this.#next = this.#capacity - departures.size;
  }

  #due(): Seconds {
    return Math.min(this.#arrival, this.#departures.first);
  }

  /** What comes first happens, a unit that comes back before an arrival. It returns nothing: a fraction would be boxed. */
  #step(): void {
    const departures = this.#departures;
    const arrival = this.#arrival;
    if (departures.first <= arrival) {
      departures.pop();
      return;
    }
    const hold = Math.max(0, this.#hold.quantile(this.#streams.holds.next()));
    if (departures.size < this.#capacity) departures.push(arrival + hold);
    this.#arrival = arrival + this.#interarrival();
  }

  #interarrival(): number {
    return this.#gap === Infinity ? Infinity : -this.#gap * Math.log(this.#streams.arrivals.next());
  }

  #fill(load: number): void {
    if (!(load > 0)) return;
    const { start } = this.#streams;
    const used = truncatedPoisson(load, this.#capacity, start.next());
    for (let i = 0; i < used; i += 1) this.#departures.push(this.#hold.residual(start.next(), start.next()));
  }
}
