import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a scenario says of a file: the keys of a `price` or `stock` trace but for `process` and `file`. */
export type Spec = Readonly<Record<string, unknown>>;

/** What becomes of some files of the data folder: read as stated, or refused for a reason. */
export interface SharedFiles {
  readonly folder: string;
  readonly files: readonly string[];
  /** What the beginning of each tells. */
  readonly what: RegExp;
  /** One reading, or several where a file holds several series. */
  readonly prices: RegExp | readonly Spec[];
  readonly stock: RegExp | readonly Spec[];
}

const root = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

export const hasSharedData = existsSync(root);

export const sharedText = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Every file of data, by its path from the folder; notes and licences left out. */
export const sharedPaths = (): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(README|LICENSE|NOTICE)/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replace(/^\//, ''));

const CSV: Spec = { format: 'csv' };
const NO_TIMES = /no column "time": the first line reads/;
const NO_COUNTS = /no column "count"/;
const AVAILABILITY_ONLY = /no array "prices" in this file \(it holds availability only/;
const NOT_SKYPILOT = /no array "data" in this file|not JSON|no column "count"/;
const SAMPLES = /SkyPilot trace/;
const zones = (...names: readonly string[]): string[] => names.map((name) => `${name}.json`);
const sky = (available: 0 | 1 | 'count', gap: string): Spec => ({
  ...{ format: 'skypilot', available, gap },
  sample: 'count',
});

const H100_ZONES = [
  ...['asia-south2-b', 'asia-southeast1-b', 'asia-southeast1-c', 'europe-west1-c', 'europe-west3-c'],
  ...['us-central1-a', 'us-central1-b', 'us-central1-c', 'us-east4-a', 'us-east4-b', 'us-east5-a'],
  ...['us-west1-a', 'us-west1-b'],
];
const V100_ZONES = [
  ...['us-east-1a', 'us-east-1c', 'us-east-1d', 'us-east-1f', 'us-east-2a', 'us-east-2b'],
  ...['us-west-2a', 'us-west-2b', 'us-west-2c'],
];

const gpuDemand = (count: string, capacity: number): Spec => ({
  ...{ format: 'csv', available: 'used', capacity, unit: 'h', gap: '1h', sample: 'count' },
  columns: { time: 'hour', count },
});
const stepPlot = (unit: string): Spec => ({
  ...{ format: 'csv', available: 'count', unit },
  columns: { time: 1, count: 2 },
});
const gcpLog: Spec = {
  ...{ format: 'csv', available: 'count', timezone: 'Z' },
  columns: { date: 1, time: 2, count: 3 },
};
const nodes: Spec = { format: 'add-remove', available: 'count', unit: 'ms' };

/** All files of the data folder. */
export const SHARED: readonly SharedFiles[] = [
  {
    folder: 'alibaba-spot-gpu-2026',
    files: [
      ...['daily_summary.csv', 'demand_by_model.csv', 'duration_quantiles.csv', 'fleet_by_model.csv'],
      ...['heaviest_gpu_jobs_top200.csv', 'hour_of_day_patterns.csv', 'hourly_summary.csv'],
      ...['inter_arrival_quantiles.csv', 'job_type_shares.csv', 'job_type_summary.csv'],
      ...['longest_jobs_top200.csv', 'node_info_df.csv', 'worker_count_distribution.csv'],
    ],
    what: /^a table of .*: no times and prices$/,
    prices: NO_TIMES,
    stock: NO_COUNTS,
  },
  {
    folder: 'alibaba-spot-gpu-2026',
    files: ['hourly_concurrency.csv'],
    what: /^a table of hour, jobs_active, .*no prices$/,
    prices: NO_TIMES,
    stock: [gpuDemand('gpus_active_requested', 10_412)],
  },
  {
    folder: 'alibaba-spot-gpu-2026',
    files: ['hourly_concurrency_top_models.csv'],
    what: /^a table of hour, A10, .*no prices$/,
    prices: NO_TIMES,
    stock: [gpuDemand('A10', 2494), gpuDemand('A100-SXM4-80GB', 3456), gpuDemand('H800', 1752)],
  },
  {
    folder: 'bamboo-preemption',
    files: ['g4dn-trace.csv', 'p3-trace.csv'],
    what: /^a trace of nodes added and removed$/,
    prices: NO_TIMES,
    stock: [nodes],
  },
  {
    folder: 'bamboo-preemption',
    files: [
      'aws-spot-instances-g4dn-xlarge-us-east-1c-2020-11-20-1930-to-2020-11-21-2200.csv',
      'aws-spot-instances-g4dn-xlarge-us-east-1d-2020-11-23-1730-to-2020-11-24-1530.csv',
    ],
    what: /^a table of numbers without a header, separated by commas$/,
    prices: /no column "time".*number them where it does not/,
    stock: [stepPlot('s')],
  },
  {
    folder: 'bamboo-preemption',
    files: ['aws-spot-instances-p2-xlarge-2020-11-20-to-2020-11-23.csv'],
    what: /^a table of numbers without a header/,
    prices: NO_TIMES,
    stock: [stepPlot('h')],
  },
  {
    folder: 'bamboo-preemption',
    files: ['a100x1-east1b.txt'],
    what: /^a table of numbers without a header/,
    prices: NO_TIMES,
    stock: [gcpLog],
  },
  {
    folder: 'bamboo-preemption',
    files: ['v100x1-east1c.txt'],
    what: /^a table of numbers without a header/,
    prices: NO_TIMES,
    stock: /v100x1-east1c\.txt:4:\d+: out of order: 60 s before the row above.*keep several logs apart/,
  },
  {
    folder: 'ec2-spot-2015',
    files: [
      ...['us-east-1a-Linux-d2.8xlarge.csv', 'us-east-1a-Linux-g2.2xlarge.csv'],
      ...['us-east-1a-Linux-r3.large.csv', 'us-east-1b-Linux-c3.xlarge.csv'],
      ...['us-east-1b-Linux-g2.2xlarge.csv', 'us-east-1b-Linux-m3.medium.csv'],
      ...['us-east-1e-Linux-g2.2xlarge.csv', 'us-east-1e-Linux-m3.medium.csv'],
    ],
    what: /^a table of times and prices, separated by commas$/,
    prices: [CSV],
    stock: NO_COUNTS,
  },
  {
    folder: 'ec2-spot-2016',
    files: zones(
      'c1.medium-us-east-1a',
      'cg1.4xlarge-us-east-1b',
      'g2.8xlarge-us-east-1b',
      't1.micro-us-east-1a',
    ),
    what: /^JSON of aws ec2 describe-spot-price-history$/,
    prices: [{ format: 'aws' }],
    stock: NOT_SKYPILOT,
  },
  {
    folder: 'ec2-spot-2016',
    files: zones('cg1.4xlarge-us-east-1a'),
    what: /^JSON of aws ec2 describe-spot-price-history$/,
    prices: /the history is empty \(ask the provider for a longer time range\)/,
    stock: NOT_SKYPILOT,
  },
  {
    folder: 'ec2-spot-2022-snapshot',
    files: ['gpu_linux_2022-05-31.tsv'],
    what: /^a table of times and prices, separated by tabs$/,
    prices: [
      { format: 'csv', zone: 'use1-az1', instanceType: 'g5.12xlarge' },
      { format: 'csv', zone: 'apne1-az4', instanceType: 'p2.8xlarge' },
    ],
    stock: NO_COUNTS,
  },
  {
    folder: 'ec2-spot-2025-t3micro',
    files: ['spot_prices.csv'],
    what: /^a table of times and prices/,
    prices: /several series are mixed here: \d+ of .*rows stand at the instant of another row.*zone.*missing/,
    stock: NO_COUNTS,
  },
  {
    folder: 'ec2-spot-regime-2017',
    files: ['output.json'],
    what: /^JSON that holds key, interval_days, total_cost_before, .*: no list of times and prices that we know$/,
    prices: /no array "SpotPriceHistory" in this file; it holds key, interval_days, total_cost_before/,
    stock: NOT_SKYPILOT,
  },
  {
    folder: 'skynomad-2025/gcp_h100_price_cache',
    files: [
      ...['asia-south2', 'asia-southeast1', 'europe-west1', 'europe-west3'],
      ...['us-central1', 'us-east4', 'us-east5', 'us-west1'],
    ].map((region) => `${region}_a3-highgpu-8g.json`),
    what: /^JSON that holds region, machine_type, currency, price, .*: no list of times/,
    prices: /no array "SpotPriceHistory" in this file; it holds region, machine_type, currency, price/,
    stock: NOT_SKYPILOT,
  },
  {
    folder: 'skynomad-2025',
    files: ['h100_16_probe_counts.csv'],
    what: /^a table of scheduled_at_utc, .*no prices$/,
    prices: NO_TIMES,
    stock: H100_ZONES.map((count) => ({
      ...{ format: 'csv', available: 'count', sample: 'count', gap: '10m' },
      columns: { time: 'scheduled_at_utc', count },
    })),
  },
  {
    folder: 'skynomad-2025/h100_merged_full',
    files: H100_ZONES.map((zone) => `${zone}_h100_16.json`),
    what: SAMPLES,
    prices: [{ format: 'skypilot' }],
    stock: [sky(0, '600s')],
  },
  {
    folder: 'skynomad-2025/v100_4node_600s',
    files: zones('us-east-1f_v100_1', 'us-east-2a_v100_1', 'us-west-2c_v100_1'),
    what: SAMPLES,
    prices: [{ format: 'skypilot', gap: '600s' }],
    stock: [sky(0, '600s')],
  },
  {
    folder: 'skynomad-2025',
    files: ['v100_spot_price_archive_summary.csv'],
    what: /^a table of az_id, price_at_window_start, .*: no times and prices$/,
    prices: NO_TIMES,
    stock: NO_COUNTS,
  },
  {
    folder: 'skynomad-2025',
    files: ['v100_spot_prices.json'],
    what: /^JSON of one array of numbers per name/,
    prices: V100_ZONES.map((zone) => ({ format: 'skypilot', gap: '195s', zone: `${zone}_v100_1` })),
    stock: /no array "data" in this file/,
  },
  {
    folder: 'skypilot-spot-traces/availability/1-node/aws-02-15-2023',
    files: zones('us-east-1a_v100_1', 'us-east-1f_v100_1', 'us-east-2a_v100_1', 'us-west-2c_v100_1'),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky(1, '195s')],
  },
  {
    folder: 'skypilot-spot-traces/availability/1-node/aws-10-26-2022',
    files: ['us-west-2a', 'us-west-2b'].flatMap((zone) =>
      zones(...['k80_1', 'k80_8', 'v100_1', 'v100_8'].map((type) => `${zone}_${type}`)),
    ),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky(1, '600s')],
  },
  {
    folder: 'skypilot-spot-traces/availability/16-node/aws-08-27-2023',
    files: zones('us-east-2b_v100_1', 'us-west-2a_v100_1', 'us-west-2c_v100_1'),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky('count', '300s')],
  },
  {
    folder: 'skypilot-spot-traces/preemption/1-node/aws-04-19-2023',
    files: zones('us-east-1b_intel_64', 'us-east-1c_intel_64', 'us-east-1d_intel_64'),
    what: SAMPLES,
    prices: [{ format: 'skypilot' }],
    stock: [sky(1, '34s')],
  },
  {
    folder: 'skypilot-spot-traces/preemption/1-node/aws-04-22-2023',
    files: zones('us-east-1c_v100_1', 'us-west-2b_v100_1'),
    what: SAMPLES,
    prices: [{ format: 'skypilot', gap: '32s' }],
    stock: [sky(1, '32s')],
  },
  {
    folder: 'skypilot-spot-traces/preemption/1-node/aws-04-22-2023',
    files: zones('us-east-1f_v100_1'),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky(1, '32s')],
  },
  {
    folder: 'skypilot-spot-traces/preemption/1-node/gcp-04-30-2023',
    files: zones('us-east1-b_c3-88'),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky(1, '30s')],
  },
  {
    folder: 'skypilot-spot-traces/preemption/4-node/aws-08-03-2023',
    files: zones('us-east-1f_v100_1', 'us-east-2a_v100_1', 'us-west-2c_v100_1'),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky('count', '300s')],
  },
  {
    folder: 'spothedge-gcp-a100',
    files: [
      ...[
        'asia-northeast1-a',
        'europe-west4-a',
        'us-central1-a',
        'us-central1-b',
        'us-east1-b',
        'us-west1-b',
      ],
    ].map((zone) => `${zone}_a100_40gb_8.json`),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky('count', '150s')],
  },
];
