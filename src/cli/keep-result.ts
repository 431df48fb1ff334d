import { countedTasks } from '../index.js';
import type { Counted, ParsedScenario } from '../index.js';
import { experimentIdentity, openRun } from '../node/index.js';
import { leave } from './conduct.js';
import type { Io } from './io.js';
import type { ExperimentSession, InputFile, Repeat, RowJournal, RowTable } from '../node/index.js';

/** What a result follows from beside the scenario: part of its id. */
export interface Question {
  readonly replications: number;
  readonly experiment: Readonly<Record<string, unknown>>;
  /** The replications that count in the result. */
  readonly counted: readonly Counted[];
}

/** Where a result goes, and what it was made from. */
export interface Place {
  readonly root: string;
  readonly parsed: ParsedScenario;
  readonly files: readonly InputFile[];
  readonly repeat: Required<Repeat>;
}

interface Kept {
  readonly result: { readonly digest: string };
  readonly question: Question;
}

/**
 * Writes an experiment's result with its rows; the folder is there as a whole, or not at all. The journal has served
 * then, and goes; if it cannot be written, the journal stays for `--resume`.
 */
export async function keepResult(
  { session, io }: { readonly session: ExperimentSession; readonly io: Io },
  { root, parsed, files, repeat }: Place,
  { result, question: { replications, experiment, counted } }: Kept,
): Promise<string> {
  const writer = openRun(root, experimentIdentity(parsed, files, { replications, experiment }));
  try {
    if (session.journal !== undefined) await writer.rows(tableOf(session.journal, counted));
    writer.commit(result, { digest: result.digest, input: parsed.input, repeat });
  } catch (error) {
    writer.abort();
    leave(session, io);
    throw error;
  }
  session.discard();
  return writer.folder;
}

const tableOf = (journal: RowJournal, counted: readonly Counted[]): RowTable => ({
  cases: counted.map(({ of }) => of),
  tasks: () => countedTasks(counted),
  columnsOf: ({ task }) => journal.columns(task),
  rowOf: ({ task }) => journal.row(task),
});
