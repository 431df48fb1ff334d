import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queryResults } from '../../src/node/index.js';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

interface Metric {
  readonly mean: number;
}

/** The folder of a command's result, and what `--json` printed of it. */
async function resultOf(command: string, out = emptyFolder()): Promise<{ folder: string; summary: unknown }> {
  const done = await spotsim([...command.split(' '), '--json', '--quiet', '--out', out]);
  expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
  const summary = JSON.parse(done.out) as { scenario: string; digest: string };
  const parent = join(out, summary.scenario);
  const digestOf = (id: string): unknown =>
    (JSON.parse(readFileSync(join(parent, id, 'manifest.json'), 'utf8')) as { digest: unknown }).digest;
  const id = readdirSync(parent).find((one) => digestOf(one) === summary.digest) ?? 'none';
  return { folder: join(parent, id), summary };
}

async function ask<Row>(folder: string, sql: string): Promise<readonly Row[]> {
  const { code, out, err } = await spotsim(['query', folder, sql, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Row[];
}

const COST = 'avg("totals.cost.total") AS cost, count(*) AS n';
const CEILING = 'services.chat.instances.0.spotPriceLimit';

describe('rows of a result', () => {
  it('are those that its figures are made of: a sweep', async () => {
    const { folder, summary } = await resultOf(
      `sweep random.yaml --over ${CEILING}=0.1,0.2 --over services.chat.protection=true,false --replications 4`,
    );
    const rows = await ask(
      folder,
      `SELECT point, name, "set.${CEILING}" AS ceiling, "set.services.chat.protection" AS protected, ${COST}
       FROM rows GROUP BY ALL ORDER BY point`,
    );
    const { points } = summary as { points: { name: string; metrics: Record<string, Metric> }[] };
    expect(points).toHaveLength(4);
    expect(rows).toEqual(
      points.map(({ name, metrics }, point) => ({
        ...{ point, name, n: 4, ceiling: point < 2 ? 0.1 : 0.2, protected: point % 2 === 0 },
        cost: expect.closeTo(metrics['totals.cost.total'].mean, 9),
      })),
    );
  });

  it('are those that its figures are made of: an optimisation, its points with as many as they took', async () => {
    const { folder, summary } = await resultOf(
      `optimize random.yaml --over ${CEILING}=0.1,0.101,0.3 --minimize cost.total --delta 0.001 --max-replications 60`,
    );
    const { points } = summary as { points: { name: string; replications: number; cost: Metric }[] };
    expect(new Set(points.map(({ replications }) => replications)).size).toBeGreaterThan(1);
    expect(await ask(folder, `SELECT name, ${COST} FROM rows GROUP BY point, name ORDER BY point`)).toEqual(
      points.map(({ name, replications, cost }) => ({
        ...{ name, n: replications },
        cost: expect.closeTo(cost.mean, 9),
      })),
    );
  });

  it.each([
    ['--precision 5% --max-replications 60'],
    ['--replications 12 --antithetic'],
    ['--replications 12 --steady-state'],
  ])('are those that its figures are made of: run %s', async (options) => {
    const { folder, summary } = await resultOf(`run random.yaml ${options}`);
    const { totals, replications } = summary as { totals: { cost: { total: Metric } }; replications: number };
    const [row] = await ask(folder, `SELECT ${COST} FROM rows`);
    expect(row).toEqual({ cost: expect.closeTo(totals.cost.total.mean, 9), n: replications });
    const [pairs] = await ask(
      folder,
      'SELECT count(DISTINCT replication) AS n, max(mirrored) AS m FROM rows',
    );
    const mirrored = options.includes('antithetic');
    expect(pairs).toEqual({ n: mirrored ? replications / 2 : replications, m: mirrored });
  });

  it('have names and types to rely on, null where a metric is null, 0 where an entry was not taken', async () => {
    const { folder } = await resultOf('compare random.yaml --against high --replications 6');
    const columns = await ask<{ column_name: string; column_type: string }>(folder, 'DESCRIBE rows');
    expect(columns.slice(0, 8).map((one) => `${one.column_name} ${one.column_type}`)).toEqual([
      'result VARCHAR',
      'point INTEGER',
      'name VARCHAR',
      'variant VARCHAR',
      'replication INTEGER',
      'mirrored BOOLEAN',
      'digest VARCHAR',
      'totals.preemptions.total DOUBLE',
    ]);
    const names = columns.map((one) => one.column_name);
    expect(names).toContain('services.chat.availability');
    expect(names).not.toContain('longestWantedSeconds');
    const recover = '"services.chat.timeToRecover.mean"';
    const [nulls] = await ask<{ lacking: number; n: number }>(
      folder,
      `SELECT count(*) FILTER (${recover} IS NULL) AS lacking, count(*) AS n FROM rows WHERE variant = 'high'`,
    );
    expect(nulls.n).toBe(6);
    const placements = names.filter((name) => name.includes('.placements['));
    expect(placements.length).toBeGreaterThan(0);
    for (const name of placements) {
      const column = `"${name.replaceAll('"', '""')}"`;
      expect(await ask(folder, `SELECT count(*) AS n FROM rows WHERE ${column} IS NULL`)).toEqual([{ n: 0 }]);
    }
  });

  it('of a single run are one, made of its summary, beside its bill and its events', async () => {
    const { folder, summary } = await resultOf(
      'run tiny.yaml --ledger --events --set services.chat.replicas=3',
    );
    const { totals, digest } = summary as { totals: { cost: { total: number } }; digest: string };
    const [row] = await ask(
      folder,
      `SELECT name, digest, "set.services.chat.replicas" AS replicas, "totals.cost.total" AS cost,
       (SELECT round(sum(amount), 6) FROM ledger) AS billed FROM rows`,
    );
    const cost = totals.cost.total;
    expect(row).toEqual({ name: 'base', digest, replicas: 3, cost, billed: cost });
    const [last] = await ask<{ n: number; at: number }>(
      folder,
      'SELECT count(*) AS n, max(at_second) AS "at" FROM events',
    );
    const lines = readFileSync(join(folder, 'events.ndjson'), 'utf8').trimEnd().split('\n');
    expect(last).toEqual({ n: lines.length, at: (JSON.parse(lines.at(-1) ?? '') as { at: number }).at });
  });
});

describe('query', () => {
  it('takes several results, or a folder of them, and tells them apart', async () => {
    const out = emptyFolder();
    const first = await resultOf('run tiny.yaml --ledger', out);
    const second = await resultOf(
      'sweep random.yaml --over services.chat.replicas=1,2 --replications 2',
      out,
    );
    const sql =
      'SELECT result, scenario, kind, (SELECT count(*) FROM rows WHERE rows.result = results.result) AS n FROM results ORDER BY n';
    const expected = [
      { result: first.folder.slice(-16), scenario: 'tiny', kind: 'run', n: 1 },
      { result: second.folder.slice(-16), scenario: 'random', kind: 'sweep', n: 4 },
    ];
    expect(await ask(out, sql)).toEqual(expected);
    const named = await spotsim(['query', first.folder, second.folder, first.folder, sql, '--json']);
    expect(JSON.parse(named.out)).toEqual(expected);
  });

  it('prints a table, CSV with quotes where they are needed, and JSON with whole numbers as numbers', async () => {
    const { folder } = await resultOf('run tiny.yaml');
    const sql = `SELECT 'a,"b"' AS text, 1 / 3.0 AS third, NULL AS none, 9007199254740993 AS large, 2::HUGEINT AS two`;
    const csv = await spotsim(['query', folder, sql, '--csv']);
    expect(csv.out).toBe('text,third,none,large,two\n"a,""b""",0.3333333333333333,,9007199254740993,2\n');
    const [row] = await ask(folder, sql);
    expect(row).toEqual({ text: 'a,"b"', third: 1 / 3, none: null, large: '9007199254740993', two: 2 });
    const table = await spotsim(['query', folder, 'SELECT range AS i, 1 / 3.0 AS third FROM range(120)']);
    expect(table.out.split('\n').slice(0, 3)).toEqual([' i     third', '──  ────────', ' 0  0.333333']);
    expect(table.out).toContain('… and 20 more rows: LIMIT, --csv or --json');
  });

  it.each([
    ['SELCT 1', 'SQL: Parser Error: syntax error at or near "SELCT" (tables: rows and results'],
    ['SELECT nix FROM rows', 'Referenced column "nix" not found'],
    ['SELECT * FROM events', 'Table with name events does not exist!'],
    ['', 'SQL: expected a query, found nothing'],
    ['SELECT 1; SELECT 2', 'SQL: expected one query, found 2 (write one SELECT)'],
    ['CREATE TABLE x AS SELECT 1', 'SQL: expected a query: results are only read'],
    ['DROP VIEW rows', 'SQL: expected a query: results are only read'],
    ["EXPLAIN ANALYZE COPY rows TO 'x.csv'", 'SQL: '],
    ["COPY rows TO 'x.csv'", 'file system operations are disabled'],
    ["ATTACH 'x.db'", 'SQL: expected a query: results are only read'],
    ["SELECT * FROM read_text('/etc/hostname')", 'file system operations are disabled'],
    ["SELECT * FROM 'https://example.com/x.parquet'", 'SQL: '],
    ['INSTALL httpfs', 'SQL: expected a query: results are only read'],
    ['SET lock_configuration = false', 'SQL: expected a query: results are only read'],
  ])('refuses in one message what is no query of these results: %s', async (sql, message) => {
    const { folder } = await resultOf('run tiny.yaml');
    const before = readdirSync(folder);
    const { code, out, err } = await spotsim(['query', folder, sql]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('says what is missing: results, a query, DuckDB', async () => {
    const { folder } = await resultOf('run tiny.yaml');
    expect(await spotsim(['query', fixtures, 'SELECT 1'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no result'),
    });
    expect((await spotsim(['query', folder])).err).toContain('expected folders of results, and then a query');
    const missing = await queryResults([], 'SELECT 1', () =>
      Promise.reject(new Error('Cannot find package')),
    );
    expect(missing).toMatchObject({
      ok: false,
      issues: [
        {
          message: 'DuckDB cannot be loaded: Cannot find package',
          hint: expect.stringContaining('npm install'),
        },
      ],
    });
  });
});
