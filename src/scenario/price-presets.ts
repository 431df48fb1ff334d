/** What was measured of one auction market; prices in multiples of the standard price, times in hours. */
export interface AuctionMarket {
  readonly kind: 'auction-market';
  /** While the price is at or below the standard one: median, sd of the logarithm, autocorrelation over 5 minutes. */
  readonly base: { readonly median: number; readonly sigma: number; readonly phi: number };
  readonly changesPerHour: number;
  /** Time above the standard price: its share, and how long it lasts at a time. */
  readonly spikes: { readonly share: number; readonly mean: number; readonly median: number };
  /** Levels of spikes below and above twice the standard price; where one list is empty there are none. */
  readonly levels: { readonly low: readonly number[]; readonly high: readonly number[] };
  /** Share of time at or below 0.5, 1 and 2 times the standard price. */
  readonly availability: readonly [half: number, one: number, two: number];
  /** Time between 0.5 and 1 times the standard price, beyond what the base does, and how often a week it comes. */
  readonly surges: { readonly share: number; readonly perWeek: number };
}

/** What was measured of prices that a provider sets; prices in multiples of the standard price. */
export interface SmoothMarket {
  readonly kind: 'smooth-market';
  readonly median: number;
  /** Stationary standard deviation of the logarithm. */
  readonly sigma: number;
  readonly changesPerDay: number;
  /** Median size of a change, relative to the price. */
  readonly medianStep: number;
}

export type PricePreset = AuctionMarket | SmoothMarket;

/**
 * `ec2-2015-…`: measured on EC2 spot price histories of us-east-1, Linux, 2015, 154 to 173 days each, on a grid of 5 minutes (last
 * observation carried forward), with standard prices of 0.21 (c3.xlarge), 5.52 (d2.8xlarge), 0.65 (g2.2xlarge) and
 * 0.175 (r3.large) USD an hour.
 * `smooth-2022`: steps over 5.65 hours of 31 May 2022, EC2, Linux, all zones (181 pairs: median 0.24 %, quartile 0.45 %,
 * p90 0.84 %), changes over 89 days of t3.micro to February 2026 (2.3 to 2.6 a day and zone); the median is that of a few
 * discounts (0.30 to 0.45 of standard) and sigma is assumed.
 * What each becomes as a process: `presetPrice`. docs/models/price-preset.md.
 */
const measured = {
  'ec2-2015-g2.2xlarge-a': {
    kind: 'auction-market',
    base: { median: 0.108, sigma: 0.378, phi: 0.933 },
    changesPerHour: 5.5,
    spikes: { share: 0.065, mean: 1.22, median: 0.17 },
    levels: { low: [1.9], high: [7.7] },
    availability: [0.922, 0.935, 0.958],
    surges: { share: 0.0139, perWeek: 4 },
  },
  'ec2-2015-g2.2xlarge-b': {
    kind: 'auction-market',
    base: { median: 0.109, sigma: 0.538, phi: 0.943 },
    changesPerHour: 5.3,
    spikes: { share: 0.185, mean: 3.89, median: 0.29 },
    levels: { low: [1.5, 1.6], high: [7.7] },
    availability: [0.763, 0.815, 0.921],
    surges: { share: 0.0616, perWeek: 6.5 },
  },
  'ec2-2015-g2.2xlarge-e': {
    kind: 'auction-market',
    base: { median: 0.117, sigma: 0.312, phi: 0.951 },
    changesPerHour: 6.2,
    spikes: { share: 0.037, mean: 0.73, median: 0.17 },
    levels: { low: [1.9], high: [3.1, 7.7] },
    availability: [0.961, 0.963, 0.978],
    surges: { share: 0.0021, perWeek: 0.7 },
  },
  'ec2-2015-r3.large-a': {
    kind: 'auction-market',
    base: { median: 0.105, sigma: 0.382, phi: 0.886 },
    changesPerHour: 4.7,
    spikes: { share: 0.109, mean: 1.77, median: 0.25 },
    levels: { low: [1.5], high: [8.57] },
    availability: [0.876, 0.891, 0.895],
    surges: { share: 0.0168, perWeek: 4 },
  },
  'ec2-2015-r3.large-b': {
    kind: 'auction-market',
    base: { median: 0.106, sigma: 0.516, phi: 0.958 },
    changesPerHour: 4.6,
    spikes: { share: 0.041, mean: 2.09, median: 0.25 },
    levels: { low: [], high: [8.57] },
    availability: [0.914, 0.959, 0.959],
    surges: { share: 0.0457, perWeek: 3.9 },
  },
  'ec2-2015-d2.8xlarge-a': {
    kind: 'auction-market',
    base: { median: 0.116, sigma: 0.359, phi: 0.921 },
    changesPerHour: 2.5,
    spikes: { share: 0.025, mean: 0.94, median: 0.17 },
    levels: { low: [1.9], high: [] },
    availability: [0.957, 0.975, 1],
    surges: { share: 0.0184, perWeek: 6.1 },
  },
  'ec2-2015-d2.8xlarge-b': {
    kind: 'auction-market',
    base: { median: 0.144, sigma: 0.694, phi: 0.991 },
    changesPerHour: 1.7,
    spikes: { share: 0.002, mean: 0.17, median: 0.17 },
    levels: { low: [1.88], high: [] },
    availability: [0.874, 0.998, 1],
    surges: { share: 0.0912, perWeek: 1.5 },
  },
  'ec2-2015-c3.xlarge-a': {
    kind: 'auction-market',
    base: { median: 0.174, sigma: 0.388, phi: 0.81 },
    changesPerHour: 7.3,
    spikes: { share: 0.193, mean: 0.99, median: 0.17 },
    levels: { low: [1.4], high: [4.8] },
    availability: [0.77, 0.807, 0.865],
    surges: { share: 0.0427, perWeek: 1.7 },
  },
  'ec2-2015-c3.xlarge-b': {
    kind: 'auction-market',
    base: { median: 0.169, sigma: 0.221, phi: 0.744 },
    changesPerHour: 5.2,
    spikes: { share: 0.004, mean: 0.24, median: 0.17 },
    levels: { low: [1.4, 1.5], high: [3.6] },
    availability: [0.991, 0.996, 0.999],
    surges: { share: 0.005, perWeek: 8.1 },
  },
  'smooth-2022': {
    kind: 'smooth-market',
    median: 0.35,
    sigma: 0.03,
    changesPerDay: 2.45,
    medianStep: 0.0024,
  },
} satisfies Readonly<Record<string, PricePreset>>;

export type PresetName = keyof typeof measured;

/** By name, as scenarios name them. */
export const PRICE_PRESETS: Readonly<Record<PresetName, PricePreset>> = measured;

export const PRESET_NAMES = Object.keys(measured) as readonly PresetName[];
