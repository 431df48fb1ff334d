import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { writeParquet } from '../../../src/node/parquet-file.js';
import { settingColumns } from '../../../src/node/setting-columns.js';

const folder = mkdtempSync(join(tmpdir(), 'spotsim-parquet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMNS = [
  { name: 'a.b', type: 'number' },
  { name: 'services["x.y"].z', type: 'text' },
  { name: 'flag', type: 'flag' },
  { name: 'whole', type: 'whole' },
] as const;

function write(name: string, size: number): string {
  const path = join(folder, name);
  writeParquet(path, COLUMNS, {
    rows: Array.from({ length: size }, (_, i) => i),
    createdBy: 'test',
    fill: (i, put) =>
      [i % 3 === 0 ? null : i / 3, `ü${i % 5}`, i % 2 === 0, i].forEach((cell, column) => put(column, cell)),
  });
  return path;
}

describe('a Parquet file', () => {
  it('is read by others as it was meant, over several row groups, and has equal bytes for equal rows', async () => {
    const path = write('large.parquet', 150_000);
    const connection = await DuckDBConnection.create();
    const all = await connection.runAndReadAll(
      `SELECT count("a.b"), sum("a.b"), max("services[""x.y""].z"), count(*) FILTER (flag), max(whole),
       (SELECT count(DISTINCT row_group_id) FROM parquet_metadata('${path}')) FROM '${path}'`,
    );
    const expected = Array.from({ length: 150_000 }, (_, i) => (i % 3 === 0 ? 0 : i / 3));
    expect(all.getRowsJson()).toEqual([
      [
        '100000',
        expect.closeTo(
          expected.reduce((sum, value) => sum + value),
          3,
        ),
        'ü4',
        '75000',
        149_999,
        '3',
      ],
    ]);
    connection.closeSync();
    expect(readFileSync(write('again.parquet', 150_000)).equals(readFileSync(path))).toBe(true);
  });
});

describe('columns of what cases set', () => {
  it('are numbers or flags where all values are, and else text; the last of two settings counts', () => {
    const of = (...set: string[]): { name: string; variant: null; set: string[] } => ({
      name: '',
      variant: null,
      set,
    });
    const columns = settingColumns([
      of('a=1', 'b=true', "pools['x=y'].p=1h", 'c=1'),
      of('a=-2.5e3', 'b=false', "pools['x=y'].p=2", 'a=7', 'd={x: 1}'),
    ]);
    expect(columns).toEqual([
      { name: 'set.a', type: 'number', cells: [1, 7] },
      { name: 'set.b', type: 'flag', cells: [true, false] },
      { name: "set.pools['x=y'].p", type: 'text', cells: ['1h', '2'] },
      { name: 'set.c', type: 'number', cells: [1, null] },
      { name: 'set.d', type: 'text', cells: [null, '{x: 1}'] },
    ]);
  });
});
