import type { StepProcess } from '../../kernel/index.js';
import { copyPlain, DAY, type Seconds } from '../../units/index.js';

/** One wave, highest at its peak. */
export interface StockWave {
  /** A share of the units that are there, or whole units. */
  readonly amplitude: { readonly share: number } | { readonly units: number };
  /** Seconds after local midnight (daily) or after Monday 00:00 (weekly). */
  readonly peak: Seconds;
}

export interface StockSeasonSpec {
  readonly daily?: StockWave | undefined;
  readonly weekly?: StockWave | undefined;
  readonly interval: Seconds;
  /** No more units than this. */
  readonly capacity?: number | undefined;
}

/**
 * Another stock with the hour and the day of the week in it: units(t) = base(t) (1 + sum of the shares' waves) + sum of
 * the units' waves, rounded half up, from 0 to `capacity`; a wave is amplitude cos(2 pi (t - peak) / period), and t is
 * read at every multiple of the interval. `sinceMonday` is how long the local week has run at second 0. Takes no
 * randomness of its own. Source: docs/models/stock-season.md.
 */
export const stockSeason = (spec: StockSeasonSpec, base: StepProcess, sinceMonday: Seconds): StepProcess =>
  new Season(spec, base, sinceMonday);

/** Seconds from the last local Monday 00:00 to an instant, given the offset of its clock. */
export function secondsSinceMonday(epochSeconds: number, offsetSeconds: number): Seconds {
  const local = epochSeconds + offsetSeconds - 4 * DAY; // 1970-01-01 was a Thursday, the next Monday four days later
  return ((local % (7 * DAY)) + 7 * DAY) % (7 * DAY);
}

/** Ticks without a visible effect that are passed over before one shows the same value again. */
const LOOK_AHEAD = 288;

class Season implements StepProcess {
  value: number;
  nextAt: Seconds = 0;
  readonly #spec: StockSeasonSpec;
  readonly #base: StepProcess;
  readonly #sinceMonday: Seconds;
  /** The second the value holds from. */
  #at: Seconds = 0;

  constructor(spec: StockSeasonSpec, base: StepProcess, sinceMonday: Seconds) {
    this.#spec = spec;
    this.#base = base;
    this.#sinceMonday = sinceMonday;
    this.value = this.#unitsAt(0);
    this.#look();
  }

  advance(): void {
    const now = this.nextAt;
    if (this.#base.nextAt === now) this.#base.advance();
    this.#at = now;
    this.value = this.#unitsAt(this.#tick(now));
    this.#look();
  }

  save(): unknown {
    return copyPlain({ base: this.#base.save(), at: this.#at });
  }

  restore(saved: unknown): void {
    const { base, at } = saved as { base: unknown; at: number };
    this.#base.restore(base);
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
    const { daily, weekly, capacity = Infinity } = this.#spec;
    const now = this.#sinceMonday + tick;
    const here = this.#base.value;
    const units =
      here + swing(daily, { here, now, period: DAY }) + swing(weekly, { here, now, period: 7 * DAY });
    return Math.min(capacity, Math.max(0, Math.floor(units + 0.5)));
  }
}

/** What a wave adds to the units that are there. */
function swing(
  wave: StockWave | undefined,
  { here, now, period }: { readonly here: number; readonly now: Seconds; readonly period: Seconds },
): number {
  if (wave === undefined) return 0;
  const { amplitude, peak } = wave;
  const reach = 'share' in amplitude ? amplitude.share * here : amplitude.units;
  return reach * Math.cos((2 * Math.PI * (now - peak)) / period);
}
