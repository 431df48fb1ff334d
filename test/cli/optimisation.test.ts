import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, spotsim } from './command-line.js';

const LIMIT = 'services.chat.instances.0.spotPriceLimit';
const out = emptyFolder();

const faultsIn = (err: string): readonly string[] =>
  err.split('\n').filter((line) => line !== '' && !line.startsWith('warning:'));

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
      'services.chta.replicas=1,2',
      '--over services.chta.replicas=1: services.chta.replicas: no "chta" in services (did you mean "chat"?)',
    ],
    [
      'services.chat.replicsa=1,2',
      '--over services.chat.replicsa=1: services.chat.replicsa: unknown key "replicsa" (did you mean "replicas"?)',
    ],
    [
      'services.chat.replicas=1.5,2',
      '--over services.chat.replicas=1.5: services.chat.replicas: expected a whole number from 0 to 1000000, found 1.5 (a range between whole numbers, as in 1..8, takes only whole ones)',
    ],
    [
      'services.7.replicas=1,2',
      '--over services.7.replicas=1: services.7.replicas: no "7" in services (known: chat)',
    ],
    [
      'services.chat.strategy.quantile=0.5,0.9',
      '--over services.chat.strategy.quantile=0.5: services.chat.strategy.quantile: services.chat.strategy is not there to be changed (set it as a whole: services.chat.strategy={ … })',
    ],
  ])('over a path that does not exist, %s: one message, before anything is run', async (over, fault) => {
    const swept = await spotsim(['sweep', 'random.yaml', '--no-out', '--over', over]);
    expect({ ...swept, err: faultsIn(swept.err) }).toEqual({ code: 1, out: '', err: [fault] });
    const optimised = await spotsim([
      'optimize',
      'random.yaml',
      '--no-out',
      '--over',
      over,
      '--minimize',
      'cost.total',
    ]);
    expect({ ...optimised, err: faultsIn(optimised.err) }).toEqual({ code: 1, out: '', err: [fault] });
  });

  it.each([
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

  it('the name of a point is its setting, and the setting gives its figures again', async () => {
    const over = ['--over', `${LIMIT}=0.1..0.3`, '--over', 'services.chat.startup=1m..1h'];
    const design = ['--design', 'lhs', '--points', '3', '--replications', '3', '--json', '--no-out'];
    const { out: swept } = await spotsim(['sweep', 'random.yaml', ...over, ...design]);
    const { points } = JSON.parse(swept) as {
      points: { name: string; set: string[]; digest: string; metrics: Record<string, unknown> }[];
    };
    for (const { name, set, digest, metrics } of points) {
      const [limit, startup] = set.map((one) => one.slice(one.indexOf('=') + 1));
      expect(name).toBe(`spotPriceLimit=${limit}, startup=${startup}`);
      const settings = set.flatMap((one) => ['--set', one]);
      const { out: run } = await spotsim([
        ...['run', 'random.yaml', ...settings, '--replications', '3', '--json', '--no-out'],
      ]);
      const alone = JSON.parse(run) as { digest: string; totals: { cost: { total: { mean: number } } } };
      expect(alone.digest).toBe(digest);
      expect(metrics['totals.cost.total']).toMatchObject({ mean: alone.totals.cost.total.mean });
    }
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

  it.each([
    [['cost.total <= 0.0001'], 'spotPriceLimit=0.15, with cost 0.4909.'],
    [
      ['availability >= 99.99%', 'cost.total <= 0.1'],
      'spotPriceLimit=0.3, with availability 99.86 % and cost 2.39.',
    ],
  ])('constraints that nobody meets, %j: says so, and shows the nearest', async (constraints, nearest) => {
    const subject = constraints.flatMap((constraint) => ['--subject-to', constraint]);
    const { code, out: text } = await spotsim(
      [...args, ...subject, '--no-out', '--max-replications', '20', '--quiet'],
      { columns: 200 },
    );
    const conditions = constraints.join(' and ');
    expect({ code, text }).toEqual({
      code: 0,
      text: `Least cost, subject to ${conditions}, over 4 points:\nno point meets ${conditions}. Nearest: ${nearest}\n`,
    });
  });
});

describe('a range over a key that takes whole numbers', () => {
  const over = ['random.yaml', '--over', 'services.chat.replicas=1..3', '--no-out', '--replications', '5'];

  it('is swept by them', async () => {
    const { code, out } = await spotsim(['sweep', ...over, '--design', 'sobol', '--points', '3', '--json']);
    expect(code).toBe(0);
    const { points } = JSON.parse(out) as { readonly points: readonly { readonly name: string }[] };
    expect(points.map(({ name }) => name).sort()).toEqual(['replicas=1', 'replicas=2', 'replicas=3']);
  });

  it('is searched by them', async () => {
    const { out, err } = await spotsim(['optimize', ...over, '--minimize', 'cost.total', '--json']);
    expect(faultsIn(err)).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({ method: 'pattern-search', best: 'services.chat.replicas=1' });
  });
});
