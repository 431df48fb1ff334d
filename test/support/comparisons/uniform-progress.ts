import { fixed, percent, roughly } from '../../../src/report/numbers.js';
import { meanOf, measureJob, STRATEGIES } from './deadline-jobs.js';
import type { Asked, Measured, Recorded, Row } from './deadline-jobs.js';
import { markdown } from './measure.js';

const TRACES = 'skypilot-spot-traces';
const OCTOBER = `${TRACES}/availability/1-node/aws-10-26-2022`;

/** Spot of a p3.2xlarge in these months: 0.918 of 3.06. */
const V100_SPOT = 0.3;

/** The paper's traces of October 2022 are two weeks long; what is published of them goes on for another thirteen days. */
const TWO_WEEKS = (14 * 86_400) / 600;

/** The eight recordings of the paper's main results. */
export const ZONES: readonly Recorded[] = ['us-west-2a', 'us-west-2b'].flatMap((zone) =>
  ['k80_1', 'k80_8', 'v100_1', 'v100_8'].map((type) => ({
    ...{ name: `${zone} ${type}`, file: `${OCTOBER}/${zone}_${type}.json`, gap: 600, spotPrice: V100_SPOT },
    samples: TWO_WEEKS,
  })),
);

interface Workload extends Recorded {
  readonly title: string;
  readonly work: number;
  readonly restart: number;
  readonly deadlines: readonly (readonly [deadline: number, published: number])[];
}

/** The three workloads that the paper ran for real, with the savings that it states. */
const WORKLOADS: readonly Workload[] = [
  {
    ...{ title: 'ML training', name: 'us-west-2b V100', gap: 32, spotPrice: 0.33, work: 72, restart: 0.3 },
    file: `${TRACES}/preemption/1-node/aws-04-22-2023/us-west-2b_v100_1.json`,
    deadlines: [
      [84, 0.41],
      [100, 0.48],
    ],
  },
  {
    ...{
      title: 'bioinformatics',
      name: 'us-east1-b c3-88',
      gap: 30,
      spotPrice: 0.09,
      work: 22.5,
      restart: 0.2,
    },
    file: `${TRACES}/preemption/1-node/gcp-04-30-2023/us-east1-b_c3-88.json`,
    deadlines: [
      [24, 0.63],
      [28, 0.84],
    ],
  },
  {
    ...{
      title: 'analytics',
      name: 'us-east-1c r5.16xlarge',
      gap: 34,
      spotPrice: 0.45,
      work: 27,
      restart: 0.2,
    },
    file: `${TRACES}/preemption/1-node/aws-04-19-2023/us-east-1c_intel_64.json`,
    deadlines: [
      [30, 0.27],
      [36, 0.32],
    ],
  },
];

const rowsOf = (data: string, asked: Asked, starts: number, zones = ZONES): readonly Row[] =>
  zones.map((zone) => measureJob(data, zone, asked, starts));

/** Mean over the recordings, each of them as often as the others. */
function overZones(rows: readonly Row[]): Row {
  const mean = (key: keyof Row): Measured => meanOf(rows.map((row) => row[key]));
  return {
    greedy: mean('greedy'),
    'uniform-progress': mean('uniform-progress'),
    omniscient: mean('omniscient'),
  };
}

/** The job of the paper's main results, on each of the eight recordings. */
const MAIN: Asked = { work: 48, deadline: 60, restart: 0.2 };
export const mainRows = (data: string, starts: number): readonly Row[] => rowsOf(data, MAIN, starts);

const KEYS = [...STRATEGIES, 'omniscient'] as const;

/** Hours of work on standard and on spot, beside the paper's Table 3. */
export function hoursTable(rows: readonly Row[]): string {
  const row = overZones(rows);
  const published = {
    greedy: [30.8, 17.2],
    'uniform-progress': [25.1, 22.9],
    omniscient: [20.7, 27.4],
  } as const;
  const head = [
    '',
    'Standard, hours',
    'published',
    'Spot, hours',
    'published',
    'Spot of omniscient',
    'published',
    'Deadlines met',
  ];
  const lines = KEYS.map((key) => {
    const { standard, spot, met } = row[key];
    const [standardThen, spotThen] = published[key];
    return [
      ...[key, fixed(standard, 1), fixed(standardThen, 1), fixed(spot, 1), fixed(spotThen, 1)],
      ...[roughly(spot / row.omniscient.spot), roughly(spotThen / published.omniscient[1]), percent(met)],
    ];
  });
  return markdown(head, lines);
}

/** Cost on each recording, of standard. */
export function recordingTable(rows: readonly Row[]): string {
  const share = (value: number): string => fixed(value, 3).replace(/^0/, '');
  const title = (name: string): string =>
    name.replace(/(\w+)_(\d)$/, (_, type: string, many: string) => `${type.toUpperCase()} x ${many}`);
  const lines = rows.map((row, i) => [title(ZONES[i].name), ...KEYS.map((key) => share(row[key].cost))]);
  return markdown(['Recording', ...KEYS], lines);
}

/** What the cost is made of, in hours of standard, and how much of the distance is closed with restarts and without. */
export function costTable(rows: readonly Row[]): string {
  const costs = costsOf(rows, MAIN, V100_SPOT);
  const known = (value: number): string => (Number.isNaN(value) ? '' : fixed(value, 1));
  const lines = costs.map(({ starts, restarts, work, again, all }, i) => [
    ...[KEYS[i], known(starts), known(restarts), fixed(work, 1), fixed(again, 1), fixed(all, 1)],
  ]);
  const head = ['', 'Starts', 'Restarts, hours', 'Cost of work', 'of restarts', 'together'];
  return markdown(head, [...lines, ['gap closed', '', '', closed(costs, 'work'), '', closed(costs, 'all')]]);
}

/** In hours of standard. */
interface Cost {
  readonly work: number;
  /** Of doing again what a start takes. */
  readonly again: number;
  readonly all: number;
  readonly starts: number;
  readonly restarts: number;
}

/** In the order of `KEYS`. */
function costsOf(rows: readonly Row[], asked: Asked, spotPrice: number): readonly Cost[] {
  const mean = overZones(rows);
  return KEYS.map((key) => {
    const { cost, standard, spot, starts, restarts } = mean[key];
    const work = standard + spotPrice * spot;
    const all = cost * (asked.work + asked.restart);
    return { work, again: all - work, all, starts, restarts };
  });
}

const closed = ([greedy, uniform, omniscient]: readonly Cost[], of: 'work' | 'all'): string =>
  roughly((greedy[of] - uniform[of]) / (greedy[of] - omniscient[of]));

interface Case {
  readonly title: string;
  readonly asked?: Asked;
  readonly spotPrice?: number;
  /** All that is published of the recordings in place of the first two weeks. */
  readonly whole?: true;
}

const CASES: readonly Case[] = [
  { title: 'as above' },
  ...[0.1, 0.2, 0.4].map((spotPrice) => ({ title: `spot at ${spotPrice} of standard`, spotPrice })),
  { title: 'restart of one sample, 10 minutes', asked: { ...MAIN, restart: 1 / 6 } },
  { title: 'all 27 days', whole: true },
];

/** How much of the distance is closed where one thing is other than in the main results. */
export function causesTable(data: string, starts: number): string {
  const lines = CASES.map(({ title, asked = MAIN, spotPrice = V100_SPOT, whole }) => {
    const zones = ZONES.map(({ name, file, gap, samples = Infinity }) => ({
      ...{ name, file, gap, spotPrice },
      ...(whole !== true && { samples }),
    }));
    const costs = costsOf(rowsOf(data, asked, starts, zones), asked, spotPrice);
    return [title, closed(costs, 'all'), closed(costs, 'work')];
  });
  return markdown(['', 'Gap closed by cost', 'by work alone'], lines);
}

/** Savings against standard units by deadline and restart. */
export function savingsTable(data: string, starts: number): string {
  const head = ['Deadline, hours', 'Restart, hours', ...KEYS, 'Gap closed'];
  const rows = [52, 60, 70, 80].flatMap((deadline) =>
    [0.05, 0.1, 0.2, 0.3].map((restart) => {
      const row = overZones(rowsOf(data, { work: 48, deadline, restart }, starts));
      const gap = row.greedy.cost - row.omniscient.cost;
      const closed = (row.greedy.cost - row['uniform-progress'].cost) / gap;
      const savings = KEYS.map((key) => roughly(1 - row[key].cost));
      return [String(deadline), String(restart), ...savings, roughly(closed)];
    }),
  );
  return markdown(head, rows);
}

/** Savings of the workloads that were run for real. */
export function workloadTable(data: string, starts: number): string {
  const head = [
    'Workload',
    'Deadline, hours',
    'greedy',
    'uniform-progress',
    'published',
    'omniscient',
    'Deadlines met',
  ];
  const rows = WORKLOADS.flatMap((workload) =>
    workload.deadlines.map(([deadline, published]) => {
      const { title, work, restart } = workload;
      const row = measureJob(data, workload, { work, deadline, restart }, starts);
      const [greedy, uniform, omniscient] = KEYS.map((key) => roughly(1 - row[key].cost));
      const met = percent(Math.min(row.greedy.met, row['uniform-progress'].met));
      return [title, String(deadline), greedy, uniform, roughly(published), omniscient, met];
    }),
  );
  return markdown(head, rows);
}
