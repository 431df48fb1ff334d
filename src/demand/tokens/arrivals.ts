import type { StepProcess } from '../../kernel/index.js';
import type { Stream } from '../../random/index.js';
import type { Seconds } from '../../units/index.js';
import { PoissonTable } from './poisson.js';

/** When requests come; time inside is a real number of seconds. */
export interface Arrivals {
  /** The next request; Infinity for none. */
  readonly nextAt: number;
  /** Moves past the next request. */
  advance(): void;
  /**
   * How many come before `end`, all at once; afterwards nothing before `end` is left. `later`: an earlier part of the
   * same window has been counted already.
   */
  countUntil(end: Seconds, later: boolean): number;
  save(): unknown;
  restore(saved: unknown): void;
}

/** Follow each request, or count whole windows. */
export type Counting = 'each' | 'windows';

/** Where chance comes from. */
export interface ArrivalStreams {
  /** One uniform per request, or per window. */
  readonly arrivals: Stream;
  /** Where a window is counted in parts: one uniform for each part but the first. */
  readonly parts: Stream;
}

/**
 * Requests at the rate of the moment (per second). Between two requests the integral of the rate grows by a unit
 * exponential (the time change of the inhomogeneous Poisson process; one uniform per request), or, without
 * streams, by 1: evenly spaced, the first after one half, so that the time of n requests has n. Counting whole
 * windows draws one uniform per window instead: the two ways have one law, not one path. A window that is counted in
 * parts leaves the draws of all other windows as they were.
 */
export const arrivalsAt = (rate: StepProcess, counting: Counting, streams?: ArrivalStreams): Arrivals =>
  new RatedArrivals(rate, counting, streams);

/** How far the rounding of doubles may leave a number from the whole or half one that it should be. */
const ALMOST = 1e-9;

class RatedArrivals implements Arrivals {
  nextAt = Infinity;
  readonly #rate: StepProcess;
  readonly #streams: ArrivalStreams | undefined;
  /** Up to here the rate has been integrated. */
  #from = 0;
  /** Evenly spaced and counted: the part of the next request that has come already. */
  #part = 0.5;
  #table: PoissonTable | undefined;

  constructor(rate: StepProcess, counting: Counting, streams: ArrivalStreams | undefined) {
    this.#rate = rate;
    this.#streams = streams;
    if (counting === 'each') this.#reach(streams === undefined ? 0.5 : this.#unit());
  }

  advance(): void {
    this.#reach(this.#unit());
  }

  countUntil(end: Seconds, later: boolean): number {
    const mean = this.#integrate(end);
    if (this.#streams === undefined) return this.#evenly(mean);
    const u = (later ? this.#streams.parts : this.#streams.arrivals).next();
    if (mean === 0) return 0;
    if (this.#table?.mean !== mean) this.#table = new PoissonTable(mean);
    return this.#table.quantile(u);
  }

  save(): unknown {
    return {
      nextAt: this.nextAt,
      from: this.#from,
      part: this.#part,
      rate: this.#rate.save(),
      arrivals: this.#streams?.arrivals.save(),
      parts: this.#streams?.parts.save(),
    };
  }

  restore(saved: unknown): void {
    const state = saved as { nextAt: number; from: number; part: number } & Record<string, unknown>;
    this.nextAt = state.nextAt;
    this.#from = state.from;
    this.#part = state.part;
    this.#rate.restore(state['rate']);
    this.#streams?.arrivals.restore(state['arrivals']);
    this.#streams?.parts.restore(state['parts']);
  }

  /** A request that falls on the end belongs to what follows: `end` is not before itself. */
  #evenly(mean: number): number {
    const reached = this.#part + mean;
    const count = Math.max(0, Math.ceil(reached - ALMOST) - 1);
    const part = reached - count;
    this.#part = Math.abs(part - 1) < ALMOST ? 1 : part;
    return count;
  }

  #unit(): number {
    return this.#streams === undefined ? 1 : -Math.log(this.#streams.arrivals.next());
  }

  /** Moves to where the integral of the rate has grown by so much. */
  #reach(amount: number): void {
    const rate = this.#rate;
    let left = amount;
    let from = this.#from;
    while (left > rate.value * (rate.nextAt - from) || rate.value === 0) {
      if (rate.nextAt === Infinity) {
        this.nextAt = Infinity;
        return;
      }
      left -= rate.value * (rate.nextAt - from);
      from = rate.nextAt;
      rate.advance();
    }
    const at = from + left / rate.value;
    const whole = Math.round(at);
    this.#from = Math.abs(at - whole) < ALMOST ? whole : at;
    this.nextAt = this.#from;
  }

  #integrate(end: Seconds): number {
    const rate = this.#rate;
    let sum = 0;
    while (rate.nextAt < end) {
      sum += rate.value * (rate.nextAt - this.#from);
      this.#from = rate.nextAt;
      rate.advance();
    }
    sum += rate.value * (end - this.#from);
    this.#from = end;
    return sum;
  }
}
