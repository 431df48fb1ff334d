import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/mutants.mjs', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'spotsim-mutants-fixture-'));

const source = `export const least = (a: number, b: number): number => (a < b ? a : b);
export const sum = (a: number, b: number): number => a + b + 0 + 0;
`;
const tests = `import { expect, it } from 'vitest';
import { least, sum } from '../src/least.js';
it('takes the smaller (L1)', () => expect(least(1, 2)).toBe(1));
it('takes the smaller (L10)', () => expect(least(1, 1)).toBe(1));
it('adds (L2)', () => expect(sum(1, 1)).toBe(2));
it('is wrong anyway (L3)', () => expect(sum(1, 1)).toBe(3));
`;

const base = { file: 'src/least.ts', test: 'test/least.test.ts' };
const fault = { ...base, rule: 'L1', find: 'a < b', replace: 'a > b', name: '(L1)' };
const mutants = [
  fault,
  { ...fault, rule: 'weak', name: '(L10)' },
  { ...fault, rule: 'untitled', name: '(L9)' },
  { ...base, rule: 'twice', find: '+ 0', replace: '- 0', name: '(L2)' },
  { ...base, rule: 'absent', find: 'a * b', replace: 'a', name: '(L2)' },
  { ...base, rule: 'red', find: 'a + b', replace: 'a - b', name: '(L3)' },
  { ...base, rule: 'syntax', find: 'a + b', replace: 'a + + (', name: '(L2)' },
];

function put(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function runScript(list: string): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [script, list, '--root', root], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trim().split('\n') };
}

beforeAll(() => {
  put('package.json', '{ "type": "module" }');
  put('src/least.ts', source);
  put('test/least.test.ts', tests);
  put('test/all.mjs', `export const mutants = ${JSON.stringify(mutants)};`);
  put('test/good.mjs', `export const mutants = ${JSON.stringify([fault])};`);
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('scripts/mutants.mjs', () => {
  it('tells a killed fault from a survivor and from a fault that shows nothing', { timeout: 120_000 }, () => {
    const { status, lines } = runScript('test/all.mjs');
    const verdicts = lines.slice(0, -1).map((line) => line.split(/ {2,}/));
    expect(verdicts.map((row) => [row[0], row[3]])).toEqual([
      ['L1', 'killed'],
      ['weak', 'SURVIVED'],
      ['untitled', 'no test of that title'],
      ['twice', 'text found 2 times'],
      ['absent', 'text found 0 times'],
      ['red', 'the test fails without the fault'],
      ['syntax', 'the fault does not load'],
    ]);
    expect(lines.at(-1)).toBe('1 of 7 killed');
    expect(status).toBe(1);
  });

  it('ends well when every fault is killed, and leaves the sources as they were', { timeout: 60_000 }, () => {
    const { status, lines } = runScript('test/good.mjs');
    expect(lines.at(-1)).toBe('1 of 1 killed');
    expect(status).toBe(0);
    expect(readFileSync(join(root, 'src/least.ts'), 'utf8')).toBe(source);
  });
});
