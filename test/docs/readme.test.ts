import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/program.js';
import { ENGINE_VERSION } from '../../src/index.js';
import { withTables } from '../support/scenario-tables.js';
import { wordsOf } from '../support/shell-words.js';
import { projectFile, projectText, readReference } from '../support/shipped.js';
import { outcome } from './library-example.js';
import { verdict } from './allocator-example.js';

const readme = projectText('README.md');

/** Code blocks of a language, in order. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, text]) =>
    name === language ? [text] : [],
  );

const commands = blocks('sh')
  .flatMap((block) => block.trim().split('\n'))
  .map((command) => command.replace(/\s+#.*$/, ''));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spotsim-readme-'));
  cpSync(projectFile('scenarios'), join(folder, 'scenarios'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function spotsim(argv: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await main(argv, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    columns: 100,
    color: false,
    live: false,
    cwd: folder,
  });
  return { code, ...said };
}

describe('the README', () => {
  it('shows the two commands first, and then only commands of the tour', () => {
    expect(commands.slice(0, 2)).toEqual(['npm start', 'npm test']);
    expect(commands).toHaveLength(16);
    for (const command of commands.slice(2)) expect(command).toMatch(/^npm start -- \w+/);
  });

  it.each(commands.slice(2).map((command) => [command]))(
    'shows a command that works: %s',
    async (command) => {
      const { code, out, err } = await spotsim(wordsOf(command).slice(3));
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
      if (!command.includes('--out')) expect(out.length).toBeGreaterThan(50);
    },
  );

  it('shows library code that runs as it stands', () => {
    const asShown = (file: string): string =>
      projectText('test', 'docs', file)
        .replace('../../src/testing/index.js', 'spotsim/testing')
        .replace('../../src/index.js', 'spotsim');
    expect(blocks('ts')).toEqual([asShown('library-example.ts'), asShown('allocator-example.ts')]);
    expect(outcome).toMatchObject({ cost: { total: 23 } });
    expect(verdict.failed).toBe(true);
  });

  it('shows the table of the reference results', () => {
    expect(withTables(readme, readReference)).toBe(readme);
  });

  it('points only to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)(?:#[\w-]+)?\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(projectFile(link)))).toEqual([]);
  });
});

describe('the package', () => {
  it('has the version that the engine writes into results', () => {
    expect((JSON.parse(projectText('package.json')) as { version: string }).version).toBe(ENGINE_VERSION);
  });
});
