import { NOT_SKYPILOT, NO_COUNTS, NO_TIMES, zones, type SharedFiles, type Spec } from './shared-spec.js';

const CSV: Spec = { format: 'csv' };

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

/** Prices of EC2, demand for GPUs on Alibaba Cloud, and Bamboo's logs. */
export const TABLES: readonly SharedFiles[] = [
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
];
