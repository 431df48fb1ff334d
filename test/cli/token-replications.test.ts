import { describe, expect, it } from 'vitest';
import { spotsim } from './command-line.js';

const random = ['--set', 'demand.chat.requests={ process: poisson, rate: 60/min }'];
const many = ['run', 'tokens.yaml', ...random, '--no-out', '--replications', '8'];

/** The rows of a section, by their labels. */
function rows(out: string, title: string): ReadonlyMap<string, readonly string[]> {
  const [, section = ''] = out.split(`\n${title}\n`);
  const [table] = section.split('\n\n');
  return new Map(
    table.split('\n').map((line) => {
      const [label, ...cells] = line.trim().split(/ {2,}/);
      return [label, cells];
    }),
  );
}

describe('replications of a scenario with plans', () => {
  it('need no services, and say what becomes of the tokens', async () => {
    const { code, out, err } = await spotsim(many, { columns: 120 });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Of 95\.\d million tokens 100 % \(100 % to 100 %\) were served\.$/m);
    expect(out).not.toMatch(/No replica|downtime|preemptions/);
  });

  it('have intervals for every plan and demand', async () => {
    const { out } = await spotsim(many, { columns: 120 });
    const plans = rows(out, 'Expected of each plan');
    const json = JSON.parse((await spotsim([...many, '--json'])).out) as {
      plans: Record<string, { cost: { mean: number; low: number; high: number } }>;
    };
    const { mean, low, high } = json.plans['calls'].cost;
    expect(low).toBeLessThan(mean);
    expect(plans.get('calls: cost, USD')?.slice(0, 3)).toEqual(
      [mean, low, high].map((value) => value.toFixed(2)),
    );
    expect([...plans.keys()]).toEqual(expect.arrayContaining(['ptu: used', 'ptu: overflow, minutes']));
    expect([...plans.keys()]).not.toContain('calls: used');
    expect([...rows(out, 'Expected of token demand').keys()]).toContain('chat: served');
    expect([...rows(out, 'Expected cost by kind').keys()]).toEqual(expect.arrayContaining(['ptu', 'calls']));
  });

  it('draw the scatter of what was served', async () => {
    const throttled = ['--set', 'demand.chat.serve=[ptu]'];
    const { out } = await spotsim([...many, ...throttled, '--charts']);
    expect(out).toContain('tokens of chat served: mean with its interval of 95 % (thick)');
  });
});
