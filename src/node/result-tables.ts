import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { failure, flatten, success } from '../index.js';
import type { Case, Issue, Result, Row } from '../index.js';
import { writeRows } from './row-file.js';
import type { StoredResult } from './stored-result.js';

/** A table of some results: which file of which result it is made of. */
export interface ResultTable {
  readonly name: 'rows' | 'ledger' | 'events';
  readonly parts: readonly { readonly result: string; readonly path: string }[];
}

/**
 * The tables of some results. A single run has its replication in its summary alone: a file of that one row is made
 * in `scratch`.
 */
export function tablesOf(results: readonly StoredResult[], scratch: string): Result<readonly ResultTable[]> {
  const rows = results.map((one) => rowsOf(one, scratch));
  const issues = rows.flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0) return failure(...issues);
  const files = rows.map((one, i) => partOf(results[i], one.ok ? one.value : ''));
  const beside = (file: string): ResultTable['parts'] =>
    results.map((one) => partOf(one, join(one.folder, file))).filter(({ path }) => holdsSomething(path));
  const tables: readonly ResultTable[] = [
    { name: 'rows', parts: files },
    { name: 'ledger', parts: beside('ledger.csv') },
    { name: 'events', parts: beside('events.ndjson') },
  ];
  return success(tables.filter(({ parts }) => parts.length > 0));
}

const partOf = ({ manifest }: StoredResult, path: string): ResultTable['parts'][number] => ({
  result: manifest.id,
  path,
});

const holdsSomething = (path: string): boolean => existsSync(path) && statSync(path).size > 0;

function rowsOf({ folder, manifest, summary }: StoredResult, scratch: string): Result<string> {
  const path = join(folder, 'rows.parquet');
  if (existsSync(path)) return success(path);
  if (manifest.experiment !== undefined) return failure(withoutRows(folder));
  const made = join(scratch, `${manifest.id}.parquet`);
  const of: Case = {
    name: manifest.variant ?? 'base',
    variant: manifest.variant,
    set: setOf(manifest.repeat),
  };
  const row: Row = { task: 0, digest: manifest.digest, ...flatten(summary as object) };
  const task = { id: 0, case: of, replication: 0, mirrored: false, warmUp: 0 };
  writeRows(made, {
    cases: [of],
    tasks: () => [{ point: 0, task }],
    columnsOf: () => row.columns,
    rowOf: () => row,
  });
  return success(made);
}

const withoutRows = (folder: string): Issue => ({
  at: { file: folder },
  message: 'has no rows.parquet: it was made without',
  hint: 'run it again',
});

const setOf = ({ options }: StoredResult['manifest']['repeat']): readonly string[] =>
  (options['set'] ?? []) as readonly string[];
