import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type * as engine from '../src/index.js';
import type * as host from '../src/node/index.js';
import { month, monthBase } from './month.js';
import { judged, median } from './timing.js';

const REPLICATIONS = 1000;
const WORKERS = 2;
const ROUNDS = 3;

/** The product as it is built: threads of the sources would begin with a loader that users never meet. */
const built = async <Module>(path: string): Promise<Module> =>
  (await import(new URL(`../dist/${path}`, import.meta.url).href)) as Module;
const { PLAIN_PLAN, Run, runReplications, success } = await built<typeof engine>('index.js');
const { prepareCase, workerExecutor } = await built<typeof host>('node/index.js');

type Times = Record<'bare' | 'one' | 'two' | 'gain' | 'workOfOne' | 'workOfTwo', number[]>;

/**
 * Replications of a month on two threads, against what a bare loop gains from the second one at the same time. Both
 * have begun and are warm; the whole command, further down, counts all of that.
 */
export async function run(): Promise<void> {
  const model = monthModel(monthBase);
  console.log(`\nExperiments: ${REPLICATIONS} replications of 30 days, 4 pools, 5 services`);
  const [here, threads] = [executor(1), executor(WORKERS)];
  const same = (await experiment(here)) === (await experiment(threads));
  const times: Times = { bare: [], one: [], two: [], gain: [], workOfOne: [], workOfTwo: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push((await timed(() => void bareLoop(model))).wall);
    const one = await timed(() => experiment(here));
    const two = await timed(() => experiment(threads));
    times.one.push(one.wall);
    times.two.push(two.wall);
    times.workOfOne.push(one.work);
    times.workOfTwo.push(two.work);
    times.gain.push(await secondThread());
  }
  await threads.close();
  show(times, same);
  runCommands();
}

function show(times: Times, same: boolean): void {
  const [bare, one, two] = [median(times.bare), median(times.one), median(times.two)];
  const [gain, work] = [median(times.gain), median(times.workOfTwo) / median(times.workOfOne)];
  console.log(`  in this thread ${ms(one)}, on ${WORKERS} workers ${ms(two)}`);
  console.log(`  the bytes are ${same ? 'the same' : 'OTHERS'}; a bare loop gains ${gain.toFixed(2)}`);
  console.log(judged('speed-up / that of a bare loop', one / two / gain, 'at least', 0.95));
  console.log(judged('processor time on two workers / on one thread', work, 'at most', 1.1));
  console.log(judged('overhead per replication, ms', (one - bare) / REPLICATIONS, 'at most', 1));
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
  const first = fileURLToPath(new URL('../scenarios/eas-quick-start.yaml', import.meta.url));
  const validated = median([0, 1, 2, 3, 4].map(() => spotsim(['validate', first]).seconds));
  console.log(judged('validate of the first scenario, s', validated, 'at most', 0.3));
}

function spotsim(words: readonly string[]): { readonly seconds: number; readonly peak: number } {
  const script = fileURLToPath(new URL('peak-memory.mjs', import.meta.url));
  const begun = performance.now();
  const { stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, peak: Number(/peak (\S+) MB/.exec(stderr)?.[1] ?? NaN) };
}

const ms = (time: number): string => `${time.toFixed(0)} ms`;

function monthModel(of: engine.Case): engine.Model {
  const prepared = prepareCase(month, of, undefined);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
  return prepared.value.model;
}

const executor = (workers: number): host.ThreadedExecutor =>
  workerExecutor({
    ...{ source: month, seed: undefined, modelOf: (of) => success(monthModel(of)), workers },
    onInputs: () => undefined,
  });

async function experiment(performer: engine.Executor): Promise<string> {
  const model = monthModel(monthBase);
  const plan = { ...PLAIN_PLAN, replications: REPLICATIONS };
  const done = await runReplications({ executor: performer }, { of: monthBase, model }, plan);
  if (!done.ok) throw new Error(JSON.stringify(done.issues));
  return done.value.digest;
}

function bareLoop(model: engine.Model): void {
  for (let replication = 0; replication < REPLICATIONS; replication += 1)
    new Run(model, { replication }).finish();
}

/** Milliseconds, and those of all processors together: the one that other programs do not disturb. */
async function timed(work: () => unknown): Promise<{ readonly wall: number; readonly work: number }> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - begun, work: (user + system) / 1000 };
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
  return alone.wall / together.wall;
}
