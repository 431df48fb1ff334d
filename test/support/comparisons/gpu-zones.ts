import { fixed, percent, roughly } from '../../../src/report/numbers.js';
import { markdown, measure, recording, type Measured, type Recorded } from './measure.js';

/** Recorded availability of GPU zones; `available` as the folder's notes say it, `scale` makes units of 0 and 1. */
interface Zones {
  readonly name: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly start: string;
  readonly gap: string;
  readonly hours: number;
  readonly available: 1 | 'count';
  readonly scale: number;
}

const filesOf = (
  folder: string,
  ending: string,
  zones: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(zones.map((zone) => [zone, `${folder}/${zone}${ending}`]));

/** Of which there are recordings of A100s. */
export const A100_ZONES = [
  'asia-northeast1-a',
  'europe-west4-a',
  'us-central1-a',
  'us-central1-b',
  'us-east1-b',
  'us-west1-b',
];

/** The recordings that the comparison is made on: those of the papers as far as they are there. */
export const RECORDINGS: readonly Zones[] = [
  {
    ...{ name: 'gpu-v100-3-zones', title: 'V100, 3 zones, up to 4 units each, 12.7 d (2023-08-03)' },
    files: filesOf('skypilot-spot-traces/preemption/4-node/aws-08-03-2023', '_v100_1.json', [
      ...['us-east-1f', 'us-east-2a', 'us-west-2c'],
    ]),
    ...{ start: '2023-08-03T00:00:00Z', gap: '300s', hours: 305, available: 'count', scale: 1 },
  },
  {
    ...{ name: 'gpu-v100-16-nodes', title: 'V100, 3 zones, up to 16 units each, 11.3 d (2023-08-27)' },
    files: filesOf('skypilot-spot-traces/availability/16-node/aws-08-27-2023', '_v100_1.json', [
      ...['us-east-2b', 'us-west-2a', 'us-west-2c'],
    ]),
    ...{ start: '2023-08-27T00:00:00Z', gap: '300s', hours: 270, available: 'count', scale: 1 },
  },
  {
    ...{ name: 'gpu-v100-4-zones', title: 'V100, 4 zones, all or none of 4, 45.5 d (2023-02-15)' },
    files: filesOf('skypilot-spot-traces/availability/1-node/aws-02-15-2023', '_v100_1.json', [
      ...['us-east-1a', 'us-east-1f', 'us-east-2a', 'us-west-2c'],
    ]),
    ...{ start: '2023-02-15T00:00:00Z', gap: '195s', hours: 1091, available: 1, scale: 4 },
  },
  {
    ...{ name: 'gpu-a100-6-zones', title: 'A100, 6 zones, up to 4 units each, 1.3 d' },
    files: filesOf('spothedge-gcp-a100', '_a100_40gb_8.json', A100_ZONES),
    ...{ start: '2024-01-01T00:00:00Z', gap: '150s', hours: 32, available: 'count', scale: 1 },
  },
];

/** Four replicas over the zones of a recording, by strategy. */
export function gpuScenario(zones: Zones, data: string): Recorded {
  const { name, title, files, start, gap, hours, available, scale } = zones;
  const pools = Object.entries(files).map(
    ([zone, file]) => `  - name: ${zone}
    type: gpu
    region: anywhere
    zone: ${zone}
    standardPrice: 3.06
    price: { process: constant, value: 0.918 }
    stock:
      process: trace
      file: ${recording(data, file)}
      format: skypilot
      available: ${available}
      gap: ${gap}
      sample: count
      scale: ${scale}
`,
  );
  const text = `version: 1
name: ${name}
description: Four replicas on spot GPUs of several zones, by strategy.
seed: 1
start: ${start}
duration: ${hours}h
currency: USD
provider: aws-ec2
rules: { notice: 0s, interruptedFree: none }
pools:
${pools.join('')}  - { name: on-demand, type: gpu-on-demand, region: anywhere, zone: elsewhere, spot: false, standardPrice: 3.06 }
services:
  - name: llm
    region: anywhere
    replicas: 4
    startup: 183s
    protection: false
    instances:
      - { type: gpu, spotPriceLimit: market }
      - { type: gpu-on-demand }
    strategy: { name: spot-hedge, extra: 1 }
variants:
  - { name: spot-hedge-0, set: { services.llm.strategy.extra: 0 } }
  - { name: spot-hedge-2, set: { services.llm.strategy.extra: 2 } }
  - { name: even-spread, set: { services.llm.strategy: { name: even-spread } } }
  - { name: round-robin, set: { services.llm.strategy: { name: round-robin } } }
  - name: on-demand
    set: { services.llm.strategy: { name: fixed }, services.llm.instances: [ { type: gpu-on-demand } ] }
`;
  return { name, title, text };
}

const CASES: readonly (readonly [variant: string | null, label: string])[] = [
  ['even-spread', 'even spread'],
  ['round-robin', 'round robin'],
  ['spot-hedge-0', 'SpotHedge, none extra'],
  [null, 'SpotHedge, 1 extra'],
  ['spot-hedge-2', 'SpotHedge, 2 extra'],
  ['on-demand', 'on-demand'],
];

/** What every strategy came to on one recording, and the omniscient bound under them. */
export function gpuTable(scenario: Recorded): string {
  const measured = measure(scenario);
  const rows = CASES.map(([variant, label]) => {
    const found = measured.find((one) => one.variant === variant);
    if (found === undefined) throw new Error(`no case ${label}`);
    return [label, ...figures(found)];
  });
  const bound = measured[0].of('omniscient.cost') / measured[0].of('standardCost');
  const ready = measured[0].of('omniscient.readyReplicaSeconds') / measured[0].of('desiredReplicaSeconds');
  const omniscient = ['omniscient', '', '', percent(ready), share(bound), '', ''];
  const head = [
    '',
    'All 4 ready',
    'Any ready',
    'Replica time',
    'Cost of on-demand',
    'Above omniscient',
    'Regret',
  ];
  return markdown(head, [...rows, omniscient]);
}

const share = (value: number): string => `${fixed(value * 100, 1)} %`;

function figures({ of }: Measured): readonly string[] {
  const served = 1 - of('shortfallReplicaSeconds') / of('desiredReplicaSeconds');
  // Where less is served than could be, the cost of more service is no measure.
  const above = of('cost.total') / of('omniscient.cost') - 1;
  return [
    percent(of('availability')),
    percent(1 - of('outageSeconds') / of('wantedSeconds')),
    percent(served),
    share(of('relativeCost')),
    above < 0 ? '-' : roughly(above),
    roughly(of('omniscient.relativeRegret')),
  ];
}
