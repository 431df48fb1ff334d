import { resolve } from 'node:path';
import { queryResults, readResult, resultFolders } from '../../node/index.js';
import type { Answer, StoredResult } from '../../node/index.js';
import { drawTable } from '../draw-table.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { refuse } from '../scenario-source.js';

export interface QueryOptions {
  readonly json?: true;
  readonly csv?: true;
}

/** Answers an SQL query over the replications of results, their bills and event logs. */
export async function queryCommand(
  words: readonly string[],
  { json, csv }: QueryOptions,
  io: Io,
): Promise<ExitCode> {
  if (json === true && csv === true) return refuse(io, refusal('--csv', 'leave out --json'));
  const [folders, sql] = [words.slice(0, -1), words.at(-1) ?? ''];
  if (folders.length === 0)
    return refuse(io, refusal(sql, "spotsim query results/tiny/0123456789abcdef 'SELECT …'", MISSING));
  const read = folders
    .flatMap((shown) => resultFolders(resolve(io.cwd, shown)))
    .map((folder) => readResult(folder, folder, { anyVersion: true }));
  if (!read.every((one) => one.ok)) return refuse(io, ...read);
  const results = new Map<string, StoredResult>(read.map(({ value }) => [value.folder, value]));
  const answer = await queryResults([...results.values()], sql);
  if (!answer.ok) return refuse(io, answer);
  if (json === true) io.out(line(JSON.stringify(objectsOf(answer.value), null, 2)));
  else io.out((csv === true ? csvOf(answer.value) : tableOf(answer.value, io)).map(line).join(''));
  return EXIT.done;
}

const MISSING = 'expected folders of results, and then a query';

const refusal = (file: string, hint: string, message = 'the result is printed in one form'): Refused => ({
  ok: false,
  issues: [{ at: { file }, message, hint }],
});

interface Refused {
  readonly ok: false;
  readonly issues: readonly { readonly at: { readonly file: string }; message: string; hint: string }[];
}

const objectsOf = ({ columns, rows }: Answer): unknown =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));

/** RFC 4180, but with the line ends of this world; null is nothing. */
function csvOf({ columns, rows }: Answer): readonly string[] {
  const cell = (value: unknown): string => {
    const text = textOf(value) ?? '';
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => row.map(cell).join(','));
}

const SHOWN = 100;

function tableOf({ columns, figures, rows }: Answer, io: Io): readonly string[] {
  const shown = rows.slice(0, SHOWN).map((row) => row.map((cell) => textOf(rounded(cell)) ?? '-'));
  const head = columns.map((name, i) => ({ head: name, figures: figures[i] === true }));
  const drawn = drawTable({ columns: head, rows: shown }, io, (text) => text);
  const more = rows.length - shown.length;
  return more > 0 ? [...drawn, `… and ${more} more rows: LIMIT, --csv or --json`] : drawn;
}

const DIGITS = 6;

/** Six digits are what people read; --csv and --json have them all. */
const rounded = (cell: unknown): unknown =>
  typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(DIGITS)) : cell;

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
