import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/index.js';
import { emptyFolder, spotsim } from './command-line.js';

const LIMIT = 'services.chat.instances.0.spotPriceLimit';
const out = emptyFolder();

describe('spotsim run --replications', () => {
  it('shows what to expect, how sure that is, and how bad it can get', async () => {
    const args = [
      'run',
      'random.yaml',
      '--replications',
      '100',
      '--slo',
      'availability >= 60%',
      '--no-out',
      '--quiet',
    ];
    const { code, out: text } = await spotsim(args, { columns: 100 });
    expect(code).toBe(0);
    expect(text).toMatch(/^12h of random cost \d\.\d+ USD \(\d\.\d+ to \d\.\d+\)[^]*100\s+replications\./);
    const whole = await spotsim(args.slice(0, -1));
    for (const title of [
      'Expected of a run',
      'Bad luck',
      'Objectives (Wilson intervals)',
      'How it was measured',
    ])
      expect(whole.out).toContain(`\n${title}\n`);
    expect(whole.out).toMatch(/availability >= 60% +\d+ of 100/);
  });

  it('writes summary and manifest under an id of its own, the same one again', async () => {
    const args = ['run', 'random.yaml', '--replications', '5', '--out', out, '--json'];
    const first = await spotsim(args);
    const second = await spotsim(args);
    expect(second.out).toBe(first.out);
    const [id, ...more] = readdirSync(join(out, 'random'));
    expect(more).toEqual([]);
    expect(readFileSync(join(out, 'random', id, 'summary.json'), 'utf8')).toBe(first.out);
    const manifest: unknown = JSON.parse(readFileSync(join(out, 'random', id, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      id,
      replications: 5,
      experiment: { kind: 'replications', antithetic: false },
    });
  });

  it('runs to a precision, and says where it is not reached', async () => {
    const reached = await spotsim(['run', 'random.yaml', '--precision', '5%', '--no-out']);
    expect(reached.out).toMatch(/precision of 5.00 % of cost.total was reached after \d+ replications/);
    const not = await spotsim([
      'run',
      'random.yaml',
      '--precision',
      '0.01%',
      '--max-replications',
      '12',
      '--no-out',
    ]);
    expect(not.out).toContain('was NOT reached in 12');
  });

  it('says that nothing is random where nothing is', async () => {
    const { out: text } = await spotsim(['run', 'tiny.yaml', '--replications', '3', '--no-out']);
    expect(text).toContain('Nothing in this scenario is random');
    expect(text).not.toContain('Bad luck');
  });

  it('steady state: says from where on it measures', async () => {
    const { out: text } = await spotsim([
      'run',
      'random.yaml',
      '--replications',
      '10',
      '--steady-state',
      '--no-out',
    ]);
    expect(text).toMatch(/Measured from .* on \(warm-up by MSER-5\)/);
  });

  it.each([
    [['--replications', 'many'], '--replications many: expected a whole number from 1 on'],
    [['--precision', '200%'], '--precision 200%: expected a share above 0 and below 1'],
    [['--precision', '2%', '--replications', '9'], 'decides how many replications there are'],
    [['--precision', '2%', '--metric', 'avalability'], 'did you mean "availability"?'],
    [['--replications', '9', '--metric', 'cost.total'], 'means nothing without --precision'],
    [['--replications', '9', '--events'], 'is of one run'],
    [['--replications', '9', '--variants'], 'spotsim compare'],
    [['--antithetic'], 'one run has no intervals'],
    [['--replications', '9', '--slo', 'availability'], 'expected METRIC >= BOUND'],
    [['--replications', '9', '--slo', 'up >= 1'], 'no metric is called "up"'],
    [['--replications', '9', '--control', 'h/bg'], 'did you mean "h/big"?'],
  ])('%j is refused in one line', async (args, fault) => {
    const { code, out: text, err } = await spotsim(['run', 'random.yaml', '--no-out', ...args]);
    expect({ code, text }).toEqual({ code: 1, text: '' });
    expect(err).toContain(fault);
    expect(
      err
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('warning:')),
    ).toHaveLength(1);
  });

  it('a control that has no known mean is refused with the reason', async () => {
    const { code, err } = await spotsim([
      'run',
      'tiny.yaml',
      '--replications',
      '3',
      '--control',
      'h/big',
      '--no-out',
    ]);
    expect(code).toBe(1);
    expect(err).toContain('cannot be a control: its price is given');
  });
});

describe('spotsim compare', () => {
  it('names the winner, with paired differences and the gain of pairing', async () => {
    const { code, out: text } = await spotsim(['compare', 'random.yaml', '--against', 'high', '--no-out']);
    expect(code).toBe(0);
    expect(text).toContain('Highest availability: high, beyond chance.');
    expect(text).toMatch(/^high .* (better|worse)$/m);
  });

  it('of a shipped scenario needs far fewer replications than independent markets would', async () => {
    const args = ['compare', 'protection-or-not', '--against', 'no-protection', '--replications', '10'];
    const { out: text } = await spotsim([...args, '--metric', 'cost.total', '--json', '--no-out']);
    const [cost] = (JSON.parse(text) as Comparison).metrics;
    expect(cost.rows[1].difference!.varianceRatio).toBeGreaterThan(10);
    expect(cost.winner).toBe('no-protection');
  });

  it('refuses to call a winner where there is none, and says what would settle it', async () => {
    const args = [
      'compare',
      'random.yaml',
      '--with',
      `${LIMIT}=0.2001`,
      '--metric',
      'preemptions.total',
      '--no-out',
      '--replications',
      '30',
    ];
    const { out: text } = await spotsim(args);
    expect(text).toContain('no winner');
    expect(text).toMatch(/undecided|the same/);
  });

  it.each([
    [['--against', 'hihg'], 'no variant is called "hihg" (did you mean "high"?)'],
    [['--against', 'other-seed'], 'the case has another seed'],
    [['--with', 'services.chat.replicsa=2'], '--with services.chat.replicsa=2'],
    [['--against', 'high', '--against', 'high'], 'It is given twice'],
  ])('%j is refused', async (args, fault) => {
    const { code, err } = await spotsim(['compare', 'random.yaml', '--no-out', ...args]);
    expect(code).toBe(1);
    expect(err).toContain(fault);
  });

  it('takes the chance of prices out of it, and leaves out the warm-up, as run does', async () => {
    const args = ['compare', 'random.yaml', '--against', 'high', '--metric', 'cost.total', '--no-out'];
    const { code, out: text } = await spotsim([...args, '--control', 'h/big', '--steady-state'], {
      columns: 120,
    });
    expect(code).toBe(0);
    expect(text).toContain('Corrected by the mean price of h/big, which is known.');
    expect(text).toMatch(/All cases are measured from .* on, the longest warm-up \(that of .*, by MSER-5\)/);
    const refused = await spotsim([...args, '--control', 'h/bg']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('--control h/bg: no pool is called "h/bg" (did you mean "h/big"?)');
  });

  it('of a scenario without variants says what to do', async () => {
    const { code, err } = await spotsim([
      'compare',
      'trace.yaml',
      '--set',
      'duration=1h',
      '--no-out',
      '--against',
      'none',
    ]);
    expect(code).toBe(1);
    expect(err).not.toBe('');
  });
});
