import { failure, RefusedCase } from '../index.js';
import type { Laboratory, Result } from '../index.js';
import { ModulesWanted } from '../node/index.js';
import type { ExperimentSession } from '../node/index.js';
import { experimentProgress } from './experiment-progress.js';
import type { Io } from './io.js';
import { line } from './io.js';

/** Replications that are to come, or at most. */
export interface Expected {
  readonly total: number;
  readonly atMost?: boolean;
}

interface Setting {
  readonly session: ExperimentSession;
  readonly expected: Expected;
  readonly title: string;
  readonly resume: boolean;
}

/**
 * Does an experiment under a progress line. What a case is refused for comes back as issues; whatever else ends it
 * leaves the finished replications, and says so.
 */
export async function conduct<T>(
  { session, expected, title, resume }: Setting,
  experiment: (laboratory: Laboratory) => Promise<Result<T>>,
  io: Io,
): Promise<Result<T>> {
  tellOfFound(session, resume, io);
  const { onReplication, end } = experimentProgress(title, expected, io);
  try {
    const done = await experiment({ executor: session.executor, onReplication });
    if (!done.ok) session.discard();
    return done;
  } catch (error) {
    end();
    if (error instanceof RefusedCase) {
      session.discard();
      return failure(...error.issues);
    }
    // It begins anew, in a thread that may load them.
    if (error instanceof ModulesWanted) session.discard();
    else leave(session, io);
    throw error;
  } finally {
    end();
    await session.close();
  }
}
/** Keeps what is finished, and says how to go on. */
export function leave(session: ExperimentSession, io: Io): void {
  const kept = session.leave();
  if (session.journal === undefined) io.err(line('Nothing is kept: results go nowhere (--no-out).'));
  else if (kept === 0) io.err(line('No replication is finished yet.'));
  else io.err(line(`${count(kept)} finished; the same command with --resume goes on from there.`));
}

function tellOfFound({ found, journal }: ExperimentSession, resume: boolean, io: Io): void {
  if (journal === undefined) return;
  if (resume && found > 0) io.err(line(`Goes on: ${count(found)} there already.`));
  else if (resume)
    io.err(
      line('Nothing of this command, scenario and version was interrupted here: starts from the beginning.'),
    );
  else if (found > 0)
    io.err(line('An interrupted run of this command left finished replications; --resume would use them.'));
}

const count = (n: number): string => `${n} replication${n === 1 ? ' is' : 's are'}`;
