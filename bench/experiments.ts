import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PLAIN_PLAN, run as simulate, Run, runReplications, sequentialExecutor } from '../src/index.js';
import type { Executor } from '../src/index.js';
import { workerExecutor, type ThreadedExecutor } from '../src/node/index.js';
import { month, monthBase, monthModel, monthModelOf } from './month.js';
import { judged, median } from './timing.js';

const REPLICATIONS = 1000;
const WORKERS = 2;
const ROUNDS = 3;

/** Replications of a month on two threads, against what a bare loop gains from the second one at the same time. */
export async function run(): Promise<void> {
  const model = monthModel(monthBase);
  simulate(model);
  console.log(`\nExperiments: ${REPLICATIONS} replications of 30 days, 4 pools, 5 services`);
  const threads = onThreads();
  const digest = await experiment(threads);
  const here = sequentialExecutor(monthModelOf);
  const times = { bare: [], one: [], two: [], gain: [] } as Record<'bare' | 'one' | 'two' | 'gain', number[]>;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await timed(() => void bareLoop(model)));
    times.one.push(await timed(() => experiment(here)));
    times.two.push(await timed(() => experiment(threads)));
    times.gain.push(await secondThread());
  }
  const same = (await experiment(here)) === digest;
  await threads.close();
  const [bare, one, two] = [median(times.bare), median(times.one), median(times.two)];
  console.log(`  in this thread ${ms(one)}, on ${WORKERS} workers ${ms(two)}`);
  console.log(
    `  the bytes are ${same ? 'the same' : 'OTHERS'}; a bare loop gains ${median(times.gain).toFixed(2)}`,
  );
  console.log(judged('speed-up / that of a bare loop', one / two / median(times.gain), 'at least', 0.95));
  console.log(judged('overhead per replication, ms', (one - bare) / REPLICATIONS, 'at most', 1));
  runCommands();
}

/** The command itself, as it is built, from its start to its end: journal, rows and summary are written. */
function runCommands(): void {
  const folder = mkdtempSync(join(tmpdir(), 'spotsim-bench-'));
  const scenario = join(folder, month.name);
  writeFileSync(scenario, month.text);
  const common = ['--workers', `${WORKERS}`, '--out', folder, '--json'];
  const whole = spotsim(['run', scenario, '--replications', `${REPLICATIONS}`, ...common]);
  console.log(judged('the whole command, s', whole.seconds, 'at most', 4));
  const over = 'services.service-0.instances.0.spotPriceLimit=0.0005..0.5:0.0005';
  const sweep = spotsim(['sweep', scenario, '--set', 'duration=1d', '--over', over, ...common]);
  console.log(judged('peak memory of a sweep of 10,000 runs, MB', sweep.peak, 'at most', 500));
  rmSync(folder, { recursive: true });
}

function spotsim(words: readonly string[]): { readonly seconds: number; readonly peak: number } {
  const script = fileURLToPath(new URL('peak-memory.mjs', import.meta.url));
  const begun = performance.now();
  const { stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, peak: Number(/peak (\S+) MB/.exec(stderr)?.[1] ?? NaN) };
}

const ms = (time: number): string => `${time.toFixed(0)} ms`;

const onThreads = (): ThreadedExecutor =>
  workerExecutor({
    ...{ source: month, seed: undefined, modelOf: monthModelOf, workers: WORKERS },
    onInputs: () => undefined,
  });

async function experiment(executor: Executor): Promise<string> {
  const model = monthModel(monthBase);
  const plan = { ...PLAIN_PLAN, replications: REPLICATIONS };
  const done = await runReplications({ executor }, { of: monthBase, model }, plan);
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return done.value.digest;
}

function bareLoop(model: ReturnType<typeof monthModel>): void {
  for (let replication = 0; replication < REPLICATIONS; replication += 1)
    new Run(model, { replication }).finish();
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** A loop that touches nothing but its own thread: twice as much work on two threads, in how much less than twice the time. */
async function secondThread(): Promise<number> {
  const loop = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (n) => { let x = 1; for (let i = 0; i < n; i += 1) x = (x * 48271) % 2147483647; parentPort.postMessage(x); });`;
  const workers = [0, 1].map(() => new Worker(loop, { eval: true }));
  const ask = (worker: Worker): Promise<unknown> =>
    new Promise((resolve) => worker.once('message', resolve).postMessage(2e8));
  for (const worker of workers) await ask(worker);
  const alone = await timed(async () => {
    for (const worker of [workers[0], workers[0]]) await ask(worker);
  });
  const together = await timed(() => Promise.all(workers.map(ask)));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return alone / together;
}
