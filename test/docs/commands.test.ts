import { copyFileSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, fixtures, spotsim } from '../cli/command-line.js';
import { wordsOf } from '../support/shell-words.js';
import { projectFile, projectText } from '../support/shipped.js';

/** Commands of a page, in its order: a block of four spaces each, which may go over several lines. */
const commandsOf = (page: string): readonly string[] =>
  [...projectText('docs', page).matchAll(/(?<=\n) {4}(spotsim .*(?:\n {6}.*)*)/g)].map(([, text]) => text);

const pages = readdirSync(projectFile('docs')).filter((name) => name.endsWith('.md'));
const commands = pages.flatMap((page) => commandsOf(page).map((command) => [page, command] as const));

describe('the commands of the pages', () => {
  const cwd = emptyFolder();

  /** A page names results by their ids; without such a folder the command fails. */
  const called = (command: string) =>
    spotsim([...wordsOf(command).slice(1), ...(/ fit /.test(command) ? ['--force'] : [])], { cwd });

  beforeAll(async () => {
    cpSync(fixtures, cwd, { recursive: true });
    copyFileSync(join(cwd, 'random.yaml'), join(cwd, 'scenario.yaml'));
    await called('spotsim run tiny.yaml');
  });

  it('are found', () => expect(commands.length).toBeGreaterThan(12));

  it.each(commands)('%s: %s', { timeout: 60_000 }, async (page, command) => {
    const { code, out, err } = await called(command);
    const faults = err.replace(/^warning: .*\n/gm, '');
    if (command.endsWith(' faulty.yaml')) expect(code).toBe(1);
    else expect({ code, faults }).toEqual({ code: 0, faults: '' });
    if (page === 'results.md' && !command.includes(' sweep '))
      expect(projectText('docs', page)).toContain(out);
  });
});
