import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { failure, success } from '../index.js';
import type { Result, StrategyFactory } from '../index.js';

/**
 * Imports a file that exports `strategy`, a function from parameters to a strategy. TypeScript is read by Node where
 * it can (from 22.18 on), else by tsx where it is installed.
 */
export async function loadStrategy(path: string, shown = path): Promise<Result<StrategyFactory>> {
  const at = { file: shown };
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return failure({ at, message: 'the file of the strategy does not exist' });
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = await imported(path);
  } catch (error) {
    if (error instanceof NoTypeScript) {
      const hint = 'install tsx beside it, use Node 22.18 or newer, or write it as .mjs';
      return failure({ at, message: 'this Node does not read TypeScript', hint });
    }
    const message = error instanceof Error ? error.message : String(error);
    return failure({ at, message: `the strategy cannot be loaded: ${message}` });
  }
  const { strategy } = loaded;
  if (typeof strategy === 'function') return success(strategy as StrategyFactory);
  const names = Object.keys(loaded);
  const found = names.length === 0 ? 'nothing' : names.join(', ');
  const hint = 'export function strategy(parameters) { return { initial, decide }; }';
  return failure({ at, message: `expected an exported function strategy, found ${found}`, hint });
}

class NoTypeScript extends Error {}

async function imported(path: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(path).href;
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (!/\.[cm]?tsx?$/.test(path) || codeOf(error) !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
  }
  const { tsImport } = await tsx();
  return await tsImport(url, import.meta.url);
}

type Tsx = { readonly tsImport: (url: string, from: string) => Promise<Readonly<Record<string, unknown>>> };

/** Not a dependency: the user's own, where it is there. */
async function tsx(): Promise<Tsx> {
  const name = 'tsx/esm/api';
  try {
    return (await import(name)) as Tsx;
  } catch {
    throw new NoTypeScript();
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
