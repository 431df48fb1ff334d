import { relative, resolve, sep } from 'node:path';
import type { OwnStrategy, StrategyFactory } from '../index.js';
import type { InputFile } from './file-assets.js';

/** A module of the user's own. Plain data, so that other threads can be told. */
export interface OwnModule {
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** The files that its code is in, by full path, as they were before it was loaded. */
  readonly files: readonly InputFile[];
}

/** All that have been loaded, in this order, and where threads say what they wait for. */
export interface OwnModules {
  readonly watch: SharedArrayBuffer;
  readonly modules: readonly OwnModule[];
}

interface Loaded extends OwnModule {
  readonly factory: StrategyFactory;
  readonly watch: SharedArrayBuffer;
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

/** From now on scenarios of this thread may name it. */
export function provide(module: OwnModule, factory: StrategyFactory, watch: SharedArrayBuffer): void {
  loaded.set(module.path, { ...module, factory, watch });
}

/** What another thread needs to load the same; undefined where there is nothing. */
export function ownModules(): OwnModules | undefined {
  const [first] = loaded.values();
  if (first === undefined) return undefined;
  const modules = [...loaded.values()].map(({ path, shown, files }) => ({ path, shown, files }));
  return { watch: first.watch, modules };
}

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
