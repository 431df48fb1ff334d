import type { Stream } from '../../random/index.js';

/** When spikes begin: a Poisson clock where both rates are equal or it never turns busy. Rates are per second. */
export interface SpikeRates {
  /** Spikes per second in quiet and in busy times. */
  readonly quiet: number;
  readonly busy: number;
  /** How often quiet times turn busy, and busy ones quiet. */
  readonly toBusy: number;
  readonly toQuiet: number;
}

/** A clock of one rate. */
export const steadyClock = (rate: number): SpikeRates => ({ quiet: rate, busy: rate, toBusy: 0, toQuiet: 0 });

/** The share of busy times. */
export const busyShare = ({ toBusy, toQuiet }: SpikeRates): number =>
  toBusy === 0 ? 0 : toBusy / (toBusy + toQuiet);

/** Spikes per second in the long run. */
export function meanRate(rates: SpikeRates): number {
  const share = busyShare(rates);
  return share * rates.busy + (1 - share) * rates.quiet;
}

/**
 * A Poisson process whose rate switches between two values (a Markov-modulated Poisson process); time is real. One
 * uniform until something happens, and one for what it is where it can be either.
 * Source: W. Fischer, K. Meier-Hellstern, The Markov-modulated Poisson process cookbook, Performance Evaluation 18
 * (1993) 149-171.
 */
export class SpikeClock {
  /** When the next spike begins. Begins as a number, as `#busy` does not: such a field holds its numbers boxed. */
  nextAt = 0;
  readonly #rates: SpikeRates;
  readonly #stream: Stream;
  #busy: boolean;

  constructor(rates: SpikeRates, busy: boolean, stream: Stream) {
    this.#rates = rates;
    this.#busy = busy;
    this.#stream = stream;
    this.advance();
  }

  advance(): void {
    const { quiet, busy, toBusy, toQuiet } = this.#rates;
    for (;;) {
      const spikes = this.#busy ? busy : quiet;
      const turns = this.#busy ? toQuiet : toBusy;
      this.nextAt -= Math.log1p(-this.#stream.next()) / (spikes + turns);
      if (turns === 0 || this.#stream.next() * (spikes + turns) < spikes) return;
      this.#busy = !this.#busy;
    }
  }

  save(): unknown {
    return { nextAt: this.nextAt, busy: this.#busy, stream: this.#stream.save() };
  }

  restore(saved: unknown): void {
    const { nextAt, busy, stream } = saved as { nextAt: number; busy: boolean; stream: unknown };
    this.nextAt = nextAt;
    this.#busy = busy;
    this.#stream.restore(stream);
  }
}
