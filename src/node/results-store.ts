import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join, relative, sep } from 'node:path';
import { makeFolder } from './folder.js';
import { isAlive } from './process-life.js';
import { runId } from './run-identity.js';
import type { RowTable } from './row-file.js';
import type { Repeat, RunIdentity } from './run-identity.js';
import { writeAll } from './write-all.js';

/** Takes a file line by line; the lines go to disk as they come. */
export interface LineSink {
  readonly write: (line: string) => void;
  readonly close: () => void;
}

/** What is written of a run beside its identity; nothing here goes into its id. */
export interface ManifestExtras {
  readonly digest: string;
  /** The scenario as it ran: EAS import, variant and `--set` done, before defaults. */
  readonly input: unknown;
  /** How to make the result again; `folder` is a full path. */
  readonly repeat: Required<Repeat>;
}

/** A run's folder in the making. */
export interface RunWriter {
  readonly id: string;
  /** Where the folder will be. */
  readonly folder: string;
  readonly lines: (name: string) => LineSink;
  /** Writes the replications to `rows.parquet`. */
  readonly rows: (table: RowTable) => Promise<void>;
  /** Writes manifest and summary, and puts the folder in its place. */
  readonly commit: (summary: unknown, extras: ManifestExtras) => void;
  /** Removes what was written so far. */
  readonly abort: () => void;
}

/** The file of an experiment's replications. */
const ROWS = 'rows.parquet';
const TEMPORARY = '.tmp-';
const BUFFER = 1 << 16;

/**
 * Begins `results/<scenario>/<run id>/`. It is written under a temporary name beside its place and renamed when it
 * is whole, so that whoever kills us leaves whole runs, and at most a temporary folder that the next run removes.
 * File system errors are thrown as Node throws them.
 */
export function openRun(root: string, identity: RunIdentity): RunWriter {
  const id = runId(identity);
  const parent = join(root, identity.scenario);
  const folder = join(parent, id);
  const temporary = join(parent, `${TEMPORARY}${id}-${hostname()}-${process.pid}`);
  makeFolder(parent);
  sweep(parent);
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  const sinks: LineSink[] = [];
  const close = (): void => sinks.splice(0).forEach((sink) => sink.close());
  return {
    id,
    folder,
    lines: (name) => {
      const sink = openLines(join(temporary, name));
      sinks.push(sink);
      return sink;
    },
    rows: async (table) => {
      const { writeRows } = await import('./row-file.js'); // only experiments need what writes it
      writeRows(join(temporary, ROWS), table);
    },
    commit: (summary, extras) => {
      close();
      writeJson(join(temporary, 'summary.json'), summary);
      writeJson(join(temporary, 'manifest.json'), { id, ...manifestOf(identity, folder, extras) });
      settle(temporary, folder, extras.digest);
    },
    abort: () => {
      try {
        close();
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
    },
  };
}

function manifestOf(
  identity: RunIdentity,
  result: string,
  { digest, input, repeat }: ManifestExtras,
): object {
  const { folder, ...itself } = repeat;
  // One that needs nothing but its manifest does not tell where it was made.
  const named = { ...itself, folder: relative(result, folder).split(sep).join('/') };
  const again = identity.inputs.length > 0 ? named : itself;
  return { ...identity, digest, node: process.version, input, repeat: again };
}

/**
 * A folder of the same run may be there. Equal digests mean equal content: its files are renewed one by one, and
 * what it has beyond ours (a ledger, an event log) stays. Otherwise it gives way as a whole.
 */
function settle(temporary: string, folder: string, digest: string): void {
  if (!existsSync(folder)) return renameSync(temporary, folder);
  if (digestOf(folder) === digest) {
    for (const name of readdirSync(temporary)) renameSync(join(temporary, name), join(folder, name));
    rmSync(temporary, { recursive: true });
    return;
  }
  const old = `${temporary}-old`;
  renameSync(folder, old);
  renameSync(temporary, folder);
  rmSync(old, { recursive: true });
}

function digestOf(folder: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return (manifest as { digest?: unknown }).digest;
  } catch {
    return undefined;
  }
}

/** Removes what killed runs of this machine left; that of other machines may still be in the making. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const parts = /^\.tmp-[0-9a-f]+-(.+)-(\d+)(-old)?$/.exec(name);
    if (parts === null || parts[1] !== hostname() || isAlive(Number(parts[2]))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function openLines(path: string): LineSink {
  const file = openSync(path, 'w');
  let waiting = '';
  let open = true;
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') writeAll(file, Buffer.from(text, 'utf8'), path);
  };
  return {
    write: (line) => {
      waiting += `${line}\n`;
      if (waiting.length >= BUFFER) flush();
    },
    close: () => {
      if (!open) return;
      open = false;
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}

function writeJson(path: string, value: unknown): void {
  const sink = openLines(path);
  try {
    sink.write(JSON.stringify(value, null, 2));
  } finally {
    sink.close();
  }
}
