import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEventLine } from '../../src/index.js';
import { emptyFolder, spotsim } from './command-line.js';

/** A day of 60 requests a minute, 1,000 + 100 tokens each; throughput for 40 of them. */
const RUN = `1d of tokens cost 63.36 USD.
Of 95.0 million tokens 100 % were served, at 0.6667 USD per million.

Token demand
                             Tokens
Demand  Requests  Rejected  million  Served
──────  ────────  ────────  ───────  ──────
chat      86,400         0     95.0   100 %

Plans
               Served      Of         Overflow   of its             Cost
Plan   Kind   million  demand   Used   minutes  minutes  Rejected    USD
─────  ─────  ───────  ──────  ─────  ────────  ───────  ────────  ─────
ptu    ptu       63.4    67 %  100 %     1,440    100 %         0  43.20
calls  calls     31.7    33 %      -         0      0 %         0  20.16

           per
Plan   million
─────  ───────
ptu     0.6818
calls   0.6364

When a plan pays
               Pays against      By the day  By the month
Plan   Used  calls from use  from hours/day    from hours
────  ─────  ──────────────  ──────────────  ────────────
ptu   100 %   never (107 %)              12             -
1 plan would cost more than plain calls even if fully used.

Cost by kind
        Cost
Kind     USD  Share
─────  ─────  ─────
ptu    43.20   68 %
calls  20.16   32 %
total  63.36  100 %
`;

describe('a scenario without pools and services', () => {
  it('is told by its tokens: what a million cost, what each plan served, and when it pays', async () => {
    const { code, out } = await spotsim(['run', 'tokens.yaml', '--no-out']);
    expect(code).toBe(0);
    expect(out.split('\n\nseed ')[0]).toBe(RUN.trimEnd());
  });

  it('is compared with its variants by cost and by the tokens served', async () => {
    const { out } = await spotsim(['run', 'tokens.yaml', '--no-out', '--variants']);
    expect(out).toContain(
      '"by-day" costs least (41.76 USD, 66 % of the base), and\nno other serves more tokens (100 %)',
    );
    expect(out).toContain('Same seed (1), hence the same requests for all');
    expect(out).toMatch(/throughput \(PTU\), USD +43\.20 +21\.60\n/);
    expect(out).not.toMatch(/Preemptions|ready hour|^Up /m);
  });

  it('writes its events and its ledger', async () => {
    const cwd = emptyFolder();
    await spotsim(['run', 'tokens.yaml', '--events', '--ledger', '--quiet', '--out', cwd]);
    const [run = ''] = readdirSync(join(cwd, 'tokens'));
    const text = (file: string): string => readFileSync(join(cwd, 'tokens', run, file), 'utf8');
    const events = text('events.ndjson')
      .trimEnd()
      .split('\n')
      .flatMap((line) => {
        const read = parseEventLine(line);
        return read.ok ? [read.value] : [];
      });
    expect(events.filter((event) => event.kind === 'served')).toHaveLength(2 * 1440);
    expect(events.find((event) => event.kind === 'passed-on')).toEqual({
      ...{ kind: 'passed-on', at: 60, plan: 'ptu', demand: 'chat', tier: 0 },
      ...{ requests: 20, input: 20_000, output: 2000 },
    });
    expect(text('ledger.csv').trimEnd().split('\n').slice(1)).toEqual([
      ',,,ptu,,ptu,1,0,86400,86400,43.200000,open at the horizon',
      ',,,calls,,calls,28800000,0,86400,0,14.400000,input tokens',
      ',,,calls,,calls,2880000,0,86400,0,5.760000,output tokens',
    ]);
  });

  it('is validated, and explained as having no services', async () => {
    const valid = await spotsim(['validate', 'tokens.yaml']);
    expect(valid.out).toContain('1 token demand, 2 plans, 0 actions, 1 variant');
    const where = await spotsim([
      'explain',
      'tokens.yaml',
      '--service',
      'chat',
      '--replica',
      '0',
      '--at',
      '1h',
    ]);
    expect([where.code, where.err]).toEqual([1, expect.stringContaining('(the scenario has no services)')]);
  });
});
