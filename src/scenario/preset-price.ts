import { fromMicro, HOUR, DAY, MINUTE, toMicro, type MicroPerHour } from '../units/index.js';
import { PRICE_PRESETS, type AuctionMarket, type PresetName, type SmoothMarket } from './price-presets.js';
import type { PriceSpec } from './types.js';

/** The processes that a measured market becomes in a pool of this standard price. */
export function presetPrice(name: PresetName, standardPrice: MicroPerHour): PriceSpec {
  const preset = PRICE_PRESETS[name];
  const standard = fromMicro(standardPrice);
  return preset.kind === 'auction-market' ? auctionMarket(preset, standard) : smoothMarket(preset, standard);
}

/**
 * Changes come after exponential gaps, so that steps of a slowly reverting log price are Laplace: their median size is
 * ln(2) / sqrt(2) of their root mean square d, and d^2 = 2 sigma^2 reversion / (changes + reversion).
 */
function smoothMarket(
  { median, sigma, changesPerDay, medianStep }: SmoothMarket,
  standard: number,
): PriceSpec {
  const step = (medianStep * Math.SQRT2) / Math.LN2;
  const share = (step * step) / (2 * sigma * sigma);
  const changes = changesPerDay / DAY;
  const reversion = (changes * share) / (1 - share);
  return { process: 'administered', median: median * standard, sigma, reversion, changes, maxStep: 0.05 };
}

/** The coefficient of variation of times between spikes; measured 2.6 to 8.9 over the markets. */
const CLUSTERING = 4;
/** Spikes in quiet times, as a share of those in busy times. */
const QUIET = 0.006;

/**
 * An Ornstein-Uhlenbeck base; over it surges to between 0.5 and 1 times the standard price by a Poisson clock, both
 * capped at it; over these clustered spikes. All parameters follow from what was measured.
 */
function auctionMarket(market: AuctionMarket, standard: number): PriceSpec {
  const { surges, levels } = market;
  const calm: PriceSpec = {
    process: 'spikes',
    base: baseOf(market, standard),
    clock: surges.perWeek / (7 * DAY),
    level: { distribution: 'uniform', min: standard / 2, max: standard },
    duration: { distribution: 'exponential', mean: (-Math.log1p(-surges.share) / surges.perWeek) * 7 * DAY },
    cap: toMicro(standard),
  };
  const { live, rate, mean, busy } = spikeLoad(market);
  const cap = toMicro(Math.max(...levels.low, ...levels.high) * standard);
  return {
    process: 'spikes',
    base: calm,
    clock: clusteredClock(rate, busy),
    level: { distribution: 'empirical', ...levelsOf(market, live, standard) },
    duration: lasting(mean, market.spikes.median * HOUR),
    cap,
  };
}

/**
 * The base ticks as often as changes were seen beside those that spikes and surges make, and its correlation from
 * tick to tick is such that on a grid of 5 minutes, where most neighbours are the same tick's, it is as measured.
 */
function baseOf(market: AuctionMarket, standard: number): PriceSpec {
  const { base, spikes, surges, changesPerHour, availability } = market;
  const others = 2 * (spikes.share / spikes.mean + surges.perWeek / 168);
  const interval = Math.round((HOUR * availability[0]) / (changesPerHour - others));
  const phi = 1 - ((1 - base.phi) * interval) / (5 * MINUTE);
  return {
    process: 'ornstein-uhlenbeck',
    median: base.median * standard,
    sigma: base.sigma,
    reversion: -Math.log(phi) / interval,
    interval,
  };
}

/**
 * Spikes are live at once, and what was measured are their unions. In busy times, a share `busy`, `live` of them
 * (Poisson) are live in the mean, and a union lasts (exp(live) - 1) / rate. `live` solves
 * share = busy (1 - exp(-live)) + (1 - busy) (1 - exp(-QUIET live)).
 */
function spikeLoad({ spikes }: AuctionMarket): Readonly<Record<'live' | 'rate' | 'mean' | 'busy', number>> {
  const busy = Math.max(0.1, 3 * spikes.share);
  let low = 0;
  let high = 10;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    const share = -busy * Math.expm1(-middle) - (1 - busy) * Math.expm1(-QUIET * middle);
    if (share < spikes.share) low = middle;
    else high = middle;
  }
  const live = (low + high) / 2;
  const rate = Math.expm1(live) / (spikes.mean * HOUR);
  return { live, rate, mean: live / rate, busy };
}

/**
 * A two-rate clock of this busy rate and share of busy times whose times between spikes have the coefficient of
 * variation CLUSTERING: c^2 = 1 + 2 b (1 - b) (l1 - l2)^2 / (l1 l2 + l1 toBusy + l2 toQuiet).
 */
function clusteredClock(rate: number, busy: number): Extract<PriceSpec, { process: 'spikes' }>['clock'] {
  const quiet = QUIET * rate;
  const spread = 2 * busy * (1 - busy) * (rate - quiet) * (rate - quiet);
  const odds = busy / (1 - busy);
  const toQuiet = (spread / (CLUSTERING * CLUSTERING - 1) - rate * quiet) / (rate * odds + quiet);
  return { quiet, busy: rate, toBusy: toQuiet * odds, toQuiet };
}

/** Levels weighted so that the highest of those live at once is above 2 for the share of spike time that was measured. */
function levelsOf(
  { levels, availability: [, one, two] }: AuctionMarket,
  live: number,
  standard: number,
): { readonly values: readonly number[]; readonly weights: readonly number[] } {
  const high = (1 - two) / (1 - one);
  const weight = Math.min(1, -Math.log1p(high * Math.expm1(-live)) / live);
  const weigh = (list: readonly number[], share: number): readonly number[] =>
    list.map(() => share / list.length);
  return {
    values: [...levels.low, ...levels.high].map((level) => level * standard),
    weights: [...weigh(levels.low, 1 - weight), ...weigh(levels.high, weight)],
  };
}

/** Lognormal with this mean and median; a constant where the mean is not above the median. */
const lasting = (mean: number, median: number): Extract<PriceSpec, { process: 'spikes' }>['duration'] =>
  mean > median
    ? { distribution: 'lognormal', median, sigma: Math.sqrt(2 * Math.log(mean / median)) }
    : { distribution: 'constant', value: mean };
