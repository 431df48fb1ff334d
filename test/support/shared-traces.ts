import { A100_ZONES } from './comparisons/gpu-zones.js';
import { NOT_SKYPILOT, NO_COUNTS, NO_TIMES, zones, type SharedFiles, type Spec } from './shared-spec.js';

const AVAILABILITY_ONLY = /no array "prices" in this file \(it holds availability only/;

const SAMPLES = /SkyPilot trace/;

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

/** SkyNomad's, SkyPilot's and SpotHedge's traces. */
export const TRACES: readonly SharedFiles[] = [
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
    files: A100_ZONES.map((zone) => `${zone}_a100_40gb_8.json`),
    what: SAMPLES,
    prices: AVAILABILITY_ONLY,
    stock: [sky('count', '150s')],
  },
];
