import type { StepProcess } from '../../kernel/index.js';
import { distribution, type Distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import { copyPlain, type MicroPerHour, type Seconds } from '../../units/index.js';
import { ANY_PRICE, limited, priceGrid, toPrice, type PriceGrid, type PriceLimits } from '../price.js';
import { LiveSpikes } from './live-spikes.js';
import { meanRate, SpikeClock, type SpikeRates } from './spike-clock.js';
import { spikesAtStart } from './spikes-at-start.js';

export interface SpikesSpec {
  readonly clock: SpikeRates;
  /** The law of a spike's level, in the currency per hour. */
  readonly level: DistributionSpec;
  /** How long a spike lasts, in seconds; its mean must be finite. */
  readonly duration: DistributionSpec;
  /** The price never passes it, in micro-units per hour. */
  readonly cap?: MicroPerHour | undefined;
  /** Decimal price step of the levels; absent: one micro-unit. */
  readonly round?: number | undefined;
}

export interface SpikeStreams {
  readonly clock: Stream;
  /** Two uniforms for each spike: its level and its duration. */
  readonly marks: Stream;
  /** The state at second 0. */
  readonly start: Stream;
}

/** Most spikes that may be live at once, in the mean, and most that may begin in a second. */
const MOST_LIVE = 10_000;
const MOST_A_SECOND = 1;

/** Why these spikes cannot be simulated, with the key at fault; undefined if they can. */
export function spikesFault({
  clock,
  duration,
}: Pick<SpikesSpec, 'clock' | 'duration'>): SpikesFault | undefined {
  const { mean } = distribution(duration);
  if (!(mean > 0 && mean < Infinity)) {
    return {
      key: 'duration',
      message: `spikes of a mean duration of ${mean} s: expected a finite one above 0`,
    };
  }
  if (Math.max(clock.quiet, clock.busy) > MOST_A_SECOND) {
    return { key: 'clock', message: `expected at most ${MOST_A_SECOND} spike a second` };
  }
  const live = Math.max(meanRate(clock), clock.quiet, clock.busy) * mean;
  if (live <= MOST_LIVE) return undefined;
  const message = `${Math.round(live)} spikes would be live at once: expected at most ${MOST_LIVE} (rate x mean duration)`;
  return { key: 'clock', message };
}

export interface SpikesFault {
  readonly key: 'clock' | 'duration';
  readonly message: string;
}

/**
 * Spikes over any other price: max(base, levels of the live spikes), at most the cap. Spikes begin by a Poisson or a
 * two-rate clock and last independently of one another (M/G/infinity); begun in equilibrium. Time inside is a real
 * number; a beginning or an end shows at the next whole second. The base runs on underneath, on streams of its own,
 * as if there were no spikes. Check with `spikesFault` first. Source: docs/models/price-spikes.md.
 */
export const spikes = (
  base: StepProcess,
  spec: SpikesSpec,
  streams: SpikeStreams,
  limits: PriceLimits = ANY_PRICE,
): StepProcess => new Spikes(base, spec, streams, limits);

class Spikes implements StepProcess {
  value: MicroPerHour = 0;
  nextAt: Seconds = 0;
  readonly #base: StepProcess;
  readonly #clock: SpikeClock;
  readonly #marks: Stream;
  readonly #level: Distribution;
  readonly #duration: Distribution;
  readonly #grid: PriceGrid;
  readonly #cap: MicroPerHour;
  readonly #live = new LiveSpikes();

  constructor(
    base: StepProcess,
    spec: SpikesSpec,
    { clock, marks, start }: SpikeStreams,
    limits: PriceLimits,
  ) {
    this.#base = base;
    this.#marks = marks;
    this.#level = distribution(spec.level);
    this.#duration = distribution(spec.duration);
    this.#grid = priceGrid(spec.round, limits);
    this.#cap = limited(spec.cap ?? limits.max, limits);
    const { busy, left } = spikesAtStart(spec.clock, this.#duration, start);
    for (const rest of left) this.#live.add(this.#levelOf(start.next()), Math.ceil(rest));
    this.#clock = new SpikeClock(spec.clock, busy, clock);
    this.#live.expire(0);
    this.#update();
  }

  advance(): void {
    const now = this.nextAt;
    if (this.#base.nextAt === now) this.#base.advance();
    while (this.#clock.nextAt <= now) this.#begin();
    this.#live.expire(now);
    this.#update();
  }

  save(): unknown {
    return copyPlain({
      base: this.#base.save(),
      clock: this.#clock.save(),
      live: this.#live.save(),
      marks: this.#marks.save(),
    });
  }

  restore(saved: unknown): void {
    const { base, clock, live, marks } = saved as Readonly<
      Record<'base' | 'clock' | 'live' | 'marks', unknown>
    >;
    this.#base.restore(base);
    this.#clock.restore(clock);
    this.#live.restore(live);
    this.#marks.restore(marks);
    this.#update();
  }

  /** The next spike of the clock begins. */
  #begin(): void {
    const level = this.#levelOf(this.#marks.next());
    const duration = Math.max(0, this.#duration.quantile(this.#marks.next()));
    this.#live.add(level, Math.ceil(this.#clock.nextAt + duration));
    this.#clock.advance();
  }

  #levelOf(u: number): MicroPerHour {
    return toPrice(this.#level.quantile(u), this.#grid);
  }

  #update(): void {
    this.value = Math.min(this.#cap, Math.max(this.#base.value, this.#live.level));
    this.nextAt = Math.min(this.#base.nextAt, this.#live.endsAt, Math.ceil(this.#clock.nextAt));
  }
}
