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

  it('names the sources where it is asked for the place of a fault of ours', () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, `process.stdout.write = () => { throw new TypeError('broken'); };\n`);
    const args = ['--import', broken, join(dist, 'cli/main.js'), 'schema', '--debug'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/at .*src[\\/]cli[\\/]commands[\\/]schema\.ts:\d+:\d+/);
    expect(stderr).toMatch(/at .*src[\\/]cli[\\/]io\.ts:\d+:\d+/);
    expect(stderr).not.toMatch(/at .*chunks[\\/]/);
  });
});

describe('experiments with a strategy of the user’s own', { timeout: 120_000 }, () => {
  const many = (
    name: string,
    workers: number,
    { patience = '30', more = [] }: { patience?: string; more?: readonly string[] } = {},
  ): SpawnSyncReturns<string> => {
    const strategy = `services.chat.strategy={module: ./strategies/${name}}`;
    const experiment = ['run', 'random.yaml', '--no-out', '--json', '--set', strategy];
    const args = [...experiment, '--replications', '24', '--workers', `${workers}`, ...more];
    return built(args, { SPOTSIM_PATIENCE: patience });
  };

  it('have the same bytes for 1, 2 and 4 workers, after one notice', () => {
    const all = [1, 2, 4].map((workers) => many('cautious.ts', workers));
    const [{ status, stdout, stderr }] = all;
    expect(status).toBe(0);
    expect(stderr.match(/^notice: strategies\/cautious\.ts is code of yours/gm)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ replications: 24 });
    for (const one of all) expect(one).toMatchObject({ status, stdout, stderr });
  });

  it('end a loop without end in whatever thread it is', () => {
    const { status, stdout, stderr } = many('endless.mjs', 2, { patience: '1' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      'strategies/endless.mjs: no answer within 1 s when asked at 0s (second 0): does it loop without end?',
    );
  });

  it.each([
    ['rejects.mjs', 'strategies/rejects.mjs:6:42: a rejection that nobody handles: nobody caught me'],
    ['throws-later.mjs', 'strategies/parts/later.mjs:3:11: an error that nobody catches: too late'],
    ['never-loads.mjs', 'strategies/never-loads.mjs: the module never finished loading'],
  ])('say the same of %s for any number of workers', (name, message) => {
    const [one, two] = [1, 2].map((workers) => many(name, workers));
    expect(one).toMatchObject({ status: 1, stdout: '' });
    expect(one.stderr).toContain(`${message}`);
    expect(two).toMatchObject({ status: 1, stdout: '', stderr: one.stderr });
  });

  it.each([
    ['throws.mjs', 'the strategy of chat at 0s (second 0) failed: no idea\n'],
    ['exits.mjs', 'a strategy of yours ended the run\n'],
  ])('say whose fault it is where %s is in a worker', (name, message) => {
    const { status, stdout, stderr } = many(name, 2);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.endsWith(message)).toBe(true);
    expect(stderr).not.toContain('our fault');
  });

  it('name the sources with --debug, in whatever thread it is', () => {
    for (const workers of [1, 2]) {
      const { stderr } = many('throws.mjs', workers, { more: ['--debug'] });
      expect(stderr).toMatch(/at .*src[\\/]kernel[\\/]simulation\.ts:\d+:\d+/);
      expect(stderr).not.toMatch(/at .*chunks[\\/]/);
    }
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
