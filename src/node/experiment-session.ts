import { join, resolve } from 'node:path';
import type { Executor, ModelOf, Task } from '../index.js';
import { hashOfFile } from './file-assets.js';
import type { InputFile } from './file-assets.js';
import { journaledExecutor } from './journaled-executor.js';
import type { RowJournal } from './row-journal.js';
import type { ScenarioText } from './scenario-source.js';
import { openUnfinished } from './unfinished.js';
import { workerExecutor, type ThreadedExecutor } from './worker-executor.js';

/** What an experiment is done with. */
export interface SessionOptions {
  readonly source: ScenarioText;
  readonly seed: string | undefined;
  readonly modelOf: ModelOf;
  readonly workers: number | undefined;
  readonly onInputs: (inputs: readonly InputFile[]) => void;
  /** Where finished rows are kept until all are there; undefined where nothing is written. */
  readonly keep:
    | {
        /** The folder for results. */
        readonly root: string;
        readonly scenario: string;
        /** What all rows follow from: rows of another question are not taken up. */
        readonly question: unknown;
        readonly resume: boolean;
      }
    | undefined;
}

/** Threads and finished rows of one experiment. */
export interface ExperimentSession {
  readonly executor: Executor;
  /** All rows there are; undefined where nothing is written. */
  readonly journal: RowJournal | undefined;
  /** Replications, or files of them, that an interrupted experiment had left. */
  readonly found: number;
  /** Ends the threads; rows stay. */
  readonly close: () => Promise<void>;
  /** Keeps the rows for `--resume`; how many there are. */
  readonly leave: () => number;
  /** The rows have served. */
  readonly discard: () => void;
}

/** Somebody pressed Ctrl-C, or asked the process to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(
    /** Replications that are kept; undefined where nothing is written. */
    readonly kept: number | undefined,
  ) {
    super('interrupted');
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Begins an experiment. The first Ctrl-C lets the replications under way end, after which the executor throws
 * `Interrupted`; the second ends the process at once, and the rows that are in the file stay.
 */
export function openSession(options: SessionOptions): ExperimentSession {
  const { keep } = options;
  const unfinished =
    keep &&
    openUnfinished(join(keep.root, keep.scenario), keep.question, {
      resume: keep.resume,
      isCurrent: ({ file, sha256 }) => hashOfFile(resolve(options.source.folder, file)) === sha256,
    });
  const threads = workerExecutor({
    ...options,
    onInputs: (inputs) => {
      unfinished?.journal.addInputs(inputs);
      options.onInputs(inputs);
    },
  });
  options.onInputs(unfinished?.journal.inputs() ?? []);
  const signals = listen(threads);
  const whole = untilStopped(threads, signals);
  return {
    executor: unfinished === undefined ? whole : journaledExecutor(whole, unfinished.journal),
    journal: unfinished?.journal,
    found: unfinished?.found ?? 0,
    close: async () => {
      signals.end();
      await threads.close();
    },
    leave: () => unfinished?.leave() ?? 0,
    discard: () => unfinished?.discard(),
  };
}

interface Signals {
  readonly come: () => boolean;
  readonly end: () => void;
}

function listen(threads: ThreadedExecutor): Signals {
  let come = false;
  const end = (): void => SIGNALS.forEach((signal) => void process.off(signal, stop));
  const stop = (): void => {
    come = true;
    end(); // the next one does what it does without us
    threads.stop();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return { come: () => come, end };
}

const untilStopped = (inner: Executor, signals: Signals): Executor => ({
  async *run(tasks: readonly Task[]) {
    yield* inner.run(tasks);
    if (signals.come()) throw new Interrupted(undefined);
  },
});
