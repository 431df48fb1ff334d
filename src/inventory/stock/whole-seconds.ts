import type { StepProcess } from '../../kernel/index.js';
import { copyPlain, type Seconds } from '../../units/index.js';

/** What happens to a stock in continuous time, event by event. */
export interface Background {
  /** Units that are there, after all that has happened. */
  readonly units: number;
  /** When the next event is due, a real number of seconds; Infinity for never. */
  readonly due: number;
  /** Lets the next event happen; `due` never falls. */
  step(): void;
  /** Plain data that `restore` accepts. */
  save(): unknown;
  restore(saved: unknown): void;
}

/**
 * The background as others see it: a change shows at the next whole second, several changes within one second show as
 * one. Time inside stays real, so that rates have no drift.
 */
export const shownInSeconds = (background: Background): StepProcess => new ShownInSeconds(background);

/** Events without a visible effect that are passed over before a tick shows the same value again. */
const LOOK_AHEAD = 64;

class ShownInSeconds implements StepProcess {
  value: number;
  nextAt: Seconds = 0;
  readonly #background: Background;
  /** The value from `nextAt` on. */
  #next: number;

  constructor(background: Background) {
    this.#background = background;
    this.value = background.units;
    this.#next = this.value;
    this.#look();
  }

  advance(): void {
    this.value = this.#next;
    this.#look();
  }

  save(): unknown {
    const { value, nextAt } = this;
    return copyPlain({ value, nextAt, next: this.#next, background: this.#background.save() });
  }

  restore(saved: unknown): void {
    const state = saved as { value: number; nextAt: number; next: number; background: unknown };
    this.value = state.value;
    this.nextAt = state.nextAt;
    this.#next = state.next;
    this.#background.restore(state.background);
  }

  /** Runs the background on to the next second at which it shows a change. */
  #look(): void {
    const background = this.#background;
    let end = Infinity;
    for (let events = 0; events < LOOK_AHEAD && background.due < Infinity; events += 1) {
      // At least 1: a residual span of length 0 at the start must not make second 0 come twice.
      end = Math.max(1, Math.ceil(background.due));
      do background.step();
      while (background.due <= end);
      if (background.units !== this.value) break;
      if (background.due === Infinity) end = Infinity;
    }
    this.nextAt = end;
    this.#next = background.units;
  }
}
