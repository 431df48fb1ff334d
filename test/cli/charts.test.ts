import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/cli/text-width.js';
import { processIo } from '../../src/cli/io.js';
import { spotsim } from './command-line.js';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const TINY = ['run', 'tiny.yaml', '--no-out'];
const LIMIT = 'services.chat.instances.0.spotPriceLimit';
const COMPARED = ['compare', 'random.yaml', '--against', 'high', '--no-out'];
const METRICS = ['--metric', 'cost.total', '--metric', 'availability'];
const SWEPT = [
  ...['sweep', 'random.yaml', '--over', `${LIMIT}=0.15,0.2,0.25`, '--over', 'services.chat.replicas=1,2'],
  ...['--replications', '5', '--no-out'],
];

/** What stands between the answer and the first table. */
function between(out: string, title: string): string {
  const from = out.indexOf('\n\n') + 2;
  const to = out.indexOf(`\n${title}\n`);
  expect(to).toBeGreaterThan(from);
  return out.slice(from, to);
}

const blank = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

describe('small charts', () => {
  it.each([
    ['Services', TINY],
    ['Cost, USD', [...COMPARED, ...METRICS]],
    ['Points', SWEPT],
  ])('are those of docs/cli.md: before %s', async (title, args) => {
    const { out } = await spotsim([...args, '--charts']);
    expect(page).toContain(`\`\`\`text\n${between(out, title)}\`\`\``);
  });

  it('are drawn where somebody looks, and leave the rest as it is', async () => {
    const plain = await spotsim(TINY);
    const looked = await spotsim(TINY, { looked: true });
    const asked = await spotsim([...TINY, '--charts']);
    expect(looked.out).toBe(asked.out);
    expect(looked.out.replace(`${between(looked.out, 'Services')}\n`, '')).toBe(plain.out);
    expect((await spotsim([...TINY, '--no-charts'], { looked: true })).out).toBe(plain.out);
  });

  it.each(['--json', '--quiet'])('are not there with %s', async (option) => {
    const plain = await spotsim([...TINY, option]);
    expect(await spotsim([...TINY, option, '--charts'], { looked: true })).toEqual(plain);
  });

  it.each([40, 57, 80, 100, 300])('fit %i columns', async (columns) => {
    const few = [...COMPARED, '--replications', '3'];
    for (const args of [TINY, [...TINY, '--variants'], few, SWEPT]) {
      const { out } = await spotsim([...args, '--charts'], { columns });
      const lines = out.slice(0, out.search(/\n(Services|Side by side|Cost, USD|Points)\n/)).split('\n');
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
      expect(lines.length).toBeGreaterThan(10);
    }
  });

  it('say the same without colours', async () => {
    for (const args of [TINY, SWEPT]) {
      const [plain, coloured] = await Promise.all(
        [false, true].map((color) => spotsim([...args, '--charts'], { color })),
      );
      expect(coloured.out).not.toBe(plain.out);
      expect(blank(coloured.out)).toBe(plain.out);
    }
  });

  it('are of letters where the locale has no blocks, as are the rules of tables', async () => {
    const commands = [TINY, SWEPT, ['run', 'tokens.yaml', '--no-out']];
    for (const args of commands) {
      const { out } = await spotsim([...args, '--charts'], { ascii: true });
      expect(out).toMatch(/^[\x20-\x7e\n]+$/);
    }
  });

  it('tell the scatter of replications, and nothing where nothing is random', async () => {
    const args = ['--replications', '10', '--no-out', '--charts'];
    const { out } = await spotsim(['run', 'random.yaml', ...args]);
    const drawn = between(out, 'Expected of a run');
    expect(drawn).toMatch(/^cost, USD: mean with its interval of 95 %/);
    expect(drawn).toMatch(/\n +├─+━+●━+─*┤\n/);
    const same = await spotsim(['run', 'tiny.yaml', ...args]);
    expect(same.out).not.toMatch(/[├●]/);
  });

  it('mark the point that an optimisation found', async () => {
    const { out } = await spotsim([
      ...['optimize', 'random.yaml', '--minimize', 'cost.total', '--over', `${LIMIT}=0.16,0.28`],
      ...['--max-replications', '40', '--no-out', '--charts'],
    ]);
    expect(out).toContain('◆ best');
    expect(out).toMatch(/│ .*◆1/);
    expect(out).toMatch(/\n1 spotPriceLimit=0\.16: .* \(best\)\n/);
  });

  it('show the work of each job, and what it stood on', async () => {
    const { out } = await spotsim(['run', 'jobs.yaml', '--no-out', '--charts']);
    const lines = out.slice(out.indexOf('train: work')).split('\n');
    expect(lines.slice(0, 2).join(' ')).toBe(
      'train: work, done 50m22s before its deadline, with the even pace as a line; below, s on spot, S on standard, r restarting',
    );
    const [top, , , bottom, units] = lines.slice(2);
    expect(top).toMatch(/^ {3}100 % ┤ +▁.*█$/);
    expect(bottom).toMatch(/^ {9}│[▁▂▃▄▅▆▇]+█+$/);
    // On spot for eight hours, then nowhere until it falls behind, then on standard until it is ahead and there is spot.
    expect(units).toMatch(/^ {3}units │s+ +S+s+ +/);
    expect(out).toMatch(/batch-with-checkpoints: work, 57 % of it by the end/);
  });

  it('show the use of a plan by day', async () => {
    const set = ['duration=4d', 'demand.chat.requests.rate=30/min'].flatMap((one) => ['--set', one]);
    const { out } = await spotsim(['run', 'tokens.yaml', '--no-out', '--charts', ...set]);
    const lines = out.slice(out.indexOf('ptu: use')).split('\n');
    expect(lines[0]).toBe('ptu: use by day, of the input tokens that it can serve; at most 75 %');
    expect(lines[1]).toBe(`   100 % ┤${'╌'.repeat(70)}`);
    expect(lines.slice(2, 5).every((one) => one.endsWith('█'.repeat(70)))).toBe(true);
  });
});

describe('the terminal', () => {
  const locale = (env: Record<string, string>): boolean | undefined => {
    const kept = { ...process.env };
    for (const name of ['LC_ALL', 'LC_CTYPE', 'LANG']) delete process.env[name];
    Object.assign(process.env, env);
    try {
      return processIo().ascii;
    } finally {
      for (const name of ['LC_ALL', 'LC_CTYPE', 'LANG']) delete process.env[name];
      Object.assign(process.env, kept);
    }
  };

  it('has letters only where the locale says so', () => {
    expect(locale({})).toBe(false);
    expect(locale({ LANG: 'C' })).toBe(true);
    expect(locale({ LANG: 'POSIX' })).toBe(true);
    expect(locale({ LANG: 'C.UTF-8' })).toBe(false);
    expect(locale({ LANG: 'zh_CN.utf8' })).toBe(false);
    expect(locale({ LANG: 'de_DE.UTF-8', LC_ALL: 'C' })).toBe(true);
    expect(locale({ LANG: 'C', LC_CTYPE: 'en_US.UTF-8' })).toBe(false);
  });
});
