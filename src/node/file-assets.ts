import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Assets } from '../index.js';
import { localTimes } from './local-times.js';
import { openText } from './text-file.js';

/** A file that a run was made from. */
export interface InputFile {
  /** As the scenario names it. */
  readonly file: string;
  readonly sha256: string;
}

export interface FileAssets extends Assets {
  /** The files read so far, by name, with the hash of what was read. */
  readonly inputs: () => readonly InputFile[];
}

/**
 * The histories that a scenario names, relative to a folder (that of the scenario). They are read in chunks, so
 * that a large one is never in memory as a whole.
 */
export function fileAssets(folder: string): FileAssets {
  const read = new Map<string, Hash>();
  return {
    open: (path) => {
      const hash = createHash('sha256');
      const opened = openText(resolve(folder, path), (bytes) => hash.update(bytes));
      if (opened.ok) read.set(path, hash);
      return opened;
    },
    localTimes,
    inputs: () => byName([...read].map(([file, hash]) => ({ file, sha256: hash.copy().digest('hex') }))),
  };
}

/** Files in an order of their own, whoever read them first. */
export const byName = (inputs: readonly InputFile[]): readonly InputFile[] =>
  [...inputs].sort((a, b) => (a.file < b.file ? -1 : 1));

/** SHA-256 of a file as it is now, in chunks; undefined where it cannot be read. */
export function hashOfFile(path: string): string | undefined {
  const hash = createHash('sha256');
  const opened = openText(path, (bytes) => hash.update(bytes));
  if (!opened.ok) return undefined;
  for (const _ of opened.value);
  return hash.digest('hex');
}
