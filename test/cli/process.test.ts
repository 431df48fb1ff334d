import { existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/program.js';
import { begun, emptyFolder, fixtures, spawned, spotsim } from './command-line.js';

const long = join(fixtures, 'long.yaml');
const tiny = join(fixtures, 'tiny.yaml');

/** Files below a folder, as paths from it. */
const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );

describe('spotsim as a process', () => {
  it('exits with 0, 1 and says so on the right stream', () => {
    const done = spawned(['run', tiny, '--no-out', '--json']);
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect((JSON.parse(done.stdout) as { scenario: string }).scenario).toBe('tiny');
    const refused = spawned(['run', 'nowhere.yaml']);
    expect(refused).toMatchObject({ status: 1, stdout: '' });
  });

  it('killed in the middle leaves whole runs only, and the next run clears up', async () => {
    const root = emptyFolder();
    const args = ['run', long, '--out', root, '--set', 'duration=1d'];
    expect((await spotsim(args)).code).toBe(0);
    const [whole = ''] = readdirSync(join(root, 'long'));
    const child = begun(['run', long, '--out', root, '--events']);
    const isWriting = (): boolean => below(root).some((path) => /\.tmp-.*events\.ndjson$/.test(path));
    for (let tries = 0; tries < 400 && !isWriting(); tries++) await wait(25);
    expect(isWriting()).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = readdirSync(join(root, 'long'));
    expect(left.filter((name) => !name.startsWith('.tmp-'))).toEqual([whole]);
    expect(left).toHaveLength(2);
    expect((await spotsim([...args, '--seed', '2'])).code).toBe(0);
    const runs = readdirSync(join(root, 'long'));
    expect(runs).toHaveLength(2);
    for (const run of runs)
      expect(readdirSync(join(root, 'long', run)).sort()).toEqual(['manifest.json', 'summary.json']);
  });

  it('a reader that closes the pipe early is no fault', async () => {
    const child = begun(['schema']);
    child.stdout?.destroy();
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    await once(child, 'exit');
    expect({ code: child.exitCode, errors }).toEqual({ code: 0, errors: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('output that has no room is told in one line', () => {
    const { status, stderr } = spawned(['schema'], openSync('/dev/full', 'w'));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^standard output: ENOSPC: no space left on device[^\n]*\n$/),
    });
  });
});

describe('what goes wrong on our side', () => {
  const broken = (args: string[]): Promise<{ code: number; err: string }> => {
    let err = '';
    const io = {
      err: (text: string) => (err += text),
      columns: 80,
      color: false,
      live: false,
      cwd: fixtures,
    };
    const out = (): never => {
      throw new TypeError('a fault of ours');
    };
    return main(args, { ...io, out }).then((code) => ({ code, err }));
  };

  it('exits with 2, says whose fault it is, and shows the stack only when asked', async () => {
    const { code, err } = await broken(['schema']);
    expect(code).toBe(2);
    expect(err).toMatch(/^spotsim failed, and this is our fault, not that of your input: a fault of ours\n/);
    expect(err).not.toMatch(/ at /);
    expect((await broken(['schema', '--debug'])).err).toMatch(/\n {4}at /);
  });
});

describe('progress', () => {
  it('shows on a terminal, is wiped at the end, and changes nothing', async () => {
    let [out, err] = ['', ''];
    const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const more = { columns: 80, color: false, live: true, cwd: fixtures };
    const args = ['run', 'long.yaml', '--no-out', '--json', '--set', 'duration=2000d'];
    expect(await main(args, { ...io, ...more })).toBe(0);
    expect(err).toMatch(/long: \d+ % {2}\d+d/);
    expect(err.replace(/warning: .*\n/, '').endsWith('\r\u001b[2K')).toBe(true);
    expect((await spotsim(args)).out).toBe(out);
  });
});

describe('a results folder that cannot be written', () => {
  it.skipIf(process.platform === 'win32')(
    'is told with its path, and nothing half-written stays',
    async () => {
      const root = emptyFolder();
      mkdirSync(join(root, 'tiny'));
      const limited = `trap '' XFSZ; ulimit -f 1; exec "$0" "$@"`;
      const { spawnSync } = await import('node:child_process');
      const command = [
        '--import',
        'tsx',
        join(fixtures, '../../../src/cli/main.ts'),
        'run',
        long,
        '--out',
        root,
      ];
      const { status, stderr } = spawnSync(
        'bash',
        ['-c', limited, process.execPath, ...command, '--events'],
        {
          encoding: 'utf8',
          cwd: join(fixtures, '../../..'),
        },
      );
      expect(stderr).toMatch(/events\.ndjson: the file grew too large/);
      expect(status).toBe(1);
      expect(existsSync(join(root, 'long')) ? below(join(root, 'long')) : []).toEqual([]);
    },
  );
});
