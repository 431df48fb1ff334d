import { describe } from 'vitest';
import type { ReplayPlan, Series, StepProcess } from '../../../src/kernel/index.js';
import {
  administeredPrice,
  constantPrice,
  independentPrice,
  mixturePrice,
  ornsteinUhlenbeck,
  priceCurve,
  priceSteps,
  providerPrice,
  reservePrice,
  shocked,
  tracePrice,
  utilisationPrice,
  type PriceLimits,
} from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { MAX_PRICE, seasonalWave } from '../../../src/units/index.js';
import { keepsOrder } from '../price-order.js';
import { conforms } from '../step-process.js';

const stream = () => openStream('conformance', 0, 'market', 'a/b');
const series: Series = {
  at: Float64Array.of(1000, 1060, 1061, 2000, 5000),
  value: Float64Array.of(3, 90_000, 120_000, 90_000, 1),
};
const plan: ReplayPlan = { align: 'start', after: 'repeat', window: 'whole' };
const run = { start: 1500, duration: 100_000 };
const wild = { interval: 300, price: { distribution: 'lognormal', median: 0.1, sigma: 20 } } as const;
const ou = { median: 0.11, sigma: 0.35, reversion: 0.2 / 3600, interval: 300 };
const summer = seasonalWave(
  { daily: { amplitude: 0.3, peak: 50_400 }, weekly: { amplitude: 0.1, peak: 0 } },
  { epochSeconds: 1, offsetSeconds: 3600 },
);
const band = { floor: 0.1, ceiling: 0.2, coefficient: -0.7, noise: 0.39, interval: 300 } as const;
const epochs = [
  { at: 1000, floor: 0.15, ceiling: 0.4 },
  { at: 90_000, floor: 0.001, ceiling: 0.002 },
];
const bells = {
  price: [
    { weight: 2, mean: 0.1, sd: 0.02 },
    { weight: 1, mean: 0.3, sd: 0.5 },
  ],
  gap: [
    { weight: 1, mean: 1, sd: 1 },
    { weight: 1, mean: 3600, sd: 900 },
  ],
};
const slots = {
  ...{ maximum: 0.4, minimum: 0.05, beta: 0.3, theta: 0.02, interval: 300 },
  arrivals: { distribution: 'pareto', shape: 1.5, min: 0.01 },
} as const;
const smooth = { median: 0.1, sigma: 0.5, reversion: 1 / 86_400, changes: 1 / 40, maxStep: 0.01 };

/** Follows a use of the pool that the process does not make: here it rises tick by tick, and falls at once. */
function followsUse(limits?: PriceLimits): StepProcess {
  const points = [
    { utilisation: 0, price: 0.01 },
    { utilisation: 0.5, price: 0.1 },
    { utilisation: 1, price: 200_000 },
  ];
  const quote = priceCurve({ points, between: 'linear' }, limits);
  const world: { price?: StepProcess } = {};
  const ticks = (): number => (world.price?.nextAt ?? 0) / 300;
  world.price = utilisationPrice({ interval: 300, quote }, () => (ticks() % 11) / 10);
  return world.price;
}

/** A process as a user would write it: the price doubles and halves every ten minutes. */
function seesaw(): StepProcess {
  let ticks = 0;
  return {
    get value() {
      return ticks % 2 === 0 ? 100_000 : 200_000;
    },
    get nextAt() {
      return (ticks + 1) * 600;
    },
    advance: () => void (ticks += 1),
    save: () => ticks,
    restore: (saved) => void (ticks = saved as number),
  };
}

const processes: Readonly<Record<string, () => StepProcess>> = {
  constant: () => constantPrice({ value: 100_000 }),
  steps: () =>
    priceSteps({
      steps: [
        { at: 0, value: 5 },
        { at: 9, value: 7 },
        { at: 10, value: 5 },
      ],
    }),
  independent: () => independentPrice(wild, stream()),
  'independent, rounded': () =>
    independentPrice(
      { interval: 7, price: { distribution: 'normal', mean: 0, sd: 1 }, round: 0.001 },
      stream(),
    ),
  'trace from its start': () => tracePrice(series, plan, run),
  'trace by calendar': () => tracePrice(series, { ...plan, align: 'calendar' }, run),
  'trace, random window, scaled': () =>
    tracePrice(series, { ...plan, window: 'random', scale: 0.1 }, run, stream()),
  'trace held': () => tracePrice(series, { ...plan, after: 'hold', offset: 30 }, run),
  'ornstein-uhlenbeck': () => ornsteinUhlenbeck(ou, stream()),
  'ornstein-uhlenbeck, rounded': () => ornsteinUhlenbeck({ ...ou, round: 0.0001 }, stream()),
  'utilisation, by a curve': () => followsUse(),
  'ornstein-uhlenbeck, season': () => ornsteinUhlenbeck(ou, stream(), undefined, summer),
  'reserve price': () => reservePrice({ ...band, truncation: 'resample' }, stream()),
  'reserve price, clamped, epochs': () =>
    reservePrice({ ...band, truncation: 'clamp', epochs, round: 0.0001 }, stream()),
  'reserve price, reflected': () =>
    reservePrice({ ...band, truncation: 'reflect', noise: 3, coefficient: 0.9 }, stream()),
  mixture: () => mixturePrice(bells, stream()),
  'mixture, rounded': () => mixturePrice({ ...bells, round: 0.01 }, stream()),
  provider: () => providerPrice(slots, stream()),
  administered: () => administeredPrice(smooth, stream()),
  'administered, a change each second': () => administeredPrice({ ...smooth, changes: 5 }, stream()),
  shocked: () =>
    shocked(ornsteinUhlenbeck(ou, stream()), [
      { at: 100, until: 1000, factor: 3 },
      { at: 600, until: 250_001, to: 5 },
      { at: 900, until: 900, factor: 0 },
    ]),
  'one that a user writes': seesaw,
};

for (const [name, make] of Object.entries(processes)) {
  conforms(`price process: ${name}`, {
    make,
    legal: (price) => Number.isInteger(price) && price >= 1 && price <= MAX_PRICE,
  });
}

describe('generated prices', () => {
  const generated: Readonly<Record<string, (limits: PriceLimits, seed: number) => StepProcess>> = {
    independent: (limits, seed) => independentPrice(wild, openStream(seed), limits),
    'independent, rounded': (limits, seed) =>
      independentPrice({ ...wild, round: 0.01 }, openStream(seed), limits),
    'ornstein-uhlenbeck': (limits, seed) => ornsteinUhlenbeck({ ...ou, sigma: 2 }, openStream(seed), limits),
    'utilisation, by a curve': (limits) => followsUse(limits),
    'ornstein-uhlenbeck, season': (limits, seed) =>
      ornsteinUhlenbeck(ou, openStream(seed), limits, (at) => summer(at) * 20),
    'reserve price': (limits, seed) =>
      reservePrice(
        { ...band, floor: 1e-6, ceiling: 90_000, truncation: 'resample' },
        openStream(seed),
        limits,
      ),
    mixture: (limits, seed) =>
      mixturePrice({ ...bells, price: [{ weight: 1, mean: 0, sd: 40_000 }] }, openStream(seed), limits),
    provider: (limits, seed) =>
      providerPrice({ ...slots, maximum: 99_000, beta: 99_000, minimum: 0 }, openStream(seed), limits),
    administered: (limits, seed) =>
      administeredPrice({ ...smooth, sigma: 9, maxStep: 9 }, openStream(seed), limits),
    shocked: (limits, seed) =>
      shocked(
        ornsteinUhlenbeck(ou, openStream(seed), limits),
        [
          { at: 500, until: 9000, factor: 50 },
          { at: 7000, until: 20_000, to: MAX_PRICE },
        ],
        limits,
      ),
  };
  for (const [name, make] of Object.entries(generated)) keepsOrder(name, make);
});
