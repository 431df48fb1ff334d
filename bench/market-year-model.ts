import { compile, formatIssue, inMemory, parseScenario, type Model } from '../src/index.js';

/** Size of a market: `services` x 8 replicas over 20 pools, for `days`. */
export interface MarketSize {
  readonly services: number;
  readonly days: number;
  /** The price of a pool of this base price; absent: Ornstein-Uhlenbeck. */
  readonly price?: (base: number) => unknown;
  /** What the pool of this base price and this many units has else: its stock, or a market in place of both. */
  readonly pool?: (base: number, capacity: number) => Readonly<Record<string, unknown>>;
  /** Ceilings that hardly any price reaches, so that the time is the market's and not that of the fleets. */
  readonly calm?: boolean;
  /** Files that the price names. */
  readonly files?: Readonly<Record<string, string>>;
}

const POOLS = 20;
const REPLICAS = 8;
/** Units that others hold, as a share of a pool's capacity; with it the year has about 4.4 million entries. */
const BACKGROUND = 0.165;

/**
 * The reference workload: 20 Ornstein-Uhlenbeck pools ticking every 5 minutes with an Erlang stock, services with
 * lists of 4 spot entries under ceilings of 1.15 to 1.75 times the base price, one hour of protection.
 */
export function marketYear(size: MarketSize): Model {
  const source = { name: 'market-year.json', text: JSON.stringify(inputOf(size)) };
  const parsed = parseScenario(source, { read: () => ({ ok: false, issues: [] }) });
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join('\n'));
  const compiled = compile(parsed.value, inMemory(size.files));
  if (!compiled.ok) throw new Error(compiled.issues.map(formatIssue).join('\n'));
  return compiled.value;
}

/** Per instance-hour, in the currency. */
const base = (pool: number): number => (100 + 5 * pool) / 1000;

/** The price of the reference. */
export const ornsteinUhlenbeck = (median: number): unknown => ({
  ...{ process: 'ornstein-uhlenbeck', median, sigma: 0.25, reversion: `${1 / 6}/h` },
  ...{ interval: '5m', round: 0.0001 },
});

const inputOf = ({
  services,
  days,
  price = ornsteinUhlenbeck,
  pool = () => ({}),
  calm = false,
}: MarketSize): unknown => ({
  version: 1,
  name: 'market-year',
  seed: 'bench',
  start: '2026-01-01T00:00:00Z',
  duration: `${days}d`,
  currency: 'USD',
  provider: 'pai-eas',
  rules: { protection: '1h', notice: '5m', checkInterval: '5m' },
  prices: { diskGiBHour: 0.00005 },
  pools: Array.from({ length: POOLS }, (_, index) => {
    const capacity = Math.round((2.5 * services * REPLICAS) / POOLS);
    const more = pool(base(index), capacity);
    // A market stands in place of price and stock.
    const half = 'market' in more ? {} : halvesOf(index, capacity, price);
    return { ...placeOf(index), ...half, ...more };
  }),
  services: Array.from({ length: services }, (_, service) => serviceOf(service, calm)),
});

const placeOf = (pool: number) => ({
  ...{ name: `pool-${pool}`, type: `type-${pool}`, region: 'r', zone: 'z', standardPrice: 6 * base(pool) },
});

const halvesOf = (pool: number, capacity: number, price: (base: number) => unknown) => ({
  price: price(base(pool)),
  stock: { process: 'erlang', capacity, arrivals: `${(BACKGROUND * capacity) / 4}/h`, hold: '4h' },
});

/** Of the base price; standard is six times that. */
const CALM = 5;

function serviceOf(service: number, calm: boolean): unknown {
  const instances = [0, 1, 2, 3].map((entry) => {
    const pool = (service * 7 + entry * 5) % POOLS;
    const factor = calm ? CALM : 1.15 + (0.6 * ((service * 13 + entry * 29) % 100)) / 100;
    // Ceilings bind the protected tier, which is 1/0.9 of the other.
    const ceiling = Math.round((1e6 * base(pool) * factor) / 0.9) / 1e6;
    return { type: `type-${pool}`, spotPriceLimit: ceiling };
  });
  return {
    ...{ name: `service-${service}`, region: 'r', replicas: REPLICAS, instances },
    ...{ protection: true, disk: '40GiB', startup: '3m' },
  };
}
