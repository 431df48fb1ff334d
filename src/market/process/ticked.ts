import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import type { TickingProcess } from './ticking.js';

/** What a ticking price holds from tick to tick. Made in its state at second 0. */
export interface TickState {
  /** The price in force. */
  price(): MicroPerHour;
  /** Moves on by one tick, to this second. */
  step(now: Seconds): void;
  /** Plain data that `restore` accepts, streams included. */
  save(): unknown;
  restore(saved: unknown): void;
}

/** A price process that steps at every multiple of the interval. */
export const ticked = (interval: Seconds, state: TickState): TickingProcess => new Ticked(interval, state);

class Ticked implements TickingProcess {
  value: MicroPerHour;
  nextAt: Seconds;
  readonly interval: Seconds;
  readonly #state: TickState;

  constructor(interval: Seconds, state: TickState) {
    this.interval = interval;
    this.nextAt = interval;
    this.#state = state;
    this.value = state.price();
  }

  advance(): void {
    this.#state.step(this.nextAt);
    this.nextAt += this.interval;
    this.value = this.#state.price();
  }

  save(): unknown {
    return copyPlain({ nextAt: this.nextAt, state: this.#state.save() });
  }

  restore(saved: unknown): void {
    const { nextAt, state } = copyPlain(saved) as { nextAt: number; state: unknown };
    this.nextAt = nextAt;
    this.#state.restore(state);
    this.value = this.#state.price();
  }
}
