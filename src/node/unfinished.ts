import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { InputFile } from './file-assets.js';
import { makeFolder } from './folder.js';
import { isAlive } from './process-life.js';
import { openJournal, type RowJournal } from './row-journal.js';

/** Where the finished rows of an experiment go until all are there. */
export interface Unfinished {
  readonly journal: RowJournal;
  /** Replications that an interrupted experiment of the same question had left, taken up or not. */
  readonly found: number;
  /** Leaves the rows for `--resume`; how many. */
  readonly leave: () => number;
  /** Removes the rows, and what others had left of the same question. */
  readonly discard: () => void;
}

const PREFIX = '.partial-';

/**
 * Opens the file of finished rows in a scenario's folder of results. With `resume`, it is the fullest that an
 * interrupted experiment of the same question left there, unless a file that its cases were made from has changed.
 */
export function openUnfinished(
  parent: string,
  question: unknown,
  { resume, isCurrent }: { readonly resume: boolean; readonly isCurrent: (input: InputFile) => boolean },
): Unfinished {
  const key = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16);
  makeFolder(parent);
  removeEmpty(parent);
  const resting = join(parent, `${PREFIX}${key}`);
  const path = `${resting}-${hostname()}-${process.pid}`;
  const left = leftBehind(parent, `${PREFIX}${key}`);
  const taken = resume ? left[0] : undefined;
  if (taken !== path) rmSync(path, { force: true });
  let journal = openJournal(path, taken);
  if (!journal.inputs().every(isCurrent)) {
    journal.discard();
    journal = openJournal(path);
  }
  return {
    journal,
    found: resume ? journal.size() : left.length,
    leave: () => {
      journal.close();
      const size = journal.size();
      if (size === 0) rmSync(path, { force: true });
      else if (existsSync(path)) renameSync(path, resting);
      return size;
    },
    discard: () => {
      journal.discard();
      for (const other of left) rmSync(other, { force: true });
    },
  };
}

/** What killed experiments of this machine had begun, of any question, and no row is in. */
function removeEmpty(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const [, ...owner] = name.slice(PREFIX.length).split('-');
    const path = join(parent, name);
    if (isAbandoned(owner.join('-')) && sizeOf(path) === 0) rmSync(path, { force: true });
  }
}

/** Files of the question that no living process writes, the fullest first. */
function leftBehind(parent: string, name: string): readonly string[] {
  return readdirSync(parent)
    .filter((one) => one === name || (one.startsWith(`${name}-`) && isAbandoned(one.slice(name.length + 1))))
    .map((one) => join(parent, one))
    .filter((path) => sizeOf(path) > 0)
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}

/** 0 where it is gone: another command that begins may have cleared it up by now. */
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** `host-pid`; of other machines nobody here can tell. */
function isAbandoned(owner: string): boolean {
  const parts = /^(.+)-(\d+)$/.exec(owner);
  return parts !== null && parts[1] === hostname() && !isAlive(Number(parts[2]));
}
