import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LEVELS = 2;

/**
 * The results at a path: itself, or those in it (all runs of a scenario) and in its folders (all scenarios), each once,
 * by path. What is not there, or has none, comes back as itself, for its reader to say so.
 */
export function resultFolders(path: string): readonly string[] {
  const found = below(path, LEVELS);
  return found.length === 0 ? [path] : [...new Map(found.map((one) => [realpathSync(one), one])).values()];
}

function below(path: string, levels: number): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  if (existsSync(join(path, 'manifest.json'))) return [path];
  if (levels === 0) return [];
  const names = readdirSync(path).filter((name) => !name.startsWith('.'));
  return names.sort().flatMap((name) => below(join(path, name), levels - 1));
}
