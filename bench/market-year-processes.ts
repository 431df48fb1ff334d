import { run as simulate } from '../src/index.js';
import { marketYear, ornsteinUhlenbeck } from './market-year-model.js';
import { interleaved, judged } from './timing.js';

const DAYS = 365;
const ROUNDS = 1;

/** A price process of the market year, for a base price in the currency and a standard price of six times that. */
type PriceOf = (base: number) => unknown;

const common = { interval: '5m', round: 0.0001 };

/** Each about as volatile as the Ornstein-Uhlenbeck price of the year, so that fleets do about as much. */
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
  // A hundred draws and a sort at each tick.
  'auction of 100 bids that stand': 10,
};

/** The market year with each process. */
export function run(): void {
  const files = { 'history.csv': history() };
  const size = { services: 100, days: DAYS };
  const models = Object.entries(PRICES).map(
    ([name, price]) => [name, marketYear({ ...size, price, files })] as const,
  );
  const contestants = [['ornstein-uhlenbeck', marketYear(size)] as const, ...models].map(
    ([name, model]) => [name, () => void simulate(model)] as const,
  );
  const times = interleaved(Object.fromEntries(contestants), ROUNDS);
  const reference = times['ornstein-uhlenbeck'];
  console.log(`Market year with each process (ornstein-uhlenbeck: ${(reference / 1e9).toFixed(2)} s)`);
  for (const [name] of models) {
    const seconds = `${(times[name] / 1e9).toFixed(2)} s`;
    console.log(
      judged(
        `${name}, ${seconds}, / ornstein-uhlenbeck`,
        times[name] / reference,
        'at most',
        MOST[name] ?? 3,
      ),
    );
  }
}
