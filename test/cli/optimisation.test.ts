import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, spotsim } from './command-line.js';

const LIMIT = 'services.chat.instances.0.spotPriceLimit';
const out = emptyFolder();

describe('spotsim sweep', () => {
  it('shows every point, and which are on the frontier', async () => {
    const { code, out: text } = await spotsim(
      ['sweep', 'random.yaml', '--over', `${LIMIT}=0.15..0.3:0.05`, '--no-out'],
      { columns: 120 },
    );
    expect(code).toBe(0);
    expect(text).toContain('4 points, 10 replications of each');
    expect(text.match(/spotPriceLimit=[\d.]+ .*frontier$/gm)).toHaveLength(4);
  });

  it.each([
    [
      ['--over', 'services.chta.replicas=1,2'],
      '--over services.chta.replicas=1: services.chta.replicas: no "chta" in services (did you mean "chat"?)',
    ],
    [['--over', 'services.chat.replicas=1,-2'], '--over services.chat.replicas=-2'],
    [['--over', 'services.chat.replicas'], 'expected path=values'],
    [['--over', `${LIMIT}=0.1..0.2`], 'a grid needs a step'],
    [['--over', `${LIMIT}=0.1,0.2`, '--design', 'random'], 'expected grid, lhs or sobol'],
    [['--over', `${LIMIT}=0.1,0.2`, '--metric', 'cost.toal'], 'did you mean "cost.total"?'],
  ])('%j is refused', async (args, fault) => {
    const { code, err } = await spotsim(['sweep', 'random.yaml', '--no-out', '--replications', '2', ...args]);
    expect(code).toBe(1);
    expect(err).toContain(fault);
  });

  it('Sobol points give the same bytes again', async () => {
    const args = [
      'sweep',
      'random.yaml',
      '--over',
      `${LIMIT}=0.1..0.3`,
      '--design',
      'sobol',
      '--points',
      '4',
      '--json',
      '--no-out',
    ];
    const first = await spotsim(args);
    expect((JSON.parse(first.out) as { points: unknown[] }).points).toHaveLength(4);
    expect((await spotsim(args)).out).toBe(first.out);
  });
});

describe('spotsim optimize', () => {
  const args = ['optimize', 'random.yaml', '--over', `${LIMIT}=0.15..0.3:0.05`, '--minimize', 'cost.total'];

  it('finds the best point under a constraint, and keeps the result', async () => {
    const { code, out: text } = await spotsim([...args, '--subject-to', 'availability >= 60%', '--out', out]);
    expect(code).toBe(0);
    expect(text).toMatch(/^Least cost, subject to availability >= 60%, over 4 points:\nspotPriceLimit=0\.25/);
    const [, folder = ''] = /results in (.*)/.exec(text) ?? [];
    expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
  });

  it('a constraint that nobody meets: says so, and shows the nearest', async () => {
    const { code, out: text } = await spotsim([
      ...args,
      '--subject-to',
      'cost.total <= 0.0001',
      '--no-out',
      '--max-replications',
      '20',
    ]);
    expect(code).toBe(0);
    expect(text).toContain('no point meets cost.total <= 0.0001. Nearest: spotPriceLimit=0.15');
  });
});
