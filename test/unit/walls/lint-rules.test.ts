import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
// The texts below belong to no project, so the rules that need types stay out of this test.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function faults(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${filePath}` });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const hostUses = [
  'export const a = Date.now();',
  'export const a = process.argv;',
  'console.log(1);',
  'setTimeout(() => 1, 1);',
  'export const a = structuredClone({});',
  'export const a = globalThis;',
  'export const a = Math.random();',
  'export const a = Math.pow(2, 3);',
  'export const a = 2 ** 3;',
  "export const a = 'a'.localeCompare('b');",
];
const packages = {
  seedrandom: 'random',
  zod: 'scenario',
  yaml: 'scenario',
  immer: 'scenario',
  commander: 'cli',
};

const lines = (count: number): string => 'export {};\n'.repeat(count);
const longFunction = (count: number): string => `export function f() {\n${'f();\n'.repeat(count - 2)}}\n`;
const fiveNumbers = '_a: number, _b: number, _c: number, _d: number, _e: number';

describe('the linter', () => {
  it.each(hostUses)('refuses in the engine, and not on the host: %s', async (text) => {
    expect(await faults('src/kernel/sample.ts', text)).toHaveLength(1);
    expect(await faults('src/index.ts', text)).toHaveLength(1);
    expect(await faults('src/cli/sample.ts', text)).toEqual([]);
  });

  it.each(Object.entries(packages))('keeps %s in src/%s', async (name, room) => {
    const text = `import '${name}';`;
    expect(await faults(`src/${room}/sample.ts`, text)).toEqual([]);
    expect(await faults('src/fleet/sample.ts', text)).toEqual(['no-restricted-imports']);
    expect(await faults('src/node/sample.ts', text)).toEqual(['no-restricted-imports']);
  });

  it('keeps node: in src/node and src/cli', async () => {
    const text = "import 'node:fs';";
    expect(await faults('src/model/sample.ts', text)).toEqual(['no-restricted-imports']);
    expect(await faults('src/index.ts', text)).toEqual(['no-restricted-imports']);
    expect(await faults('src/node/sample.ts', text)).toEqual([]);
    expect(await faults('src/cli/sample.ts', text)).toEqual([]);
  });

  it('refuses enums, default exports, any, == and !', async () => {
    expect(await faults('src/cli/sample.ts', 'export enum A { b }')).toEqual(['no-restricted-syntax']);
    expect(await faults('src/cli/sample.ts', 'export default 1;')).toEqual(['no-restricted-syntax']);
    const loose = 'export const f = (a: any): boolean => a!.b == 1;';
    expect((await faults('src/cli/sample.ts', loose)).sort()).toEqual([
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-non-null-assertion',
      'eqeqeq',
    ]);
  });

  it('counts lines of files and functions', async () => {
    expect(await faults('src/fleet/sample.ts', lines(250))).toEqual([]);
    expect(await faults('src/fleet/sample.ts', lines(251))).toEqual(['max-lines']);
    expect(await faults('src/fleet/sample.ts', longFunction(40))).toEqual([]);
    expect(await faults('src/fleet/sample.ts', longFunction(41))).toEqual(['max-lines-per-function']);
    expect(await faults('test/unit/fleet/sample.test.ts', longFunction(41))).toEqual([]);
  });

  it('allows four parameters, and more only to a Recorder', async () => {
    const rule = ['spotsim/max-params'];
    expect(await faults('src/fleet/sample.ts', `export const f = (${fiveNumbers}): number => 1;`)).toEqual(
      rule,
    );
    expect(await faults('src/fleet/sample.ts', `export class A { b(${fiveNumbers}): void {} }`)).toEqual(
      rule,
    );
    expect(await faults('src/fleet/sample.ts', `export interface A { b(${fiveNumbers}): void }`)).toEqual(
      rule,
    );
    const recorders = [
      `export interface Recorder { b(${fiveNumbers}): void }`,
      `export class A implements Recorder { b(${fiveNumbers}): void {} }`,
      `export class A extends SilentRecorder { b(${fiveNumbers}): void {} }`,
      `export const a: Recorder = { b: (${fiveNumbers}) => undefined };`,
    ];
    for (const text of recorders) expect(await faults('src/metrics/sample.ts', text)).toEqual([]);
  });

  it('wants kebab-case file names', async () => {
    expect(await faults('src/fleet/deadline-job.ts', lines(1))).toEqual([]);
    expect(await faults('src/fleet/deadlineJob.ts', lines(1))).toEqual(['spotsim/file-name']);
    expect(await faults('src/fleet/deadline_job.ts', lines(1))).toEqual(['spotsim/file-name']);
  });
});
