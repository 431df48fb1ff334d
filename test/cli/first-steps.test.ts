import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

const tiny = readFileSync(join(fixtures, 'tiny.yaml'), 'utf8');
const repository = fileURLToPath(new URL('../../', import.meta.url));

describe('a scenario by standard input', () => {
  it('is that of its file', async () => {
    const file = await spotsim(['run', 'tiny.yaml', '--no-out']);
    expect(await spotsim(['run', '-', '--no-out'], { input: () => tiny })).toEqual(file);
  });

  it('finds its files from the current folder', async () => {
    const trace = readFileSync(join(fixtures, 'trace.yaml'), 'utf8');
    const { code } = await spotsim(['run', '-', '--no-out', '--quiet'], { input: () => trace });
    expect(code).toBe(0);
  });

  it('has faults with their places', async () => {
    const wrong = tiny.replace('duration:', 'duratoin:');
    const { code, err } = await spotsim(['validate', '-'], { input: () => wrong });
    expect(code).toBe(1);
    expect(err).toContain('standard input:6:1: duratoin: unknown key "duratoin" (did you mean "duration"?)');
    const empty = await spotsim(['validate', '-'], { input: () => '' });
    expect(empty.err).toBe('standard input:1:1: the file is empty; expected a scenario\n');
  });

  it('serves experiments, too', async () => {
    const random = readFileSync(join(fixtures, 'random.yaml'), 'utf8');
    const args = ['--replications', '3', '--no-out', '--json'];
    const piped = await spotsim(['run', '-', ...args], { input: () => random });
    expect(piped.code).toBe(0);
    expect(piped.out).toBe((await spotsim(['run', 'random.yaml', ...args])).out);
  });

  it('is read from the real thing', () => {
    const args = ['--import', 'tsx', 'src/cli/main.ts', 'validate', '-'];
    const { stdout, status } = spawnSync(process.execPath, args, {
      ...{ cwd: repository, encoding: 'utf8', input: tiny },
    });
    expect({ stdout, status }).toEqual({
      status: 0,
      stdout: 'ok: -: 2 pools, 1 service, 0 actions, 1 variant, 0 warnings\n',
    });
  });
});

describe('what is mistyped', () => {
  it.each([
    [
      ['run', 'eas-quik-start'],
      'eas-quik-start: no such file, and no shipped scenario of this name (did you mean "eas-quick-start"?)',
    ],
    [['run', 'quite-something-else'], '(spotsim list shows the shipped scenarios)'],
    [['run', 'tiny.yml'], 'tiny.yml: the file does not exist (did you mean "tiny.yaml"?)'],
    [['run', 'nowhere/at/all.yaml'], 'nowhere/at/all.yaml: the file does not exist (is the path right?)'],
    [['help', 'nope'], "error: unknown command 'nope' (spotsim --help shows all)"],
    [['rnu'], "error: unknown command 'rnu'\n(Did you mean run?)"],
  ])('%j is told what was meant', async (args, message) => {
    const { code, out, err } = await spotsim(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err.length).toBeLessThan(160);
  });

  it('help of a command is its --help', async () => {
    expect(await spotsim(['help', 'sweep'])).toEqual(await spotsim(['sweep', '--help']));
    expect(await spotsim(['help'])).toEqual(await spotsim(['--help']));
  });
});

describe('what other systems write', () => {
  const folder = emptyFolder();
  it.each([
    ['Windows line ends', tiny.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${tiny}`],
  ])('%s change nothing', async (_, text) => {
    writeFileSync(join(folder, 'other.yaml'), text);
    const { code, out } = await spotsim(['run', 'other.yaml', '--no-out'], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toBe((await spotsim(['run', 'tiny.yaml', '--no-out'])).out);
  });
});

describe('help', () => {
  it('loads nothing of the engine', () => {
    const hook = `export async function load(url, context, next) {
      if (/src\\/(index|node|model)/.test(url)) process._rawDebug('loaded ' + url);
      return next(url, context);
    }`;
    const register = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(register)}`, '--import', 'tsx'];
    const call = (...asked: readonly string[]): string =>
      spawnSync(process.execPath, [...args, 'src/cli/main.ts', ...asked], {
        cwd: repository,
        encoding: 'utf8',
      }).stderr;
    expect(call('--help')).toBe('');
    expect(call('run', '--help')).toBe('');
    expect(call('rnu')).not.toContain('loaded');
    expect(call('schema')).toContain('loaded');
  });
});
