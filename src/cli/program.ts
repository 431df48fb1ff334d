import type { Command } from 'commander';
import { EXIT } from './exit-code.js';
import type { ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { line } from './io.js';

/**
 * The command line: arguments in, text and exit code out. It never ends the process and reads nothing of it but
 * what `io` gives, so that tests call it directly.
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  return await attempt(argv, io, async (paths) => {
    const { runGuarded } = await import('./guard.js');
    return await runGuarded(argv, io, paths);
  });
}

/** Calls the command line; where the scenario names strategies that have not been loaded, `guard` takes over. */
export async function attempt(
  argv: readonly string[],
  io: Io,
  guard: (paths: readonly string[]) => Promise<ExitCode>,
): Promise<ExitCode> {
  const debug = argv.includes('--debug');
  const { CommanderError } = await import('commander');
  const { buildProgram } = await import('./commands.js');
  const outcome: { code: ExitCode } = { code: EXIT.done };
  const program: Command = buildProgram(io, (code) => (outcome.code = code));
  try {
    await program.parseAsync(
      argv.filter((argument) => argument !== '--debug'),
      { from: 'user' },
    );
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input;
    // Loaded by now, or else it was not thrown: help and mistyped options do without the engine.
    const { ModulesWanted } = await import('../node/index.js');
    if (error instanceof ModulesWanted) return await guard(error.paths);
    return await reportError(error, io, debug);
  }
}

async function reportError(error: unknown, io: Io, debug: boolean): Promise<ExitCode> {
  const { describeFileError, Interrupted, isFileError } = await import('../node/index.js');
  if (error instanceof Interrupted) {
    io.err(line('interrupted'));
    return EXIT.interrupted;
  }
  if (debug && error instanceof Error) io.err(line(error.stack ?? String(error)));
  const fault = strategyFaultIn(error);
  if (fault !== undefined) {
    io.err(line(fault));
    return EXIT.input;
  }
  const origin = originOf(error);
  if (isFileError(origin)) {
    const place = origin.path === undefined ? '' : `${origin.path}: `;
    io.err(line(`${place}${describeFileError(origin)} (${origin.code}, ${origin.syscall ?? 'file'})`));
    return EXIT.input;
  }
  const message = error instanceof Error ? error.message : String(error);
  io.err(line(`spotsim failed, and this is our fault, not that of your input: ${message}`));
  const where = debug ? '' : ' --debug shows where it happened.';
  io.err(line(`Please report it with the scenario and its seed.${where}`));
  return EXIT.ours;
}

/** What a strategy of the user's own did wrong, if that is what happened. */
function strategyFaultIn(error: unknown): string | undefined {
  for (let found = error; found instanceof Error; found = found.cause)
    if (found.name === 'StrategyError') return found.message;
  return undefined;
}

/** The engine names the event in which an error happened; the error itself is its cause. */
function originOf(error: unknown): unknown {
  let origin = error;
  while (origin instanceof Error && origin.cause !== undefined) origin = origin.cause;
  return origin;
}
