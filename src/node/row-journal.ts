import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Case, Row, Task } from '../index.js';
import type { InputFile } from './file-assets.js';
import { isFileError } from './file-fault.js';
import { readLines } from './line-file.js';

/** The rows of an experiment as they are done, in a file that outlives us. */
export interface RowJournal {
  readonly path: string;
  /** Replications that are in it. */
  readonly size: () => number;
  readonly has: (task: Task) => boolean;
  /** The metric paths of a replication that is in it; the same list for all that have the same. */
  readonly columns: (task: Task) => readonly string[];
  /** The row of a replication that is in it, as that of the task. */
  readonly row: (task: Task) => Row;
  readonly append: (task: Task, row: Row) => void;
  /** Notes files that cases were made from; with the next row, so that a file without rows is empty. */
  readonly addInputs: (inputs: readonly InputFile[]) => void;
  readonly inputs: () => readonly InputFile[];
  readonly close: () => void;
  /** Closes and removes it. */
  readonly discard: () => void;
}

interface Place {
  readonly at: number;
  readonly size: number;
}

/** A row's place, and which of the lists of columns it has. */
interface RowPlace extends Place {
  readonly shape: number;
}

/** What a line says; one of these. */
type Entry =
  | { readonly columns: readonly string[] }
  | { readonly input: InputFile }
  | {
      readonly key: string;
      readonly digest: string;
      /** Which of the columns before it. */
      readonly shape: number;
      readonly values: string;
      readonly series?: string;
    };

/**
 * Opens a journal; with `from`, one that was left behind, whose rows count as done. Every line has a check sum: a line
 * that is torn or damaged is dropped with all behind it, and their replications are done again. A row goes to the
 * file at once, in one call, so that whoever kills us loses what is under way and nothing else.
 */
export function openJournal(path: string, from?: string): RowJournal {
  if (from !== undefined && from !== path) renameSync(from, path);
  const file = openSync(path, from === undefined ? 'wx+' : 'r+');
  const index = indexOf(file);
  const { places, shapes, shapeOf, files } = index;
  const append = (entry: Entry): void => {
    const line = Buffer.from(lineOf(entry));
    const at = index.end();
    writeWhole({ file, path, at }, line);
    index.note(entry, { at, size: line.length });
  };
  const unwritten = new Map<string, InputFile>();
  const noteInputs = (): void => {
    for (const input of unwritten.values()) append({ input });
    unwritten.clear();
  };
  const shapeNumber = shapeNumbers(shapeOf, (columns) => append({ columns }));
  const close = once(() => closeSync(file));
  return {
    path,
    size: () => places.size,
    has: (task) => places.has(keyOf(task)),
    columns: (task) => shapes[placeIn(places, task).shape],
    row: (task) => rowOf(readAt(file, placeIn(places, task)), { task, shapes }),
    append: (task, { columns, digest, values, series }) => {
      noteInputs();
      const shape = shapeNumber(columns);
      const more = series === undefined ? {} : { series: textOf(series) };
      append({ key: keyOf(task), digest, shape, values: textOf(values), ...more });
    },
    addInputs: (inputs) =>
      inputs.filter((one) => !files.has(one.file)).forEach((input) => unwritten.set(input.file, input)),
    inputs: () => [...files.values(), ...unwritten.values()],
    close,
    discard: () => {
      close();
      rmSync(path, { force: true });
    },
  };
}

/** The number of a list of columns, noted where it is new; the rows of a batch share theirs, and are known by it. */
function shapeNumbers(
  shapeOf: ReadonlyMap<string, number>,
  note: (columns: readonly string[]) => void,
): (columns: readonly string[]) => number {
  const known = new WeakMap<readonly string[], number>();
  return (columns) => {
    const name = known.has(columns) ? '' : columns.join('\n');
    if (name !== '' && !shapeOf.has(name)) note(columns);
    const shape = known.get(columns) ?? shapeOf.get(name) ?? 0;
    known.set(columns, shape);
    return shape;
  };
}

interface Index {
  readonly places: ReadonlyMap<string, RowPlace>;
  readonly shapes: readonly (readonly string[])[];
  readonly shapeOf: ReadonlyMap<string, number>;
  readonly files: ReadonlyMap<string, InputFile>;
  /** Where the next line goes. */
  readonly end: () => number;
  readonly note: (entry: Entry, place: Place) => void;
}

/** What is in a file of rows and where; what is behind its last sound line is cut off. */
function indexOf(file: number): Index {
  const places = new Map<string, RowPlace>();
  const shapes: (readonly string[])[] = [];
  const shapeOf = new Map<string, number>();
  const files = new Map<string, InputFile>();
  let end = 0;
  const note = (entry: Entry, place: Place): void => {
    if ('columns' in entry) shapeOf.set(entry.columns.join('\n'), shapes.push(entry.columns) - 1);
    else if ('input' in entry) files.set(entry.input.file, entry.input);
    else places.set(entry.key, { ...place, shape: entry.shape });
    end = place.at + place.size;
  };
  for (const { text, at, size } of readLines(file)) {
    const entry = entryOf(text);
    if (entry === undefined) break;
    note(entry, { at, size });
  }
  ftruncateSync(file, end);
  return { places, shapes, shapeOf, files, end: () => end, note };
}

/** What a row follows from, within one experiment. */
function keyOf({ case: { variant, set }, replication, mirrored, warmUp, series }: Task): string {
  const manner = [replication, mirrored, warmUp, series?.slices ?? 0];
  return JSON.stringify([caseKey({ variant, set }), ...manner]);
}

const sum = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Hash of what makes a case. */
const caseKey = ({ variant, set }: Pick<Case, 'variant' | 'set'>): string =>
  sum(JSON.stringify([variant, set]));

function lineOf(entry: Entry): string {
  const text = JSON.stringify(entry);
  return `${sum(text)} ${text}\n`;
}

function entryOf(line: string): Entry | undefined {
  const text = line.slice(17);
  return line.slice(0, 17) === `${sum(text)} ` ? (JSON.parse(text) as Entry) : undefined;
}

/** Bit by bit: JSON has no NaN and no -0. */
const textOf = ({ buffer, byteOffset, byteLength }: Float64Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

const numbersOf = (text: string): Float64Array =>
  new Float64Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

function rowOf(
  line: string,
  { task, shapes }: { readonly task: Task; readonly shapes: readonly (readonly string[])[] },
): Row {
  const entry = entryOf(line.trimEnd());
  if (entry === undefined || !('key' in entry)) throw new Error('the file of finished rows was changed');
  const { digest, shape, values, series } = entry;
  const row = { task: task.id, digest, columns: shapes[shape], values: numbersOf(values) };
  return series === undefined ? row : { ...row, series: numbersOf(series) };
}

function placeIn(places: Index['places'], task: Task): RowPlace {
  const place = places.get(keyOf(task));
  if (place === undefined) throw new Error('a row that is not there was asked for');
  return place;
}

function readAt(file: number, place: Place): string {
  const bytes = Buffer.alloc(place.size);
  readSync(file, bytes, 0, place.size, place.at);
  return bytes.toString('utf8');
}

/** All of it, or nothing: what a full disk took of a line is cut off again. */
function writeWhole({ file, path, at }: { file: number; path: string; at: number }, bytes: Buffer): void {
  try {
    for (let done = 0; done < bytes.length;)
      done += writeSync(file, bytes, done, bytes.length - done, at + done);
  } catch (error) {
    ftruncateSync(file, at);
    throw isFileError(error) ? Object.assign(error, { path }) : error;
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
