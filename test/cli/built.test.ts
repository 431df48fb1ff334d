import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

/** The product as `npm run build` makes it, beside the packages that it needs: what users start, and no other test does. */
const repository = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(repository, '.cache', `built-${process.pid}`);
const dist = join(folder, 'dist');

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  cpSync(join(repository, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(repository, 'scenarios'), join(folder, 'scenarios'), 'dir');
  const bundled = spawnSync(process.execPath, [join(repository, 'scripts/bundle.mjs'), dist]);
  expect(String(bundled.stderr)).toBe('');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const built = (args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(dist, 'cli/main.js'), ...args], {
    cwd: fixtures,
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '80', NO_COLOR: '1', ...env },
  });

/** The sources in the files of ours that a command loads. */
function loadedBy(args: readonly string[]): readonly string[] {
  const coverage = emptyFolder();
  expect(built(args, { NODE_V8_COVERAGE: coverage }).status).toBe(0);
  const [report] = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'));
  const { result } = JSON.parse(report) as { result: { url: string }[] };
  const files = result.map(({ url }) => url).filter((url) => url.includes('/dist/'));
  return files.flatMap((url) =>
    [...readFileSync(fileURLToPath(url), 'utf8').matchAll(/^\/\/ (src\/.*)$/gm)].map(([, source]) => source),
  );
}

describe('the built command', { timeout: 60_000 }, () => {
  it('loads no engine to print help', () => {
    const sources = loadedBy(['run', '--help']);
    expect(sources).toContain('src/cli/commands.ts');
    expect(sources.filter((source) => !source.startsWith('src/cli/'))).toEqual([]);
  });

  it('loads one command’s code, and no other’s', () => {
    const sources = loadedBy(['validate', 'tiny.yaml']);
    expect(sources).toContain('src/model/compile.ts');
    expect(sources.filter((source) => source.startsWith('src/cli/commands/'))).toEqual([
      'src/cli/commands/validate.ts',
    ]);
  });

  it('says what the sources say, in this thread and in workers', async () => {
    const args = ['run', 'random.yaml', '--replications', '40', '--json', '--no-out'];
    const expected = await spotsim([...args, '--workers', '1']);
    for (const workers of ['1', '2'])
      expect(built([...args, '--workers', workers])).toMatchObject({
        status: 0,
        stdout: expected.out,
        stderr: expected.err,
      });
  });

  it('finds what comes with the package', () => {
    expect(built(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse(built(['list', '--json']).stdout)).not.toEqual([]);
  });

  it('runs a strategy of the user’s own in a thread of its own', () => {
    const strategy = 'services.chat.strategy={module: ./strategies/cautious.ts}';
    const { status, stdout, stderr } = built(['run', 'tiny.yaml', '--no-out', '--json', '--set', strategy]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^notice: .*\n$/) });
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'tiny' });
  });

  it('names the sources where it is asked for the place of a fault of ours', () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, `process.stdout.write = () => { throw new TypeError('broken'); };\n`);
    const args = ['--import', broken, join(dist, 'cli/main.js'), 'schema', '--debug'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/at .*src[\\/]cli[\\/]commands[\\/]schema\.ts:\d+:\d+/);
  });
});

describe('the built engine', () => {
  it('needs no package and no host', () => {
    const text = (path: string): string => readFileSync(join(dist, path), 'utf8');
    const reached = new Set(['index.js']);
    for (const path of reached)
      for (const [, name] of text(path).matchAll(/^(?:import|export|\} from)\b[^;]*?["']([^"']+)["'];$/gm)) {
        expect(name).toMatch(/^\.{1,2}\//);
        reached.add(join(path, '..', name));
      }
    expect(reached.size).toBeGreaterThan(1);
  });

  it('comes with the licences of what is inside', () => {
    const licences = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const holder of [
      'Colin McDonnell',
      'Eemeli Aro',
      'Michel Weststrate',
      'David Bau',
      'Johannes Baagøe',
    ])
      expect(licences).toContain(holder);
  });
});
