import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyFolder, spotsim } from './command-line.js';

describe('bad input ends in one line per fault and exit code 1', () => {
  it.each(['run', 'validate'])('%s tells all faults of a scenario with their places', async (command) => {
    const { code, out, err } = await spotsim([command, 'faulty.yaml']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(': ').slice(0, 2).join(': ')),
    ).toEqual([
      'faulty.yaml:9:20: pools.h/big.standardPrice',
      'faulty.yaml:13:5: services.chat.replicaz',
      'faulty.yaml:14:11: services.chat.disk',
      'faulty.yaml:15:25: services.chat.instances.0.type',
    ]);
    expect(err).toContain('did you mean "replicas"?');
  });

  it.each<[string, string[], RegExp]>([
    ['no scenario', ['run'], /missing required argument 'SCENARIO'\n\(spotsim run --help/],
    ['a file that is not there', ['run', 'nowhere.yaml'], /^nowhere\.yaml: the file does not exist/],
    [
      'a name that is not there',
      ['run', 'nowhere'],
      /^nowhere: no such file, and no shipped scenario of this name/,
    ],
    ['a folder', ['run', '../fixtures'], /it is a folder, not a file/],
    ['an unknown command', ['rum'], /unknown command 'rum'\n\(Did you mean run\?\)/],
    [
      'an unknown option',
      ['run', 'tiny.yaml', '--sede', '4'],
      /unknown option '--sede'\n\(Did you mean --seed\?\)/,
    ],
    ['too many arguments', ['run', 'tiny.yaml', 'long.yaml'], /too many arguments/],
    ['an unknown variant', ['run', 'tiny.yaml', '--variant', 'high-celing'], /did you mean "high-ceiling"\?/],
    [
      'a path that leads nowhere',
      ['run', 'tiny.yaml', '--set', 'services.chat.replica=1'],
      /--set services\.chat\.replica=1/,
    ],
    ['two variants', ['run', 'tiny.yaml', '--variant', 'a', '--variant', 'b'], /'b' is invalid.*given twice/],
    ['two seeds', ['run', 'tiny.yaml', '--seed', '1', '--seed', '2'], /'2' is invalid.*given twice/],
    [
      'a variant beside all of them',
      ['run', 'tiny.yaml', '--variants', '--variant', 'x'],
      /leave out --variant/,
    ],
    ['events to nowhere', ['run', 'tiny.yaml', '--no-out', '--events'], /leave out --no-out/],
    ['results where no folder can be', ['run', 'tiny.yaml', '--out', '/proc/x/y'], /^\/proc\/x/],
    ['a trace that is too short', ['run', 'trace.yaml', '--variant', 'too-long'], /covers 4h of a run of 9h/],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await spotsim(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  it('a fault in a history is placed in the history', async () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'prices.csv'),
      'time,price\n2026-03-02T00:00:00Z,0.1\n2026-03-02T01:00:00Z,cheap\n',
    );
    const scenario = { version: 1, name: 'x', duration: '1h', services: [], pools: [poolOf('prices.csv')] };
    writeFileSync(join(cwd, 'x.json'), JSON.stringify(scenario));
    const { code, err } = await spotsim(['run', 'x.json', '--no-out'], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/^prices\.csv:3:22: price "cheap": expected a positive number/);
  });

  it('a history that is missing or compressed is named', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'prices.csv.gz'), gzipSync('time,price\n'));
    const pools = [poolOf('prices.csv.gz'), { ...poolOf('none.csv'), name: 'b', type: 'u' }];
    writeFileSync(
      join(cwd, 'x.json'),
      JSON.stringify({ version: 1, name: 'x', duration: '1h', services: [], pools }),
    );
    const { code, err } = await spotsim(['run', 'x.json', '--no-out'], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/prices\.csv\.gz: the file is compressed with gzip/);
    expect(err).toMatch(/none\.csv: the file does not exist/);
  });

  it.each<[string, Buffer, RegExp]>([
    ['gzip', gzipSync('time,price\n'), /the file is compressed with gzip \(gunzip it first\)/],
    ['zstd', Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0), /the file is compressed with zstd \(unzstd it first\)/],
    ['zip', Buffer.from('PK\u0003\u0004'), /the file is compressed with zip \(unzip it first\)/],
    ['bzip2', Buffer.from('BZh91AY'), /the file is compressed with bzip2/],
    ['xz', Buffer.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /the file is compressed with xz/],
    ['UTF-16 with its mark', Buffer.from('\uFEFFtime,price\n', 'utf16le'), /the file is UTF-16/],
    ['UTF-16 without it', Buffer.from('time,price\n', 'utf16le'), /the file is UTF-16/],
    ['big-endian UTF-16', Buffer.from('time,price\n', 'utf16le').swap16(), /the file is UTF-16/],
  ])('a history in %s is told by its first bytes', async (_, bytes, message) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'prices.csv'), bytes);
    const { code, err } = await spotsim(['init', 'prices.csv'], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^prices\\.csv: ${message.source}`));
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('a history with a byte order mark and Windows line ends is read', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'p.csv'), '\uFEFFtime,price\r\n1,0.1\r\n3601,0.2\r\n');
    expect(await spotsim(['init', 'p.csv', '--out', 'x.yaml'], { cwd })).toMatchObject({ code: 0, err: '' });
  });
});

const poolOf = (file: string): Record<string, unknown> => ({
  ...{ name: 'a', type: 't', region: 'r', zone: 'z', standardPrice: 1 },
  price: { process: 'trace', file, format: 'csv' },
});
