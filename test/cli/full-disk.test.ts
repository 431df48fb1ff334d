import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeParquet } from '../../src/node/parquet-file.js';
import { emptyFolder, spotsim } from './command-line.js';

const mount = (args: readonly string[]): boolean =>
  spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
const probe = emptyFolder();
/** Where we may mount, a file system of its own is made full; elsewhere only the writers are shown what full means. */
const mayMount = process.platform === 'linux' && mount(['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', probe]);
if (mayMount) spawnSync('umount', [probe]);
else console.warn('full disks are not tested: mounting a tmpfs is not permitted here');

const mounted: string[] = [];
afterEach(() => mounted.splice(0).forEach((folder) => spawnSync('umount', [folder])));

/** A disk of so many KiB. */
function disk(size: number): string {
  const folder = emptyFolder();
  expect(mount(['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', folder])).toBe(true);
  mounted.push(folder);
  return folder;
}

const grow = (folder: string, size: number): void =>
  expect(mount(['-o', `remount,size=${size}k`, folder])).toBe(true);

/** Files below a folder, but those of interrupted experiments. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('.partial-'))
    .sort();

describe.skipIf(!mayMount)('a full disk', { timeout: 120_000 }, () => {
  it('is one clear error of an event log, and leaves nothing', async () => {
    const out = disk(16);
    const { code, err } = await spotsim(['run', 'random.yaml', '--events', '--quiet', '--out', out]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^.*events\.ndjson: no space left on the device \(ENOSPC, write\)\n$/),
    });
    expect(filesIn(out)).toEqual(['random']);
  });

  it('stops an experiment wherever it is, leaves no half of a result, and --resume finishes it', async () => {
    const args = [
      'run',
      'random.yaml',
      '--replications',
      '40',
      '--json',
      '--quiet',
      '--workers',
      '1',
      '--out',
    ];
    const enough = emptyFolder();
    const expected = await spotsim([...args, enough]);
    const out = disk(16);
    const full: string[] = [];
    let done = await spotsim([...args, out]);
    for (let size = 24; done.code !== 0 && size < 400; size += 8) {
      expect(done.code).toBe(1);
      const lines = done.err.trimEnd().split('\n').slice(-2);
      expect(lines[0]).toMatch(
        /replications? (is|are) finished; the same command with --resume goes on|No repl/,
      );
      expect(lines[1]).toMatch(/no space left on the device \(ENOSPC, \w+\)$/);
      full.push(/[^/]*(?=: no space)/.exec(lines[1])?.[0] ?? '');
      expect(filesIn(out)).toEqual(['random']);
      grow(out, size);
      done = await spotsim([...args, out, '--resume']);
    }
    expect(done).toMatchObject({ code: 0, out: expected.out });
    // It was full while rows were kept, and while the result was written.
    expect(full.some((name) => name.startsWith('.partial-'))).toBe(true);
    expect(full).toContain('rows.parquet');
    expect(filesIn(out)).toEqual(filesIn(enough));
    for (const path of filesIn(out).filter((name) => /\.\w+$/.test(name)))
      expect(readFileSync(join(out, path)).equals(readFileSync(join(enough, path)))).toBe(true);
    expect(readdirSync(join(out, 'random')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is the fault of the place given, not ours, when a report is written', async () => {
    const out = disk(24);
    expect((await spotsim(['run', 'random.yaml', '--quiet', '--out', out])).code).toBe(0);
    const [scenario] = readdirSync(out);
    const [id] = readdirSync(join(out, scenario));
    const { code, err } = await spotsim(['report', join(out, scenario, id)]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('no space left on the device') });
    expect(readdirSync(join(out, scenario, id)).sort()).toEqual(['manifest.json', 'summary.json']);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a writer on a full device', () => {
  it('throws what Node threw, with the file', () => {
    const columns = [{ name: 'a', type: 'number' }] as const;
    const rows = { rows: [1], fill: () => undefined, createdBy: 'test' };
    const fault = expect.objectContaining({ code: 'ENOSPC', path: '/dev/full' });
    expect(() => writeParquet('/dev/full', columns, rows)).toThrow(fault);
  });
});
