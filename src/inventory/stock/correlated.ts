import type { StepProcess } from '../../kernel/index.js';
import { normalQuantile, type Stream } from '../../random/index.js';
import { copyPlain, type Seconds } from '../../units/index.js';

export interface CorrelatedSpec {
  /** Share of the driver in the variance of the zone's scarcity, 0 to 1. */
  readonly correlation: number;
  /** Per second: how fast driver and zone forget. */
  readonly reversion: number;
  readonly interval: Seconds;
  /** Units and the share of time with them; the shares add up to 1. */
  readonly levels: readonly { readonly units: number; readonly share: number }[];
}

export interface CorrelatedStreams {
  /** The driver's own: zones that open it by one name see one path. */
  readonly driver: Stream;
  readonly zone: Stream;
}

/**
 * A zone whose stock follows a scarcity that it shares with others: X = sqrt(rho) D + sqrt(1 - rho) E, where the
 * driver D and the zone's own E are independent stationary Ornstein-Uhlenbeck processes N(0, 1) on one grid of ticks,
 * x' = phi x + sqrt(1 - phi^2) Z with phi = exp(-reversion interval). The units are the level that the quantile of X
 * falls into, most units where X is low. Two uniforms per tick, one from each stream.
 * Source: O. A. Vasicek, "The distribution of loan portfolio value", Risk 15 (2002) 160-162 (one common factor);
 * docs/models/stock-correlated.md.
 */
export const correlated = (spec: CorrelatedSpec, streams: CorrelatedStreams): StepProcess =>
  new Correlated(spec, streams);

/** Ticks without a visible effect that are passed over before one shows the same value again. */
const LOOK_AHEAD = 64;

class Correlated implements StepProcess {
  value: number;
  nextAt: Seconds = 0;
  readonly #interval: Seconds;
  readonly #weights: readonly [driver: number, zone: number];
  readonly #phi: number;
  readonly #innovation: number;
  readonly #levels: readonly Level[];
  readonly #streams: CorrelatedStreams;
  #driver = 0;
  #zone = 0;
  /** The value from `nextAt` on. */
  #next: number;

  constructor({ correlation, reversion, interval, levels }: CorrelatedSpec, streams: CorrelatedStreams) {
    this.#interval = interval;
    this.#weights = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
    this.#phi = Math.exp(-reversion * interval);
    this.#innovation = Math.sqrt(-Math.expm1(-2 * reversion * interval));
    this.#levels = byThreshold(levels);
    this.#streams = streams;
    this.#driver = normalQuantile(streams.driver.next());
    this.#zone = normalQuantile(streams.zone.next());
    this.value = this.#units();
    this.#next = this.value;
    this.#look();
  }

  advance(): void {
    this.value = this.#next;
    this.#look();
  }

  save(): unknown {
    const { driver, zone } = this.#streams;
    return copyPlain({
      value: this.value,
      next: this.#next,
      nextAt: this.nextAt,
      scarcity: [this.#driver, this.#zone],
      driver: driver.save(),
      zone: zone.save(),
    });
  }

  restore(saved: unknown): void {
    const state = saved as Saved;
    this.value = state.value;
    this.#next = state.next;
    this.nextAt = state.nextAt;
    [this.#driver, this.#zone] = state.scarcity;
    this.#streams.driver.restore(state.driver);
    this.#streams.zone.restore(state.zone);
  }

  /** Goes on to the next tick that shows a change. */
  #look(): void {
    const { driver, zone } = this.#streams;
    for (let ticks = 0; ticks < LOOK_AHEAD && this.#next === this.value; ticks += 1) {
      this.nextAt += this.#interval;
      this.#driver = this.#phi * this.#driver + this.#innovation * normalQuantile(driver.next());
      this.#zone = this.#phi * this.#zone + this.#innovation * normalQuantile(zone.next());
      this.#next = this.#units();
    }
  }

  #units(): number {
    const x = this.#weights[0] * this.#driver + this.#weights[1] * this.#zone;
    const levels = this.#levels;
    let place = 0;
    while (x > levels[place].upTo) place += 1;
    return levels[place].units;
  }
}

interface Saved {
  readonly value: number;
  readonly next: number;
  readonly nextAt: number;
  readonly scarcity: readonly [number, number];
  readonly driver: unknown;
  readonly zone: unknown;
}

/** Units while the scarcity is at most `upTo`, and above that of the level before. */
interface Level {
  readonly upTo: number;
  readonly units: number;
}

/** Most units first; a level that is never in force is left out, the last has no bound. */
function byThreshold(levels: CorrelatedSpec['levels']): readonly Level[] {
  const real = levels.filter(({ share }) => share > 0).sort((a, b) => b.units - a.units);
  let reached = 0;
  return real.map(({ units, share }, place) => {
    reached += share;
    return { units, upTo: place === real.length - 1 ? Infinity : normalQuantile(reached) };
  });
}
