import type { Distribution, Stream } from '../../random/index.js';
import { busyShare, type SpikeRates } from './spike-clock.js';

/** What a spike process finds at second 0. */
export interface SpikesAtStart {
  readonly busy: boolean;
  /** What is left of each live spike, in seconds. */
  readonly left: readonly number[];
}

/**
 * The stationary state of spikes of independent durations under a two-rate clock. Live spikes have begun in the past,
 * at a rate proportional to rate(then) P(duration > age). So: as many as live under the higher rate for ever, a
 * Poisson number of mean rate x E[duration]; each with an age of the equilibrium law; kept with probability
 * rate(then) / higher rate, the clock followed backwards from age to age (a chain of two states is reversible); and
 * what is left of each from its duration given its age. Exact for every law of durations with a finite mean.
 */
export function spikesAtStart(rates: SpikeRates, duration: Distribution, stream: Stream): SpikesAtStart {
  const share = busyShare(rates);
  const now = stream.next() < share;
  const highest = share > 0 ? Math.max(rates.quiet, rates.busy) : rates.quiet;
  const count = poisson(highest * duration.mean, stream.next());
  const ages = Array.from({ length: count }, () => duration.residual(stream.next(), stream.next()));
  const left: number[] = [];
  let busy = now;
  let seen = 0;
  for (const age of ages.sort((a, b) => a - b)) {
    const forgotten = -Math.expm1(-(rates.toBusy + rates.toQuiet) * (age - seen));
    const stillBusy = share * forgotten + (busy ? 1 - forgotten : 0);
    busy = stream.next() < stillBusy;
    seen = age;
    const kept = stream.next() * highest < (busy ? rates.busy : rates.quiet);
    const rest = restOf(duration, age, stream.next());
    if (kept) left.push(rest);
  }
  return { busy: now, left };
}

/** What is left of a duration of this age: its law given that it is longer, by inversion. */
function restOf(duration: Distribution, age: number, u: number): number {
  const passed = shareUpTo(duration, age);
  const whole = duration.quantile(Math.min(1 - Number.EPSILON / 2, passed + u * (1 - passed)));
  return Math.max(0, whole - age);
}

/** The distribution function, from the quantile function: the share of durations that are at most `age`. */
function shareUpTo(duration: Distribution, age: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (duration.quantile(middle) <= age) low = middle;
    else high = middle;
  }
  return low;
}

/** Quantile of the Poisson law, from its mode downwards and upwards, so that no weight underflows. */
function poisson(mean: number, u: number): number {
  if (mean === 0) return 0;
  const spread = Math.ceil(10 + 10 * Math.sqrt(mean));
  const mode = Math.floor(mean);
  const lowest = Math.max(0, mode - spread);
  const weights = new Float64Array(mode + spread - lowest + 1);
  weights[mode - lowest] = 1;
  for (let n = mode; n > lowest; n -= 1) weights[n - 1 - lowest] = (weights[n - lowest] * n) / mean;
  for (let n = mode + 1; n < lowest + weights.length; n += 1)
    weights[n - lowest] = (weights[n - 1 - lowest] * mean) / n;
  let left = u * weights.reduce((sum, weight) => sum + weight, 0);
  let place = 0;
  while (place < weights.length - 1 && left > weights[place]) {
    left -= weights[place];
    place += 1;
  }
  return lowest + place;
}
