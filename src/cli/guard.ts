import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { formatDuration } from '../index.js';
import { LOADING, longestWait, MAKING, strategyWatch } from '../node/index.js';
import { EXIT } from './exit-code.js';
import type { ExitCode } from './exit-code.js';
import { line, PATIENCE } from './io.js';
import type { Io } from './io.js';

/** What the thread is given. */
export interface GuardedTask {
  readonly argv: readonly string[];
  readonly io: Pick<Io, 'columns' | 'color' | 'live' | 'looked' | 'ascii' | 'cwd'>;
  readonly paths: readonly string[];
  /** What standard input had, where it was read. */
  readonly input: string | undefined;
  /** Where it says, and the threads that it begins, what they wait for. */
  readonly watch: SharedArrayBuffer;
}

/** What the thread says. */
export type GuardedWord =
  | { readonly kind: 'out' | 'err'; readonly text: string }
  | { readonly kind: 'done'; readonly code: ExitCode }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'loading'; readonly names: readonly string[] };

/**
 * Runs a command anew in a thread that may load code of the user's own, and so may the threads that it begins. If that
 * takes longer for one answer than the patience allows, the thread is ended, and its own with it: a loop without end is
 * a fault of the input, and must not hang the command.
 */
export async function runGuarded(
  argv: readonly string[],
  io: Io,
  paths: readonly string[],
): Promise<ExitCode> {
  const { patience = 1000 * PATIENCE } = io;
  const watch = strategyWatch();
  const worker = openThread(taskOf(argv, io, { paths, watch }));
  // What the user's code prints must not stand in the result.
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (text) => io.err(String(text)));
  let names: readonly string[] = [];
  return await new Promise<ExitCode>((resolve) => {
    let over = false;
    const end = (code: ExitCode, why?: string): void => {
      if (over) return;
      over = true;
      clearInterval(timer);
      if (why !== undefined) io.err(line(why));
      resolve(code);
      void worker.terminate();
    };
    const timer = setInterval(() => {
      const fault = overdue(watch, names, patience);
      if (fault !== undefined) end(EXIT.input, fault);
    }, patience / 10);
    worker.on('message', (word: GuardedWord) => {
      if (word.kind === 'done') end(word.code);
      else if (word.kind === 'loading') names = word.names;
      else if (word.kind === 'failed') end(EXIT.input, word.why);
      else if (!over) io[word.kind](word.text); // what follows a failure no longer counts
    });
    worker.on('error', (error: unknown) => {
      end(
        EXIT.input,
        `a strategy of yours failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    worker.on('exit', () => end(EXIT.input, 'a strategy of yours ended the run'));
  });
}

function taskOf(
  argv: readonly string[],
  { columns, color, live, looked = false, ascii = false, cwd, input }: Io,
  rest: Pick<GuardedTask, 'paths' | 'watch'>,
): GuardedTask {
  const io = { columns, color, live, looked, ascii, cwd };
  return { argv, io, ...rest, input: argv.includes('-') ? input?.() : undefined };
}

/** From its sources the program runs under tsx, which does not read the first file of a thread by itself. */
function openThread(workerData: GuardedTask): Worker {
  const options = { workerData, stdout: true, stderr: true };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('../cli/guarded-thread.js', import.meta.url), {
      ...options,
      // Faults from this thread name the sources where the main thread's do.
      ...(process.sourceMapsEnabled && { execArgv: [...process.execArgv, '--enable-source-maps'] }),
    });
  const source = JSON.stringify(new URL('../cli/guarded-thread.ts', import.meta.url).href);
  const begin = `import('tsx/esm/api').then(({ register }) => (register(), import(${source})));`;
  return new Worker(begin, { ...options, eval: true });
}

/** What to say of an answer that is overdue. */
function overdue(watch: SharedArrayBuffer, names: readonly string[], patience: number): string | undefined {
  const longest = longestWait(watch);
  if (longest === undefined || Date.now() - longest.since < patience) return undefined;
  const { second, which } = longest;
  const name = names[which] ?? 'the strategy';
  const hint = 'SPOTSIM_PATIENCE=60 gives it 60 seconds';
  const within = `within ${patience / 1000} s`;
  if (second === LOADING)
    return `${name}: the module did not finish loading ${within}: does it loop without end, or await what never comes? (${hint})`;
  const doing =
    second === MAKING
      ? 'when its strategy was made'
      : `when asked at ${formatDuration(second)} (second ${second})`;
  return `${name}: no answer ${within} ${doing}: does it loop without end? (${hint})`;
}
