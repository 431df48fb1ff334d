import { describe } from 'vitest';
import type { Series, StepProcess } from '../../../src/kernel/index.js';
import {
  auction,
  bootstrapPrice,
  constantPrice,
  garch,
  ornsteinUhlenbeck,
  regimeSwitching,
  spikes,
  steadyClock,
  type PriceLimits,
} from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { MAX_PRICE } from '../../../src/units/index.js';
import { keepsOrder } from '../price-order.js';
import { conforms } from '../step-process.js';

const stream = () => openStream('conformance', 0, 'market', 'a/b');
const series: Series = {
  at: Float64Array.of(1000, 1060, 1061, 2000, 5000),
  value: Float64Array.of(3, 90_000, 120_000, 90_000, 1),
};
const ou = { median: 0.11, sigma: 0.35, reversion: 0.2 / 3600, interval: 300 };
const bids = { distribution: 'lognormal', median: 0.1, sigma: 20 } as const;
const sale = { capacity: 3, bidders: 10, bids, reserve: 0, persistence: 0, interval: 300 };
const clustered = { quiet: 0, busy: 1 / 600, toBusy: 1 / 86_400, toQuiet: 1 / 7200 };
const bursts = {
  clock: clustered,
  level: { distribution: 'lognormal', median: 0.3, sigma: 3 },
  duration: { distribution: 'lognormal', median: 900, sigma: 1.5 },
} as const;
const volatile = { median: 0.1, omega: 0.01, alpha: 0.2, beta: 0.7, reversion: 1 / 3600, interval: 300 };
const regimes = {
  regimes: [
    { median: 0.1, sigma: 0.3, reversion: 0.2 / 3600 },
    { median: 0.4, sigma: 2, reversion: 2 / 3600 },
    { median: 0.02, sigma: 0, reversion: 1 / 3600 },
  ],
  rates: [
    [0, 1 / 3600, 0],
    [0, 0, 1 / 1800],
    [1 / 7200, 1 / 60, 0],
  ],
  interval: 300,
} as const;
/** A stream for each purpose. */
const streams = (seed: string | number = 'conformance') => {
  const of = (purpose: string) => openStream(seed, 0, 'market', 'a/b', purpose);
  return {
    ticks: of('ticks'),
    regimes: of('regimes'),
    start: of('start'),
    clock: of('clock'),
    marks: of('marks'),
  };
};

const processes: Readonly<Record<string, () => StepProcess>> = {
  'regime-switching': () => regimeSwitching({ ...regimes, onSwitch: 'keep' }, streams()),
  'regime-switching, drawn anew': () =>
    regimeSwitching({ ...regimes, onSwitch: 'draw', round: 0.01 }, streams()),
  garch: () => garch(volatile, streams()),
  auction: () => auction(sale, stream()),
  'auction, standing bids, rounded': () =>
    auction({ ...sale, persistence: 0.9, reserve: 0.05, round: 0.01 }, stream()),
  'bootstrap, stationary': () => bootstrapPrice(series, { block: 700, scheme: 'stationary' }, stream()),
  'bootstrap, moving, scaled': () =>
    bootstrapPrice(series, { block: 1000, scheme: 'moving', scale: 0.1 }, stream()),
  'spikes over a constant': () => spikes(constantPrice({ value: 100_000 }), bursts, streams()),
  'spikes over spikes over a tick': () =>
    spikes(
      spikes(ornsteinUhlenbeck(ou, stream()), bursts, streams('inner')),
      { ...bursts, clock: steadyClock(1 / 900), cap: 900_000, round: 0.01 },
      streams(),
    ),
};

for (const [name, make] of Object.entries(processes)) {
  conforms(`price process: ${name}`, {
    make,
    legal: (price) => Number.isInteger(price) && price >= 1 && price <= MAX_PRICE,
  });
}

describe('generated prices', () => {
  const generated: Readonly<Record<string, (limits: PriceLimits, seed: number) => StepProcess>> = {
    'regime-switching': (limits, seed) =>
      regimeSwitching({ ...regimes, onSwitch: 'keep' }, streams(seed), limits),
    garch: (limits, seed) => garch({ ...volatile, omega: 1 }, streams(seed), limits),
    auction: (limits, seed) => auction(sale, openStream(seed), limits),
    spikes: (limits, seed) =>
      spikes(ornsteinUhlenbeck(ou, openStream(seed), limits), bursts, streams(seed), limits),
  };
  for (const [name, make] of Object.entries(generated)) keepsOrder(name, make);
});
