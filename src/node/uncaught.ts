import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { StrategyError } from '../index.js';
import type { OwnModule } from './own-strategies.js';
import { filesOfStrategy } from './strategy-files.js';

type Named = Pick<OwnModule, 'path' | 'shown'>;

/** The first fault of this thread that code of the user's own let go: nobody's call failed by it. */
let first: StrategyError | undefined;

/** Listens, in this thread, for rejections that nobody handles and errors that nobody catches. */
export function listenForUncaught(modules: () => readonly Named[], onFault?: () => void): void {
  const note =
    (what: string) =>
    (error: unknown): void => {
      first ??= new StrategyError(described(what, error, modules()));
      onFault?.();
    };
  process.on('unhandledRejection', note('a rejection that nobody handles'));
  process.on('uncaughtException', note('an error that nobody catches'));
}

/**
 * Waits until what is due by now has happened: rejections are heard after a turn of the event loop, and timers whose
 * time has come in the one after that.
 */
export async function letHappen(): Promise<void> {
  await turn();
  await turn();
}

/** The first that was heard, of what was let happen. */
export const uncaughtFault = (): StrategyError | undefined => first;

/** @throws StrategyError where one was heard. */
export function throwUncaught(): void {
  if (first !== undefined) throw first;
}

function described(what: string, error: unknown, modules: readonly Named[]): string {
  const where = placeIn(error, modules) ?? modules.map(({ shown }) => shown).join(' or ');
  const message = error instanceof Error ? error.message : String(error);
  return `${where}: ${what}: ${message} (decide answers at once; catch what is done beside it)`;
}

/** The first line of the stack that lies in a file of theirs. */
function placeIn(error: unknown, modules: readonly Named[]): string | undefined {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  const files = modules.flatMap(({ path, shown }) =>
    filesOfStrategy(path).map(({ file }) => ({
      known: [file, pathToFileURL(file).href],
      shown: file === path ? shown : join(dirname(shown), relative(dirname(path), file)),
    })),
  );
  for (const text of lines)
    for (const { known, shown } of files) {
      const found = known.map((name) => behind(text, name)).find((place) => place !== undefined);
      if (found !== undefined) return shown + found;
    }
  return undefined;
}

/** `:line:column` behind a name; loaders put their own query in between. */
function behind(text: string, name: string): string | undefined {
  const at = text.indexOf(name);
  return at < 0 ? undefined : /^(?:\?[^:()]*)?(:\d+:\d+)/.exec(text.slice(at + name.length))?.[1];
}
