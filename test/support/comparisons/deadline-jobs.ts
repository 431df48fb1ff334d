import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, inMemory, omniscientJob, parseScenario, Run, SilentRecorder } from '../../../src/index.js';
import type { JobMetrics, Model } from '../../../src/index.js';

const HOUR = 3600;

/** A recorded spot pool, and what runs on it. */
export interface Recorded {
  readonly name: string;
  /** Relative to the folder with the recordings. */
  readonly file: string;
  /** Seconds of one sample. */
  readonly gap: number;
  /** So many samples from its beginning; all where absent. */
  readonly samples?: number;
  /** Spot price; standard units cost 1. */
  readonly spotPrice: number;
}

/** Hours. */
export interface Asked {
  readonly work: number;
  readonly deadline: number;
  readonly restart: number;
}

/** Mean over starts of what one strategy did with one recording. */
export interface Measured {
  /** Cost against the job on standard units alone. */
  readonly cost: number;
  /** Hours of work by what it was done on. */
  readonly standard: number;
  readonly spot: number;
  readonly met: number;
  /** Starts, the first one included, and the hours that restarts took; not known of the omniscient. */
  readonly starts: number;
  readonly restarts: number;
}

export const STRATEGIES = ['greedy', 'uniform-progress'] as const;
export type Row = Readonly<Record<(typeof STRATEGIES)[number] | 'omniscient', Measured>>;

/** The job on each of so many windows of the recording, drawn at random; the same ones for every strategy. */
export function measureJob(data: string, recorded: Recorded, asked: Asked, starts: number): Row {
  const [greedy, uniform] = STRATEGIES.map((strategy) => modelOf(data, recorded, asked, strategy));
  const found = Array.from({ length: starts }, (_, replication) => {
    const path = new PoolPath();
    const run = (model: Model): JobMetrics => {
      const { jobs } = new Run(model, { replication, recorders: () => [path] }).finish();
      if (jobs?.['job'] === undefined) throw new Error('the scenario has a job');
      return jobs['job'];
    };
    const results = { greedy: figures(run(greedy)), 'uniform-progress': figures(run(uniform)) };
    return { ...results, omniscient: omniscient(path, recorded, asked) };
  });
  return {
    greedy: meanOf(found.map((one) => one.greedy)),
    'uniform-progress': meanOf(found.map((one) => one['uniform-progress'])),
    omniscient: meanOf(found.map((one) => one.omniscient)),
  };
}

const figures = (job: JobMetrics): Measured => ({
  cost: job.relativeCost ?? NaN,
  standard: job.usefulStandardSeconds / HOUR,
  spot: job.usefulSpotSeconds / HOUR,
  met: Number(job.met),
  starts: job.starts,
  restarts: job.restartSeconds / HOUR,
});

function omniscient(path: PoolPath, { spotPrice }: Recorded, { work, deadline, restart }: Asked): Measured {
  const found = omniscientJob({
    ...{ work: work * HOUR, deadline: deadline * HOUR, restart: restart * HOUR, replicas: 1 },
    spot: [{ stock: path, price: { at: [0], value: [spotPrice * 1e6] } }],
    ...{ standardPrice: 1e6, step: 180 },
  });
  if (found === undefined) throw new Error('standard units alone meet the deadline');
  return {
    cost: found.cost / 1e6 / (work + restart),
    ...{ standard: found.usefulStandardSeconds / HOUR, spot: found.usefulSpotSeconds / HOUR, met: 1 },
    ...{ starts: NaN, restarts: NaN },
  };
}

export const meanOf = (rows: readonly Measured[]): Measured => {
  const mean = (key: keyof Measured): number => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
  return {
    ...{ cost: mean('cost'), standard: mean('standard'), spot: mean('spot'), met: mean('met') },
    ...{ starts: mean('starts'), restarts: mean('restarts') },
  };
};

/** Free units of the spot pool over a run. */
class PoolPath extends SilentRecorder {
  at: number[] = [];
  value: number[] = [];

  override stock(at: number, pool: number, level: number): void {
    if (pool !== 0) return;
    if (at === 0) [this.at, this.value] = [[], []];
    this.at.push(at);
    this.value.push(level);
  }
}

/** The world of the paper: no notice, no protection, prices that stand, standard units always to be had. */
function modelOf(
  data: string,
  recorded: Recorded,
  { work, deadline, restart }: Asked,
  strategy: string,
): Model {
  const { file, gap, samples, spotPrice } = recorded;
  const stock = { process: 'trace', file, format: 'skypilot', available: 'count', sample: 'count', gap };
  const base = { region: 'r', zone: 'z', standardPrice: 1 };
  const input = {
    ...{ version: 1, name: 'job', seed: 1, duration: Math.round(deadline * HOUR) + gap, provider: 'aws-ec2' },
    rules: { notice: 0, priceOrder: 'none', billingIncrement: '1s', interruptedFree: 'none' },
    pools: [
      {
        ...base,
        name: 'spot',
        type: 'spot',
        price: { process: 'constant', value: spotPrice },
        stock: { ...stock, window: 'random' },
      },
      { ...base, name: 'standard', type: 'standard', spot: false },
    ],
    jobs: [
      {
        ...{ name: 'job', work: work * HOUR, deadline: deadline * HOUR, restart: Math.round(restart * HOUR) },
        instances: [{ type: 'spot', spotPriceLimit: 'market' }, { type: 'standard' }],
        strategy: { name: strategy },
      },
    ],
  };
  const parsed = parseScenario(
    { name: 'job.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  const assets = inMemory({ [file]: beginning(readFileSync(join(data, file), 'utf8'), samples) });
  const model = compile(parsed.value, assets);
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('\n'));
  return model.value;
}

function beginning(text: string, samples: number | undefined): string {
  if (samples === undefined) return text;
  const recording = JSON.parse(text) as { readonly data: readonly number[] };
  return JSON.stringify({ ...recording, data: recording.data.slice(0, samples) });
}
