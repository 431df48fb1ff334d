import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as DuckDB from '@duckdb/node-api';
import { failure, success } from '../index.js';
import type { Result } from '../index.js';
import type { ResultTable } from './result-tables.js';
import type { StoredResult } from './stored-result.js';

/** What a query gave: plain JSON values, by row. */
export interface Answer {
  readonly columns: readonly string[];
  /** True where a column holds numbers. */
  readonly figures: readonly boolean[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Answers one SQL query over stored results, which are only read: there are views of their files, nothing else of the
 * machine can be reached, and what is not a query is refused. DuckDB is an optional package; `load` brings it.
 */
export async function queryResults(
  results: readonly StoredResult[],
  sql: string,
  load: () => Promise<typeof DuckDB> = () => import('@duckdb/node-api'),
): Promise<Result<Answer>> {
  const duckdb = await loaded(load);
  if (!duckdb.ok) return duckdb;
  const scratch = mkdtempSync(join(tmpdir(), 'spotsim-query-'));
  let instance: DuckDB.DuckDBInstance | undefined;
  try {
    const { tablesOf } = await import('./result-tables.js'); // what writes Parquet is loaded with it
    const tables = tablesOf(results, scratch);
    if (!tables.ok) return tables;
    instance = await duckdb.value.DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      temp_directory: join(scratch, 'spill'),
    });
    const connection = await instance.connect();
    try {
      await fill(connection, results, tables.value);
      return await answer(duckdb.value, connection, sql);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance?.closeSync();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function loaded(load: () => Promise<typeof DuckDB>): Promise<Result<typeof DuckDB>> {
  try {
    return success(await load());
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return failure({
      message: `DuckDB cannot be loaded: ${reason}`,
      hint: 'npm install @duckdb/node-api brings it, where it was left out; anything that reads Parquet reads rows.parquet',
    });
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `at`, `from` and `to` are words of SQL. */
const READERS: Readonly<Record<ResultTable['name'], (path: string) => string>> = {
  rows: (path) => `* FROM read_parquet(${path})`,
  ledger: (path) =>
    `* RENAME ("from" AS from_second, "to" AS to_second) FROM read_csv(${path}, header = true, columns = ${LEDGER})`,
  events: (path) =>
    `* RENAME ("at" AS at_second) FROM read_json(${path}, format = 'newline_delimited', sample_size = -1)`,
};

const LEDGER_TYPES = {
  ...{ service: 'VARCHAR', replica: 'INTEGER', run: 'INTEGER', kind: 'VARCHAR', entry: 'INTEGER' },
  ...{ pool: 'VARCHAR', units: 'DOUBLE', from: 'BIGINT', to: 'BIGINT', seconds: 'BIGINT' },
  ...{ amount: 'DOUBLE', note: 'VARCHAR' },
};
const LEDGER = `{${Object.entries(LEDGER_TYPES)
  .map(([name, type]) => `${quoted(name)}: ${quoted(type)}`)
  .join(', ')}}`;

const RESULTS = `CREATE TABLE results (result VARCHAR, scenario VARCHAR, kind VARCHAR, variant VARCHAR, seed VARCHAR,
  replications INTEGER, digest VARCHAR, spotsim VARCHAR, node VARCHAR, folder VARCHAR)`;

async function fill(
  connection: DuckDB.DuckDBConnection,
  results: readonly StoredResult[],
  tables: readonly ResultTable[],
): Promise<void> {
  await connection.run(RESULTS);
  for (const { folder, manifest } of results) {
    const { id, scenario, experiment, variant, seed, replications, digest, spotsim, node } = manifest;
    const kind = typeof experiment?.['kind'] === 'string' ? experiment['kind'] : 'run';
    const cells = [id, scenario, kind, variant, seed, replications, digest, spotsim, node, folder];
    await connection.run(`INSERT INTO results VALUES (${cells.map(() => '?').join(', ')})`, cells);
  }
  for (const { name, parts } of tables) {
    const selects = parts.map(
      ({ result, path }) => `SELECT ${quoted(result)} AS result, ${READERS[name](quoted(path))}`,
    );
    await connection.run(`CREATE VIEW ${name} AS ${selects.join(' UNION ALL BY NAME ')}`);
  }
  const paths = tables.flatMap(({ parts }) => parts.map(({ path }) => quoted(path)));
  await connection.run(`SET allowed_paths = [${paths.join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function answer(
  { StatementType }: typeof DuckDB,
  connection: DuckDB.DuckDBConnection,
  sql: string,
): Promise<Result<Answer>> {
  const refused = (message: string, hint: string): Result<never> =>
    failure({ at: { file: 'SQL' }, message, hint });
  try {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1)
      return refused(`expected one query, found ${statements.count}`, 'write one SELECT');
    const prepared = await statements.prepare(0);
    if (prepared.statementType !== StatementType.SELECT)
      return refused('expected a query: results are only read', 'SELECT, DESCRIBE and SUMMARIZE are queries');
    const reader = await prepared.runAndReadAll();
    const types = reader.columnTypes().map(String);
    const rows = reader.getRowsJson().map((row) => row.map((cell, i) => plain(cell, types[i])));
    return success({
      columns: reader.deduplicatedColumnNames(),
      figures: types.map((type) => FIGURES.test(type)),
      rows,
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refused(...told(error.message));
  }
}

const FIGURES = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/;

/** Large whole numbers and decimals come as text, so that no digit is lost; those that a number holds become one. */
function plain(cell: unknown, type: string): unknown {
  if (typeof cell !== 'string' || !FIGURES.test(type)) return cell;
  const number = Number(cell);
  return type.endsWith('INT') && !Number.isSafeInteger(number) ? cell : number;
}

const NOTHING = 'Error in native callback'; // what it says of a text without a statement
const TABLES = 'tables: rows and results, and with run --ledger --events ledger and events';

/** DuckDB's message without the picture of the query: what is wrong, and what it would have known. */
function told(message: string): [string, string] {
  if (message === NOTHING) return ['expected a query, found nothing', TABLES];
  const [what, ...others] = message.replace(/^Failed to extract statements: /, '').split('\n');
  const known = others.filter((text) => /^(Candidate|Did you mean)/.test(text));
  return [what.trim(), [...known, TABLES].join('; ')];
}
