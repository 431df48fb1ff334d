import { resolve } from 'node:path';
import type { Strategies, StrategyFactory } from '../index.js';

/** Strategies of the user's own that this thread has loaded, by the path of their file. */
const loaded = new Map<string, StrategyFactory>();

/** The scenario names files that must be loaded first, by a thread that is watched. */
export class ModulesWanted extends Error {
  constructor(readonly paths: readonly string[]) {
    super(`not loaded: ${paths.join(', ')}`);
  }
}

export function provide(path: string, factory: StrategyFactory): void {
  loaded.set(path, factory);
}

/** The strategies of some modules, named relative to a folder. @throws ModulesWanted if one has not been loaded. */
export function strategiesFor(folder: string, modules: readonly string[]): Strategies {
  const found: Record<string, StrategyFactory> = {};
  const missing: string[] = [];
  for (const module of modules) {
    const path = resolve(folder, module);
    const factory = loaded.get(path);
    if (factory === undefined) missing.push(path);
    else found[module] = factory;
  }
  if (missing.length > 0) throw new ModulesWanted(missing);
  return found;
}
