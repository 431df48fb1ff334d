import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Piscina } from 'piscina';
import { keptModels, performTask, StrategyError } from '../index.js';
import type { Executor, ModelOf, Row, Task } from '../index.js';
import type { InputFile } from './file-assets.js';
import { ownModules } from './own-strategies.js';
import { unpackError } from './packed-error.js';
import type { ScenarioText } from './scenario-source.js';
import { letHappen, throwUncaught } from './uncaught.js';
import { packBatch, unpackRows, type Reply, type WorkerSetting } from './worker-messages.js';

/** Who performs tasks with threads of its own, which have to end. */
export interface ThreadedExecutor extends Executor {
  /** Lets the replications under way end, and begins no more; `run` ends without the other rows. */
  readonly stop: () => void;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

export interface ExecutorOptions {
  readonly source: ScenarioText;
  readonly seed: string | undefined;
  /** Makes a case ready to run in this thread. */
  readonly modelOf: ModelOf;
  /** How many threads perform tasks; 1 is this thread; undefined as many as there are cores, where it is worth it. */
  readonly workers: number | undefined;
  /** Told which files the cases made in workers were made from. */
  readonly onInputs: (inputs: readonly InputFile[]) => void;
  /** Address of the file whose `performBatch` the threads call, in place of ours. */
  readonly job?: string;
}

/** Replications that a worker is sent at a time: few messages, and still an even end. */
const BATCH = 16;
/** Batches for each worker that are begun and not done, so that none waits. */
const AHEAD = 2;
/** How far a batch may be ahead of the oldest one: bounds the rows that wait to be put in order. */
const WINDOW = 8;
/** From the sources, where there is no build, a worker needs the loader that its parent may have. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const OUR_JOB = new URL(FROM_SOURCE ? '../node/worker-job.ts' : '../node/worker-job.js', import.meta.url)
  .href;
/** Milliseconds: what is done sooner needs no threads, whose start takes about as long. */
const HEAD_START = FROM_SOURCE ? 3000 : 150;
/** Megabytes: a replication leaves little behind, so that more only adds to what all threads hold. */
const YOUNG_OBJECTS = 12;

/**
 * Performs tasks in worker threads, each of which makes its models itself, from the scenario's text. Rows come as they
 * are done; a case that is refused, or a fault, ends the run as it would in this thread: that of the first task that
 * has one, after the rows before it.
 */
export function workerExecutor(options: ExecutorOptions): ThreadedExecutor {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const count = options.workers ?? availableParallelism();
  const here = localWork(options.modelOf, stop);
  let pool: Promise<Piscina<unknown, Reply>> | undefined;
  const running = new Set<Promise<unknown>>();
  return {
    async *run(tasks) {
      const patience = count === 1 ? Infinity : options.workers === undefined ? HEAD_START : 0;
      let done = 0;
      if (pool === undefined)
        for await (const row of here.run(tasks, patience)) {
          done += 1;
          yield row;
        }
      if (done === tasks.length || isStopped(stop)) return;
      pool ??= openPool(options, { count, stop });
      const inPool = { pool: await pool, count, stop, running, onInputs: options.onInputs };
      yield* throughPool(inPool, tasks.slice(done));
    },
    stop: () => void Atomics.store(stop, 0, 1),
    close: async () => {
      Atomics.store(stop, 0, 1);
      // A pool that ends while a thread still works takes its reply for a fault.
      await Promise.allSettled(running);
      await (await pool)?.destroy();
    },
  };
}

const isStopped = (stop: Int32Array): boolean => Atomics.load(stop, 0) !== 0;

interface LocalWork {
  /** Performs tasks until they would take longer than `patience` milliseconds in all. */
  readonly run: (tasks: readonly Task[], patience: number) => AsyncIterable<Row>;
}

function localWork(modelOf: ModelOf, stop: Int32Array): LocalWork {
  const models = keptModels(modelOf);
  let [spent, performed] = [0, 0];
  return {
    async *run(tasks, patience) {
      for (const [done, task] of tasks.entries()) {
        const left = performed === 0 ? 0 : ((tasks.length - done) * spent) / performed;
        if (isStopped(stop) || (spent > patience && left > patience) || patience === 0) return;
        const begun = performance.now();
        const row = performTask(models(task.case), task);
        spent += performance.now() - begun;
        performed += 1;
        yield row;
        await turn(); // lets signals in, and rejections of strategies
        throwUncaught();
      }
      await letHappen();
      throwUncaught();
    },
  };
}

async function openPool(
  { source, seed, job = OUR_JOB }: ExecutorOptions,
  { count, stop }: { readonly count: number; readonly stop: Int32Array },
): Promise<Piscina<unknown, Reply>> {
  const { Piscina } = await import('piscina');
  const workerData: WorkerSetting = { source, seed, stop, own: ownModules() };
  return new Piscina<unknown, Reply>({
    filename: job,
    name: 'performBatch',
    minThreads: count,
    maxThreads: count,
    execArgv: [
      ...(FROM_SOURCE ? ['--import', sourceReader()] : []),
      // Faults of ours come from threads as well, and name the sources where the main thread's do.
      ...(process.sourceMapsEnabled ? ['--enable-source-maps'] : []),
    ],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_OBJECTS },
    workerData,
  });
}

/** A thread that ends by itself, or fails between two answers: where it runs code of the user's own, that is why. */
function blame(error: unknown): never {
  if (ownModules() === undefined) throw error;
  const text = error instanceof Error ? error.message : String(error);
  const ended = /^worker exited/.test(text);
  throw new StrategyError(
    ended ? 'a strategy of yours ended the run' : `a strategy of yours failed: ${text}`,
  );
}

/** Registers tsx: by its own name it does so only in threads that the main thread begins. */
function sourceReader(): string {
  const found = createRequire(import.meta.url).resolve('tsx/esm/api');
  const api = pathToFileURL(found.replace(/cjs$/, 'mjs')).href;
  const begin = `import { register } from ${JSON.stringify(api)}; register();`;
  return `data:text/javascript,${encodeURIComponent(begin)}`;
}

interface InPool {
  readonly pool: Piscina<unknown, Reply>;
  readonly count: number;
  readonly stop: Int32Array;
  /** Batches that threads are at, looked for or not. */
  readonly running: Set<Promise<unknown>>;
  readonly onInputs: ExecutorOptions['onInputs'];
}

async function* throughPool(
  { pool, count, stop, running, onInputs }: InPool,
  tasks: readonly Task[],
): AsyncGenerator<Row> {
  const pending = new Map<number, Promise<readonly [number, Reply]>>();
  let failed: { readonly id: number; readonly reply: Reply } | undefined;
  let [next, ids] = [0, 0];
  const begin = (): void => {
    const size = Math.min(BATCH, Math.ceil((tasks.length - next) / (AHEAD * count)));
    const id = ids;
    const replied = pool
      .run(packBatch(tasks.slice(next, next + size)))
      .then((reply) => [id, reply] as const, blame);
    running.add(replied);
    const over = (): void => void running.delete(replied);
    replied.then(over, over); // it is looked at in its turn, or not at all
    pending.set(id, replied);
    [next, ids] = [next + size, ids + 1];
  };
  for (;;) {
    while (mayBegin()) begin();
    if (pending.size === 0) break;
    const [id, reply] = await Promise.race(pending.values());
    pending.delete(id);
    onInputs(reply.inputs);
    yield* unpackRows(reply);
    if (reply.error !== undefined && (failed === undefined || id < failed.id)) failed = { id, reply };
    // What was begun before the fault may hold an earlier one; what was begun after it no longer counts.
    if (failed !== undefined) for (const one of pending.keys()) if (one > failed.id) pending.delete(one);
  }
  if (failed?.reply.error !== undefined) throw unpackError(failed.reply.error);

  function mayBegin(): boolean {
    if (next >= tasks.length || failed !== undefined || isStopped(stop)) return false;
    const [oldest = ids] = pending.keys();
    return pending.size < AHEAD * count && ids - oldest < WINDOW * count;
  }
}
