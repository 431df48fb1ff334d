import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { runId } from './run-identity.js';
import type { StoredResult } from './stored-result.js';

/** Something that was one thing when the result was made, and is another now. */
export interface Change {
  readonly what: string;
  readonly then: unknown;
  readonly now: unknown;
}

/** A result beside one that was made again from its manifest. */
export interface Repetition {
  /** Digest and all files that can be compared are equal. */
  readonly same: boolean;
  readonly digest: { readonly then: string; readonly now: string };
  /** Files of both, but the manifest: whether they are equal byte for byte. */
  readonly files: Readonly<Record<string, boolean>>;
  /** Figures of the summary. */
  readonly figures: readonly Change[];
  /** What may be the reason: versions, the scenario's hash, a manifest that does not fit its id. */
  readonly reasons: readonly Change[];
}

/** Sets a result beside its repetition; files that only one of them has do not count. */
export function differencesOf(then: StoredResult, now: StoredResult): Repetition {
  const again = new Set(readdirSync(now.folder));
  const names = readdirSync(then.folder).filter((name) => again.has(name) && name !== 'manifest.json');
  const files = Object.fromEntries(
    names.sort().map((name) => [name, haveSameBytes(join(then.folder, name), join(now.folder, name))]),
  );
  const digest = { then: then.manifest.digest, now: now.manifest.digest };
  return {
    same: digest.then === digest.now && Object.values(files).every((equal) => equal),
    digest,
    files,
    figures: [...changesIn(then.summary, now.summary, '')],
    reasons: reasonsOf(then, now),
  };
}

function reasonsOf({ manifest: then }: StoredResult, { manifest: now }: StoredResult): readonly Change[] {
  const { id, digest: _, node: _n, input: _i, repeat: _r, ...identity } = then;
  const follows = runId(identity);
  const all: readonly Change[] = [
    { what: 'spotsim', then: then.spotsim, now: now.spotsim },
    { what: 'Node', then: then.node, now: now.node },
    { what: 'hash of the scenario', then: then.scenarioSha256, now: now.scenarioSha256 },
    { what: 'id that follows from the manifest, which was changed', then: id, now: follows },
  ];
  return all.filter((one) => one.then !== one.now);
}

/** Leaves of two trees that differ, by path. */
function* changesIn(then: unknown, now: unknown, path: string): Generator<Change> {
  if (isTree(then) && isTree(now)) {
    for (const key of new Set([...Object.keys(then), ...Object.keys(now)]))
      yield* changesIn(then[key], now[key], path === '' ? key : `${path}.${key}`);
  } else if (JSON.stringify(then) !== JSON.stringify(now)) yield { what: path, then, now };
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const CHUNK = 1 << 16;

function haveSameBytes(one: string, other: string): boolean {
  const files = [one, other].map((path) => openSync(path, 'r'));
  try {
    const sizes = files.map((file) => fstatSync(file).size);
    if (sizes[0] !== sizes[1]) return false;
    const chunks = files.map(() => Buffer.alloc(CHUNK));
    for (let at = 0; at < sizes[0]; at += CHUNK) {
      files.forEach((file, i) => readSync(file, chunks[i], 0, CHUNK, at));
      if (!chunks[0].equals(chunks[1])) return false;
    }
    return true;
  } finally {
    files.forEach(closeSync);
  }
}
