import type { StepProcess } from '../../kernel/index.js';
import type { Stream } from '../../random/index.js';
import type { Seconds } from '../../units/index.js';

/** One state of the ring: its rate, and the mean time in it. */
export interface BurstState {
  /** Requests per second. */
  readonly rate: number;
  readonly stay: Seconds;
}

/**
 * The rate of a Markov-modulated Poisson process (Fischer and Meier-Hellstern 1993): exponential stays in a ring of
 * states. Begins in its stationary law: a state by its share of the round's time; what is left of the stay has no
 * memory. Stays are real numbers inside; a change shows at the next whole second.
 */
export const burstRate = (states: readonly BurstState[], stream: Stream): StepProcess =>
  new BurstRate(states, stream);

class BurstRate implements StepProcess {
  value = 0;
  nextAt: Seconds = 0;
  readonly #states: readonly BurstState[];
  readonly #stream: Stream;
  #state: number;
  #until = 0;

  constructor(states: readonly BurstState[], stream: Stream) {
    this.#states = states;
    this.#stream = stream;
    this.#state = this.#drawFirst();
    this.#enter(0);
  }

  advance(): void {
    const now = this.nextAt;
    do {
      this.#state = (this.#state + 1) % this.#states.length;
      this.#enter(now);
    } while (this.nextAt <= now);
  }

  save(): unknown {
    return { state: this.#state, until: this.#until, nextAt: this.nextAt, stream: this.#stream.save() };
  }

  restore(saved: unknown): void {
    const { state, until, nextAt, stream } = saved as {
      state: number;
      until: number;
      nextAt: number;
      stream: unknown;
    };
    this.#state = state;
    this.#until = until;
    this.nextAt = nextAt;
    this.value = this.#states[state].rate;
    this.#stream.restore(stream);
  }

  #enter(now: Seconds): void {
    const { rate, stay } = this.#states[this.#state];
    this.value = rate;
    this.#until -= stay * Math.log(this.#stream.next());
    this.nextAt = Math.max(now === 0 ? 1 : now, Math.ceil(this.#until));
  }

  #drawFirst(): number {
    const round = this.#states.reduce((sum, { stay }) => sum + stay, 0);
    let left = this.#stream.next() * round;
    const found = this.#states.findIndex(({ stay }) => (left -= stay) < 0);
    return found < 0 ? this.#states.length - 1 : found;
  }
}
