import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, spotsim } from './command-line.js';

const page = readFileSync(join(fixtures, '../../../docs/cli.md'), 'utf8');

describe('docs/cli.md', () => {
  it('names every command and option, and none that there is not', async () => {
    const known = new Set(['--debug']);
    for (const command of [
      'run',
      'compare',
      'sweep',
      'optimize',
      'report',
      'rerun',
      'query',
      'validate',
      'explain',
      'init',
      'fit',
      'schema',
      'list',
    ]) {
      expect(page).toContain(command);
      const { out } = await spotsim([command, '--help']);
      for (const [, option = ''] of out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)) known.add(option);
    }
    known.delete('--help');
    const told = new Set([...page.matchAll(/(?<![\w|-])--[a-z][\w-]*/g)].map(([option]) => option));
    expect([...told].sort()).toEqual([...known].sort());
  });

  it.each([
    ['run', 'tiny.yaml', '--no-out'],
    ['run', 'tiny.yaml', '--no-out', '--variants'],
    ['explain', 'tiny.yaml', '--service', 'chat', '--replica', '1', '--at', '4h10m'],
    ['validate', 'faulty.yaml'],
    [
      'compare',
      'random.yaml',
      '--against',
      'high',
      '--metric',
      'cost.total',
      '--metric',
      'availability',
      '--no-out',
    ],
  ])('shows what %s %s %s %s really prints', async (...args) => {
    const { out, err } = await spotsim(args);
    const faults = err.replace(/^warning: .*\n/gm, '');
    expect(page).toContain(`${out}${faults}`.replace(/\n\nseed .*\n$/, '\n'));
  });

  it('shows what init really writes', async () => {
    const { out } = await spotsim(['init', 'service.json', '--history', 'alibaba.json']);
    const shown = /```yaml\n([^]*?)…\n```/.exec(page)?.[1] ?? 'nothing';
    expect(out.startsWith(shown)).toBe(true);
  });
});
