import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileAssets, openRun, readText, type RunIdentity } from '../../src/node/index.js';
import { emptyFolder } from './command-line.js';

const identity = (scenarioSha256: string): RunIdentity => ({
  ...{ spotsim: '0.1.0', scenario: 'x', variant: null, seed: '1', replications: 1 },
  ...{ scenarioSha256, inputs: [] },
});

describe('reading files', () => {
  it('joins characters that lie across two chunks', () => {
    const folder = emptyFolder();
    const text = `a${'€'.repeat(200_000)}`;
    writeFileSync(join(folder, 'long.csv'), text);
    const assets = fileAssets(folder);
    const opened = assets.open('long.csv');
    const chunks = opened.ok ? [...opened.value] : [];
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.join('')).toBe(text);
    expect(assets.inputs()).toEqual([{ file: 'long.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });

  it('refuses folders, missing files and files that are too large, in words', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'large'), Buffer.alloc(3 << 20));
    const messageOf = (path: string, most?: number): unknown => {
      const read = readText(join(folder, path), most === undefined ? {} : { most });
      return read.ok ? undefined : read.issues[0]?.message;
    };
    expect(messageOf('.')).toBe('it is a folder, not a file');
    expect(messageOf('none')).toBe('the file does not exist');
    expect(messageOf('large', 1 << 20)).toBe('the file has 3 MiB; expected at most 1 MiB');
    writeFileSync(join(folder, 'windows'), '\uFEFFversion: 1', 'utf16le');
    expect(messageOf('windows')).toBe('the file is UTF-16');
  });

  it.skipIf(!existsSync('/dev/zero'))('refuses devices, which may have no end', () => {
    const read = readText('/dev/zero');
    expect(read.ok ? 'read' : read.issues[0]?.message).toBe('it is a pipe or a device, not a file');
  });
});

describe('the results folder', () => {
  it('takes the place of another result under the same id as a whole', () => {
    const root = emptyFolder();
    const write = (digest: string, extra?: string): string => {
      const writer = openRun(root, identity('a'));
      if (extra !== undefined) writer.lines(extra).write('line');
      writer.commit({ digest }, { digest, input: {}, repeat: { scenario: {}, options: {}, folder: root } });
      return writer.folder;
    };
    const folder = write('one', 'events.ndjson');
    expect(write('one', 'ledger.csv')).toBe(folder);
    expect(readdirSync(folder).sort()).toEqual([
      'events.ndjson',
      'ledger.csv',
      'manifest.json',
      'summary.json',
    ]);
    write('two');
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'summary.json']);
    expect(readdirSync(join(root, 'x'))).toHaveLength(1);
  });

  it('clears away what dead processes of this machine left, and nothing else', () => {
    const root = emptyFolder();
    const dead = `.tmp-0123456789abcdef-${hostname()}-999999999`;
    const elsewhere = '.tmp-0123456789abcdef-elsewhere.example-999999999';
    for (const name of [dead, elsewhere, 'notes']) mkdirSync(join(root, 'x', name), { recursive: true });
    openRun(root, identity('b')).abort();
    expect(readdirSync(join(root, 'x')).sort()).toEqual([elsewhere, 'notes']);
  });
});
