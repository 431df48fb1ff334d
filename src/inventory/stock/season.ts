import type { StepProcess } from '../../kernel/index.js';
import { copyPlain, type Seconds } from '../../units/index.js';

export interface StockSeasonSpec {
  readonly interval: Seconds;
  /** No more units than this. */
  readonly capacity?: number | undefined;
}

/** What a season adds, as functions of the run's second. */
export interface StockWaves {
  /** As a share of the units that are there. */
  readonly share: (at: Seconds) => number;
  /** In units. */
  readonly units: (at: Seconds) => number;
}

/**
 * Another stock with the hour and the day of the week in it: units(t) = base(t) (1 + share(t)) + units(t), rounded half
 * up, from 0 to `capacity`; the waves are read at every multiple of the interval. Takes no randomness of its own.
 * Source: docs/models/stock-season.md.
 */
export const stockSeason = (spec: StockSeasonSpec, base: StepProcess, waves: StockWaves): StepProcess =>
  new Season(spec, base, waves);

/** Ticks without a visible effect that are passed over before one shows the same value again. */
const LOOK_AHEAD = 288;

class Season implements StepProcess {
  value: number;
  nextAt: Seconds = 0;
  readonly #spec: StockSeasonSpec;
  readonly #base: StepProcess;
  readonly #waves: StockWaves;
  /** The second the value holds from. */
  #at: Seconds = 0;

  constructor(spec: StockSeasonSpec, base: StepProcess, waves: StockWaves) {
    this.#spec = spec;
    this.#base = base;
    this.#waves = waves;
    this.value = this.#unitsAt(0);
    this.#look();
  }

  advance(): void {
    const now = this.nextAt;
    if (this.#base.nextAt === now) this.#base.advance();
    this.#enter(now);
  }

  save(): unknown {
    return copyPlain({ base: this.#base.save(), at: this.#at });
  }

  restore(saved: unknown): void {
    const { base, at } = saved as { base: unknown; at: number };
    this.#base.restore(base);
    this.#enter(at);
  }

  #enter(at: Seconds): void {
    this.#at = at;
    this.value = this.#unitsAt(this.#tick(at));
    this.#look();
  }

  #tick(at: Seconds): Seconds {
    return at - (at % this.#spec.interval);
  }

  /** The base's next change, or before it the next tick that shows one. */
  #look(): void {
    const end = this.#base.nextAt;
    let at = this.#tick(this.#at);
    for (let ticks = 0; ticks < LOOK_AHEAD; ticks += 1) {
      at += this.#spec.interval;
      if (at >= end || this.#unitsAt(at) !== this.value) break;
    }
    this.nextAt = Math.min(at, end);
  }

  #unitsAt(tick: Seconds): number {
    const { capacity = Infinity } = this.#spec;
    const here = this.#base.value;
    const units = here + here * this.#waves.share(tick) + this.#waves.units(tick);
    return Math.min(capacity, Math.max(0, Math.floor(units + 0.5)));
  }
}
