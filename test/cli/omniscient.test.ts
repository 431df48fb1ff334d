import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/index.js';
import { spotsim } from './command-line.js';

const ASKED = ['compare', 'random.yaml', '--against', 'high', '--omniscient', '--no-out'];

describe('spotsim compare --omniscient', () => {
  it('shows the yardstick, what each case regrets, and compares the regrets', async () => {
    const { code, out } = await spotsim(ASKED, { columns: 120 });
    expect(code).toBe(0);
    expect(out).toContain('Regret, USD');
    expect(out).toContain('Beside perfect foresight, USD');
    expect(out).toMatch(/^base {2,}7\.0 .* 9\.1 %$/m);
    // Another ceiling buys from another list: each case has its own yardstick.
    expect(out).toMatch(/^omniscient: base .*-$/m);
    expect(out).toMatch(/^omniscient: high .*-$/m);
  });

  it('has the same bytes for 1 and 2 workers', { timeout: 120_000 }, async () => {
    const [one, two] = [
      await spotsim([...ASKED, '--json', '--workers', '1']),
      await spotsim([...ASKED, '--json', '--workers', '2']),
    ];
    expect(two.out).toBe(one.out);
    const { omniscient = [], metrics } = JSON.parse(one.out) as Comparison;
    expect(omniscient.map((row) => row.case)).toEqual(['base', 'high']);
    expect(metrics.at(-1)?.metric).toBe('totals.omniscient.regret');
  });

  it('is refused where an interrupted unit is free, once per case, with what to do', async () => {
    const { code, err } = await spotsim([...ASKED, '--set', 'rules.interruptedFree=first-hour']);
    expect(code).toBe(1);
    expect(err).toContain('--omniscient, base: rules.interruptedFree: there is no omniscient bound');
    expect(err).toContain('--omniscient, high: ');
    expect(err).toContain('--set rules.interruptedFree=none');
  });

  it('shows jobs beside their bound, and refuses it from a warm-up on', async () => {
    const asked = ['compare', 'jobs.yaml', '--omniscient', '--no-out', '--replications', '2'];
    const against = ['--with', 'jobs.train.strategy={name: greedy}'];
    const { code, out } = await spotsim([...asked, ...against], { columns: 120 });
    expect(code).toBe(0);
    expect(out).toContain('All jobs beside perfect foresight, USD');
    expect(out).toMatch(/^train {2,}base {2,}100 % .* %$/m);
    expect(out).toMatch(/^train {2,}omniscient {2,}100 % .*-$/m);
    const steady = await spotsim([...asked, ...against, '--steady-state']);
    expect(steady.code).toBe(1);
    expect(steady.err).toContain(
      '--omniscient, base: jobs.train: a job has no omniscient bound from a warm-up on',
    );
  });
});
