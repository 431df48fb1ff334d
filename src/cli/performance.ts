import { ledgerHead, ledgerLine, LogRecorder, Run, watchHistory } from '../index.js';
import type { HistoryWatch, RunHistory, RunOptions, RunResults } from '../index.js';
import { identityOf, openRun } from '../node/index.js';
import type { Prepared, Repeat, RunWriter } from '../node/index.js';
import type { Io } from './io.js';
import { runWithProgress } from './progress.js';

/** Where results go, and what beside manifest and summary. */
export interface Output {
  /** Absent: nothing is written. */
  readonly out: string | undefined;
  readonly events: boolean;
  readonly ledger: boolean;
  /** What the run is made again from. */
  readonly repeat: Omit<Required<Repeat>, 'scenario'>;
  /** Whether the run is watched over time, for charts. */
  readonly history: boolean;
}

export interface Performed {
  readonly results: RunResults;
  /** The run's folder; undefined where nothing is written. */
  readonly folder: string | undefined;
  /** Where it was asked for. */
  readonly history: RunHistory | undefined;
}

/** Runs a prepared scenario once; its folder is there as a whole, or not at all. */
export function perform({ parsed, model, inputs }: Prepared, output: Output, io: Io): Performed {
  const writer = output.out === undefined ? undefined : openRun(output.out, identityOf(parsed, inputs));
  try {
    const watch = output.history ? watchHistory(model) : undefined;
    const run = new Run(model, observersOf(output, writer, watch));
    watch?.attach(run);
    const title = model.variant === null ? model.scenario.name : `${model.scenario.name} (${model.variant})`;
    if (io.live) runWithProgress(run, title, io);
    const results = run.finish();
    const { input, imported: scenario } = parsed;
    writer?.commit(results, { digest: results.digest, input, repeat: { scenario, ...output.repeat } });
    return { results, folder: writer?.folder, history: watch?.finish() };
  } catch (error) {
    writer?.abort();
    throw error;
  }
}

function observersOf(
  { events, ledger }: Output,
  writer: RunWriter | undefined,
  watch: HistoryWatch | undefined,
): RunOptions {
  const log = events ? writer?.lines('events.ndjson') : undefined;
  const bill = ledger ? writer?.lines('ledger.csv') : undefined;
  bill?.write(ledgerHead());
  return {
    recorders: (directory) => [
      ...(log === undefined ? [] : [new LogRecorder(directory, log.write)]),
      ...(watch?.recorders ?? []),
    ],
    ledger: (item) => {
      bill?.write(ledgerLine(item));
      watch?.ledger(item);
    },
  };
}
