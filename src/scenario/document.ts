import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { failure, success, type Issue, type Position, type Result } from '../units/index.js';
import { mergedInto, mergeFaults, resolved } from './merge-keys.js';
import type { Path } from './path.js';

/** A text and what it is called in messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** The key itself, or the value under it. */
export type Spot = 'key' | 'value';

/** A YAML or JSON file as a plain tree that remembers where each value stands. */
export interface SourceDocument {
  readonly tree: unknown;
  /** Where a path stands; of a path that does not exist, the deepest part of it that does. */
  readonly position: (path: Path, spot?: Spot) => Position;
}

/** Larger files take the YAML parser minutes and gigabytes (5 MB: 7 s, 0.9 GB); histories have files of their own. */
const MAX_LENGTH = 4_000_000;
const MAX_DEPTH = 64;
/** A hundred references to a list of a hundred are no bomb; a billion laughs are. */
const MAX_ALIASES = 1000;

/** What a text says, with its syntax understood; a variant or a case of it begins from there. */
interface Read {
  readonly document: Document.Parsed;
  readonly at: (offset: number) => Position;
}

/** Understanding the syntax takes longer than all that follows, and an experiment asks for each of its cases. */
const known = new WeakMap<Source, Result<Read>>();

/** Reads YAML 1.2 or JSON. All syntax errors come back at once, each with its place. */
export function readDocument(source: Source): Result<SourceDocument> {
  const read = known.get(source) ?? readSyntax(source);
  known.set(source, read);
  if (!read.ok) return read;
  const { document, at } = read.value;
  try {
    const tree = plain(document.toJS({ maxAliasCount: MAX_ALIASES }), 0);
    return success({ tree, position: (path, spot = 'value') => at(offsetOf(document, path, spot)) });
  } catch (error) {
    const message = copyFault(error);
    if (message !== undefined)
      return failure({ at: { file: source.name }, message, hint: 'write the values out' });
    throw error;
  }
}

function readSyntax(source: Source): Result<Read> {
  const refused = refusal(source);
  if (refused !== undefined) return failure({ at: { file: source.name }, ...refused });
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file: source.name, line, column: col };
  };
  const document = parseDocument(source.text, {
    lineCounter: lines,
    prettyErrors: false,
    resolveKnownTags: false,
    merge: true,
    logLevel: 'error',
  });
  const issues = syntaxIssues(document, source.text, at);
  return issues.length > 0 ? failure(...issues) : success({ document, at });
}

function copyFault(error: unknown): string | undefined {
  if (error instanceof ReferenceError) return 'aliases multiply beyond reason';
  return error instanceof RangeError
    ? `nested deeper than ${MAX_DEPTH} levels, or an alias inside itself`
    : undefined;
}

function refusal({ text }: Source): Pick<Issue, 'message' | 'hint'> | undefined {
  if (text.length > MAX_LENGTH) {
    const size = (text.length / 1e6).toFixed(1);
    return {
      message: `a file of ${size} MB is too large to be read as one document (at most ${MAX_LENGTH / 1e6} MB)`,
      hint: 'long histories belong in files of their own: { process: trace, file: … }',
    };
  }
  return isDeep(text) ? { message: `nested deeper than ${MAX_DEPTH} levels` } : undefined;
}

/** The parser recurses: a text of brackets or indentation alone could end the process instead of the parse. */
function isDeep(text: string): boolean {
  if (/^[ \-?:]{1000}/m.test(text)) return true;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
    if (depth > 10 * MAX_DEPTH) return true;
  }
  return false;
}

function syntaxIssues(document: Document.Parsed, text: string, at: (offset: number) => Position): Issue[] {
  const errors = [...document.errors, ...document.warnings];
  const issues = errors.filter(isOfItsOwn).map(({ message, pos, code }): Issue => {
    const place = { at: at(pos[0]) };
    if (code === 'MULTIPLE_DOCS') return { ...place, message: 'expected one YAML document, found several' };
    if (code === 'DUPLICATE_KEY') return { ...place, message: `duplicate key ${keyAt(text, pos[0])}` };
    const hint = MISREAD.has(code)
      ? { hint: 'check the indentation, and quote a text that has ": " in it' }
      : {};
    return { ...place, message: `${message.charAt(0).toLowerCase()}${message.slice(1)}`, ...hint };
  });
  if (issues.length > 0) return issues;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) {
        issues.push({
          at: at(alias.range?.[0] ?? 0),
          message: `no anchor &${alias.source} stands before this alias`,
        });
      }
    },
  });
  return issues.length > 0
    ? issues
    : mergeFaults(document).map((fault) => ({ at: at(fault.offset), ...fault.told }));
}

/** What the parser makes of lines that it has lost its way in. */
const MISREAD: ReadonlySet<string> = new Set(['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY']);

/** Whether an error is a fault, and not what follows from one before it. */
function isOfItsOwn({ code }: YAMLError, index: number, all: readonly YAMLError[]): boolean {
  const lost = all.findIndex((error) => MISREAD.has(error.code));
  if (lost >= 0 && index >= lost) return index === 0;
  const unclosed = code === 'BAD_INDENT' || code === 'MISSING_CHAR';
  return !unclosed || all[index - 1]?.code !== 'BLOCK_IN_FLOW';
}

const keyAt = (text: string, offset: number): string =>
  /^(?:"[^"]*"|'[^']*'|[^\s:,{}[\]]+)/.exec(text.slice(offset, offset + 80))?.[0] ?? '';

/** A copy in which nothing is shared, so that a change in one place is a change in one place. */
function plain(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new RangeError('too deep');
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
}

function offsetOf(document: Document.Parsed, path: Path, spot: Spot): number {
  let node = resolved(document, document.contents);
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, key] of path.entries()) {
    const [name, value] = under(document, node, key);
    if (name === undefined && value === undefined) return offset;
    const wanted = spot === 'key' && depth === path.length - 1 ? (name ?? value) : (value ?? name);
    offset = wanted?.range?.[0] ?? offset;
    node = resolved(document, value);
  }
  return offset;
}

type Found = readonly [key?: Node | undefined, value?: Node | undefined];

/** The nodes of a key and of its value, its own or merged into it by `<<`; a list's items have no key. */
function under(document: Document.Parsed, node: Node | undefined, key: string | number): Found {
  if (isSeq<Node>(node)) return typeof key === 'number' ? [undefined, node.items[key]] : [];
  if (!isMap<Node, Node>(node)) return [];
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  if (pair !== undefined) return [pair.key, pair.value ?? undefined];
  for (const source of mergedInto(document, node)) {
    const found = under(document, source, key);
    if (found.length > 0) return found;
  }
  return [];
}
