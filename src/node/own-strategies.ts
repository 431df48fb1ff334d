import { relative, resolve, sep } from 'node:path';
import type { OwnStrategy, StrategyFactory } from '../index.js';
import type { InputFile } from './file-assets.js';

/** A strategy, and the files that its code is in, by full path. */
interface Loaded {
  readonly factory: StrategyFactory;
  readonly files: readonly InputFile[];
}

/** Strategies of the user's own that this thread has loaded, by the path of their file. */
const loaded = new Map<string, Loaded>();

/** The scenario names files that must be loaded first, by a thread that is watched. */
export class ModulesWanted extends Error {
  override readonly name = 'ModulesWanted';

  constructor(readonly paths: readonly string[]) {
    super(`not loaded: ${paths.join(', ')}`);
  }
}

/** `files` are those of its code, as they were before it was loaded. */
export function provide(path: string, factory: StrategyFactory, files: readonly InputFile[]): void {
  loaded.set(path, { factory, files });
}

export const hasOwnStrategies = (): boolean => loaded.size > 0;

/** Strategies of a scenario, and their files by path relative to its folder. */
export interface FoundStrategies {
  readonly strategies: Readonly<Record<string, OwnStrategy>>;
  readonly files: readonly InputFile[];
}

/** The strategies of some modules, named relative to a folder. @throws ModulesWanted if one has not been loaded. */
export function strategiesFor(folder: string, modules: readonly string[]): FoundStrategies {
  const strategies: Record<string, OwnStrategy> = {};
  const all = new Map<string, InputFile>();
  const missing: string[] = [];
  for (const module of modules) {
    const path = resolve(folder, module);
    const found = loaded.get(path);
    if (found === undefined) {
      missing.push(path);
      continue;
    }
    const files = found.files.map((input) => ({ ...input, file: named(folder, input.file) }));
    for (const input of files) all.set(input.file, input);
    strategies[module] = { factory: found.factory, code: JSON.stringify(files) };
  }
  if (missing.length > 0) throw new ModulesWanted(missing);
  return { strategies, files: [...all.values()] };
}

/** As a scenario would name it, on any system. */
const named = (folder: string, path: string): string => {
  const near = relative(folder, path).split(sep).join('/');
  return near.startsWith('../') ? near : `./${near}`;
};
