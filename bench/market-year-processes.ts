import { run as simulate, type Model } from '../src/index.js';
import { marketYear, ornsteinUhlenbeck } from './market-year-model.js';
import { interleaved, judged, processorNanoseconds } from './timing.js';

const DAYS = 365;
const ROUNDS = 1;

/** A price process of the market year, for a base price in the currency and a standard price of six times that. */
type PriceOf = (base: number) => unknown;

const common = { interval: '5m', round: 0.0001 };

/** Each on the grid of the Ornstein-Uhlenbeck price of the year, five minutes, and about as far from its base. */
const PRICES: Readonly<Record<string, PriceOf>> = {
  spikes: (base) => ({
    ...{ process: 'spikes', base: ornsteinUhlenbeck(base), duration: '2h' },
    clock: { quiet: '0.01/h', busy: '0.5/h', toBusy: '0.2/d', toQuiet: '2/d' },
    level: { distribution: 'lognormal', median: 3 * base, sigma: 0.3 },
  }),
  'regime-switching': (base) => ({
    process: 'regime-switching',
    regimes: [
      { median: base, sigma: 0.2, reversion: `${1 / 6}/h` },
      { median: 1.3 * base, sigma: 0.4, reversion: '1/h' },
    ],
    rates: [
      [0, '0.5/d'],
      ['4/d', 0],
    ],
    ...common,
  }),
  garch: (base) => ({
    ...{ process: 'garch', median: base, omega: 0.0001, alpha: 0.1, beta: 0.85, reversion: `${1 / 6}/h` },
    ...common,
  }),
  'auction of 100 bids': (base) => ({
    ...{ process: 'auction', capacity: 60, bidders: 100, ...common },
    bids: { distribution: 'lognormal', median: base, sigma: 0.5 },
  }),
  'auction of 100 bids that stand': (base) => ({
    ...{ process: 'auction', capacity: 60, bidders: 100, persistence: 0.9, ...common },
    bids: { distribution: 'lognormal', median: base, sigma: 0.5 },
  }),
  bootstrap: (base) => ({
    ...{ process: 'bootstrap', file: 'history.csv', format: 'csv', block: '1d', scale: base },
  }),
  preset: () => ({ process: 'preset', name: 'ec2-2015-g2.2xlarge-a' }),
  'ornstein-uhlenbeck with a season': (base) => ({
    ...(ornsteinUhlenbeck(base) as object),
    season: { daily: { amplitude: 0.1 }, weekly: { amplitude: 0.05 } },
  }),
  'reserve-price': (base) => ({
    process: 'reserve-price',
    floor: 0.7 * base,
    ceiling: 1.6 * base,
    ...common,
  }),
  mixture: (base) => ({
    process: 'mixture',
    price: [
      { weight: 2, mean: base, sd: 0.1 * base },
      { weight: 1, mean: 1.4 * base, sd: 0.2 * base },
    ],
    gap: [{ mean: '5m', sd: '1m' }],
  }),
  provider: (base) => ({
    ...{ process: 'provider', maximum: 3 * base, beta: base, theta: 0.02, ...common },
    arrivals: { distribution: 'pareto', shape: 3, min: 0.01 },
  }),
  administered: (base) => ({ process: 'administered', median: base, changes: '48/d' }),
  independent: (base) => ({
    ...{ process: 'independent', price: { distribution: 'lognormal', median: base, sigma: 0.25 }, ...common },
  }),
};

/** What stands in place of the Erlang stock (or of price and stock) of a pool. */
type PoolOf = (base: number, capacity: number) => Readonly<Record<string, unknown>>;

/** Each with some scarcity now and then. */
const POOLS: Readonly<Record<string, PoolOf>> = {
  'on-off': (_, capacity) => ({
    stock: {
      process: 'on-off',
      capacity,
      up: '40h',
      down: { distribution: 'lognormal', median: '1h', sigma: 1 },
    },
  }),
  'markov-modulated': (_, capacity) => ({
    stock: {
      process: 'markov-modulated',
      states: [
        { name: 'full', units: capacity },
        { name: 'short', units: Math.floor(capacity / 3) },
      ],
      rates: [
        [0, '1/d'],
        ['6/d', 0],
      ],
    },
  }),
  correlated: (_, capacity) => ({
    stock: {
      process: 'correlated',
      driver: 'r',
      correlation: 0.4,
      availability: 0.95,
      capacity,
      reversion: '0.2/h',
    },
  }),
  bulk: (_, capacity) => ({
    stock: { process: 'bulk', capacity, losses: '2/d', size: '30%', return: '3h' },
  }),
  'season over Erlang': (_, capacity) => ({
    stock: {
      ...{ process: 'season', daily: { amplitude: '10%', peak: '3h' } },
      base: { process: 'erlang', capacity, arrivals: `${(0.165 * capacity) / 4}/h`, hold: '4h' },
    },
  }),
  'endogenous market': (base, capacity) => ({
    market: {
      ...{ process: 'endogenous', capacity: 2 * capacity, interval: '5m' },
      standard: { arrivals: `${(0.5 * capacity) / 4}/h`, hold: '4h' },
      spot: {
        ...{ arrivals: `${(0.3 * capacity) / 2}/h`, hold: '2h' },
        bids: { distribution: 'lognormal', median: 1.5 * base, sigma: 0.3 },
      },
      curve: [
        { utilisation: 0, price: 0.6 * base },
        { utilisation: 1, price: 2 * base },
      ],
    },
  }),
};

/** A month of changes every five minutes around 1, for the bootstrap. */
function history(): string {
  const rows = ['time,price'];
  for (let tick = 0; tick < 30 * 288; tick += 1) {
    const price = 1 + 0.3 * Math.sin(tick / 17) + 0.1 * Math.sin(tick * 1.7);
    rows.push(`${new Date(Date.UTC(2026, 0, 1) + tick * 300_000).toISOString()},${price.toFixed(4)}`);
  }
  return rows.join('\n');
}

/** Times the seconds of the Ornstein-Uhlenbeck year that a process may take, where that is not 3: it must not rule a run. */
const MOST: Readonly<Record<string, number>> = {
  // A quantile of the beta law at each tick; where bids stand, a hundred draws and a search.
  'auction of 100 bids': 5,
  'auction of 100 bids that stand': 10,
  // Each pool changes at seconds of its own, by two draws for each change.
  mixture: 4,
  // 27 units of others come in an hour and pool, where the Erlang stock of the others has four.
  'endogenous market': 8,
};

/**
 * The market year with each price, each stock, and the market that is both. Prices are compared in a calm year, in
 * which ceilings bind next to nobody: how often a price crosses them is a matter of its parameters, and one that is
 * drawn anew every five minutes keeps fleets many times as busy as one that reverts within hours. Stocks are compared
 * under ceilings that bind. The preemptions beside the times tell how busy the fleets were. Times are the processor's.
 */
export function run(): void {
  const files = { 'history.csv': history() };
  const size = { services: 100, days: DAYS };
  const calm = { ...size, calm: true };
  const { 'endogenous market': endogenous, ...stocks } = POOLS;
  compare('Calm market year with each price', {
    [REFERENCE]: marketYear(calm),
    ...each(PRICES, (price) => marketYear({ ...calm, price, files })),
    'endogenous market': marketYear({ ...calm, pool: endogenous }),
  });
  compare('Market year with each stock', {
    [REFERENCE]: marketYear(size),
    ...each(stocks, (pool) => marketYear({ ...size, pool })),
  });
}

const REFERENCE = 'ornstein-uhlenbeck';

const each = <T>(made: Readonly<Record<string, T>>, model: (one: T) => Model): Record<string, Model> =>
  Object.fromEntries(Object.entries(made).map(([name, one]) => [name, model(one)]));

/** All models in turn, each against the reference. */
function compare(title: string, models: Readonly<Record<string, Model>>): void {
  const preempted = new Map<string, number>();
  const times = interleaved(contestantsOf(models, preempted), ROUNDS, processorNanoseconds);
  const told = (name: string): string =>
    `${(times[name] / 1e9).toFixed(2)} s, ${preempted.get(name) ?? 0} preempted`;
  console.log(`${title}, / ${REFERENCE} (${told(REFERENCE)})`);
  for (const name of Object.keys(models).filter((one) => one !== REFERENCE))
    console.log(judged(`${name}, ${told(name)}`, times[name] / times[REFERENCE], 'at most', MOST[name] ?? 3));
}

const contestantsOf = (
  models: Readonly<Record<string, Model>>,
  preempted: Map<string, number>,
): Record<string, () => void> =>
  Object.fromEntries(
    Object.entries(models).map(([name, model]) => [
      name,
      () => void preempted.set(name, simulate(model).totals.preemptions.total),
    ]),
  );
