import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/program.js';

export const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line in this process; paths are relative to the fixtures unless `cwd` says otherwise. */
export async function spotsim(args: readonly string[], io: Partial<Io> = {}): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    columns: 80,
    color: false,
    live: false,
    cwd: fixtures,
    ...io,
  });
  return { code, out, err };
}

const ARGUMENTS = ['--import', 'tsx', join(repository, 'src/cli/main.ts')];

/** The real thing: a process of its own. */
export const spawned = (args: readonly string[], out: number | 'pipe' = 'pipe'): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [...ARGUMENTS, ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', out, 'pipe'],
  });

export const begun = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [...ARGUMENTS, ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });

/** An empty folder that goes when the tests of the file are over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spotsim-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
