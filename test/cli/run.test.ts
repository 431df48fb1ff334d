import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEventLine } from '../../src/index.js';
import type { RunResults } from '../../src/index.js';
import { emptyFolder, spotsim } from './command-line.js';

const TINY = `12h of tiny cost 5.35 USD, 22 % of the 24.00 USD that standard instances would
have cost.
chat was up 83.19 % of the time: 2 preemptions by price, down 2h1m in 2 spells,
the longest 1h58m (3m of it the first deployment).

Services
                          Pre-            Ready  Cost        Of
Service       Up  Down  empted  By cause  hours   USD  standard
───────  ───────  ────  ──────  ────────  ─────  ────  ────────
chat     83.19 %  2h1m       2  2 price    21.9  5.35      22 %

Downtime and recovery
                                       Recovery  Recovery  First de-  Waiting
Service  Spells  Mean    p95  Longest      mean       p95   ployment    hours
───────  ──────  ────  ─────  ───────  ────────  ────────  ─────────  ───────
chat          2  1h1m  1h52m    1h58m      1h1m     1h52m         3m      1.9

Where the replicas ran
                                                   Times  Cost
Service  Entry  Type       Mode      Hours  Share  taken   USD
───────  ─────  ─────────  ────────  ─────  ─────  ─────  ────
chat         0  ecs.big    spot       14.2   64 %      3  1.42
chat         1  ecs.small  standard    7.9   36 %      1  3.93

Cost by kind
          Cost
Kind       USD  Share
────────  ────  ─────
spot      1.42   27 %
standard  3.93   73 %
total     5.35  100 %
A ready replica-hour cost 0.2446 USD.

Pools
         Mean price     p95     Below  Free units  Out of
Pool          USD/h   USD/h  standard        mean   stock
───────  ──────────  ──────  ────────  ──────────  ──────
h/big        0.1333  0.3000     100 %         1.8      0s
h/small           -       -         -         0.3   7h55m

seed 42, digest `;

const filesOf = (root: string, scenario = 'tiny'): string[] => readdirSync(join(root, scenario));
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

describe('spotsim run', () => {
  it('shows the answer first, then a table per concern', async () => {
    const { code, out, err } = await spotsim(['run', 'tiny.yaml', '--no-out']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.startsWith(TINY)).toBe(true);
    expect(out.slice(TINY.length)).toMatch(/^[0-9a-f]{32}\n$/);
  });

  it('keeps tables within the width of the terminal where names allow', async () => {
    for (const columns of [80, 120]) {
      const { out } = await spotsim(['run', 'tiny.yaml', '--no-out', '--variants'], { columns });
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it('--json prints one JSON document and nothing else', async () => {
    const { code, out } = await spotsim(['run', 'tiny.yaml', '--no-out', '--json']);
    const result = JSON.parse(out) as RunResults;
    expect(code).toBe(0);
    expect(result).toMatchObject({
      scenario: 'tiny',
      variant: null,
      seed: '42',
      horizonSeconds: 43_200,
      replications: 1,
    });
    expect(result.totals.cost.total).toBeCloseTo(5.351667, 5);
  });

  it('--variants shows base and variants side by side, with what differs', async () => {
    const { out } = await spotsim(['run', 'tiny.yaml', '--no-out', '--variants']);
    expect(out).toContain('"high-ceiling" costs least');
    expect(out).toContain('Same seed (42), hence the same market for all');
    expect(out).toMatch(/Cost, USD +5\.35 +3\.19\n/);
    expect(out).toContain('high-ceiling: A ceiling that the rise does not reach.');
    expect(out).toContain('services.chat.instances.0.spotPriceLimit: 0.2 -> 0.4');
    const json = await spotsim(['run', 'tiny.yaml', '--no-out', '--variants', '--json']);
    const results = JSON.parse(json.out) as RunResults[];
    expect(results.map(({ variant }) => variant)).toEqual([null, 'high-ceiling']);
    expect(results[0].pools['h/big'].priceMean).toBe(results[1].pools['h/big'].priceMean);
  });

  it('--variant, --set and --seed change the scenario', async () => {
    const args = [
      '--variant',
      'high-ceiling',
      '--set',
      'services.chat.replicas=1',
      '--seed',
      'x',
      '--json',
      '--no-out',
    ];
    const result = JSON.parse((await spotsim(['run', 'tiny.yaml', ...args])).out) as RunResults;
    expect(result).toMatchObject({ variant: 'high-ceiling', seed: 'x' });
    expect(result.totals.desiredReplicaSeconds).toBe(43_200);
    expect(result.totals.preemptions.total).toBe(0);
  });

  it('--quiet prints the main answer only', async () => {
    const { out, err } = await spotsim(['run', 'tiny.yaml', '--no-out', '--quiet']);
    expect(err).toBe('');
    expect(out).toBe(TINY.slice(0, TINY.indexOf('\nServices')));
  });

  it('writes manifest, summary, events and ledger into a folder named by what the run follows from', async () => {
    const root = emptyFolder();
    const { out } = await spotsim(['run', 'tiny.yaml', '--out', root, '--events', '--ledger']);
    const [id = ''] = filesOf(root);
    expect(out).toContain(`results in ${join(root, 'tiny', id)}`);
    expect(readdirSync(join(root, 'tiny', id)).sort()).toEqual([
      'events.ndjson',
      'ledger.csv',
      'manifest.json',
      'summary.json',
    ]);
    const summary = JSON.parse(read(root, 'tiny', id, 'summary.json')) as RunResults;
    const manifest = JSON.parse(read(root, 'tiny', id, 'manifest.json')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ id, scenario: 'tiny', variant: null, seed: '42', replications: 1 });
    expect(manifest).toMatchObject({ digest: summary.digest, node: process.version });
    const events = read(root, 'tiny', id, 'events.ndjson').trimEnd().split('\n');
    expect(events.length).toBeGreaterThan(10);
    for (const event of events) expect(parseEventLine(event).ok).toBe(true);
    const [head, ...items] = read(root, 'tiny', id, 'ledger.csv').trimEnd().split('\n');
    expect(head).toBe('service,replica,run,kind,entry,pool,units,from,to,seconds,amount,note');
    const total = items.reduce((sum, item) => sum + Number(item.split(',')[10]), 0);
    expect(total).toBeCloseTo(summary.totals.cost.total, 6);
  });

  it('the same run keeps its folder, and what an earlier one wrote there', async () => {
    const root = emptyFolder();
    await spotsim(['run', 'tiny.yaml', '--out', root, '--events']);
    await spotsim(['run', 'tiny.yaml', '--out', root]);
    const [id = '', ...others] = filesOf(root);
    expect(others).toEqual([]);
    expect(readdirSync(join(root, 'tiny', id)).sort()).toEqual([
      'events.ndjson',
      'manifest.json',
      'summary.json',
    ]);
    await spotsim(['run', 'tiny.yaml', '--out', root, '--set', 'services.chat.replicas=1']);
    await spotsim(['run', 'tiny.yaml', '--out', root, '--seed', '43']);
    await spotsim(['run', 'tiny.yaml', '--out', root, '--variant', 'high-ceiling']);
    expect(filesOf(root)).toHaveLength(4);
  });

  it('says where it cannot write, and leaves nothing behind', async () => {
    const { code, err } = await spotsim(['run', 'tiny.yaml', '--out', 'tiny.yaml']);
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringMatching(/a part of the path is a file/),
    });
  });

  it('writes nothing with --no-out', async () => {
    const cwd = emptyFolder();
    const { code } = await spotsim(['run', join(import.meta.dirname, 'fixtures/tiny.yaml'), '--no-out'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(existsSync(join(cwd, 'results'))).toBe(false);
  });
});
