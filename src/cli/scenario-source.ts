import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { compile, failure, formatIssue, parseScenario, success } from '../index.js';
import type { Issue, Model, ParsedScenario, Result } from '../index.js';
import { fileAssets, readText, shippedScenarios } from '../node/index.js';
import type { FileAssets, ShippedScenario } from '../node/index.js';
import { EXIT } from './exit-code.js';
import type { ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { line } from './io.js';

/** What all commands take that read a scenario. */
export interface ScenarioOptions {
  readonly variant?: string;
  readonly set?: readonly string[];
  readonly seed?: string;
}

/** A scenario's text, and how to make variants of it. */
export interface ScenarioSource {
  /** As messages name it: relative to where the user is. */
  readonly name: string;
  readonly folder: string;
  readonly parse: (options: ScenarioOptions) => Result<ParsedScenario>;
}

/** A scenario ready to run, and the histories that it was made from. */
export interface Prepared {
  readonly parsed: ParsedScenario;
  readonly model: Model;
  readonly assets: FileAssets;
}

const LARGEST_SCENARIO = 64 << 20;

/** Finds a scenario by its path, or by the name of a shipped one. */
export function findScenario(argument: string, io: Io): Result<ScenarioSource> {
  const asGiven = resolve(io.cwd, argument);
  const found = statSync(asGiven, { throwIfNoEntry: false });
  const shipped =
    found?.isFile() === true ? undefined : shippedScenarios().find(({ name }) => name === argument);
  if (found === undefined && shipped === undefined) return notFound(argument);
  const path = shipped?.path ?? asGiven;
  const name = shipped === undefined ? argument : nameOf(shipped, io);
  const text = readText(path, { shown: name, most: LARGEST_SCENARIO });
  if (!text.ok) return text;
  const read = (file: string): Result<string> => readText(resolve(io.cwd, file), { shown: file });
  return success({
    name,
    folder: dirname(path),
    parse: ({ variant, set = [], seed }) =>
      parseScenario(
        { name, text: text.value },
        { read, set, ...(variant === undefined ? {} : { variant }), ...(seed === undefined ? {} : { seed }) },
      ),
  });
}

/** Reads the histories that a scenario names, and makes it ready to run. */
export function prepare(source: ScenarioSource, parsed: ParsedScenario): Result<Prepared> {
  const assets = fileAssets(source.folder);
  const compiled = compile(parsed, assets);
  if (compiled.ok) return success({ parsed, model: compiled.value, assets });
  const histories = new Set(assets.inputs().map(({ file }) => file));
  return failure(...compiled.issues.map((issue) => fromHere(issue, histories, parsed)));
}

/** Tells what is wrong, each fault once, and that it is the input's. */
export function refuse(io: Io, ...results: readonly Result<unknown>[]): ExitCode {
  printIssues([...new Set(results.flatMap((result) => (result.ok ? [] : result.issues)))], io);
  return EXIT.input;
}

export function printIssues(issues: readonly Issue[], io: Io): void {
  for (const issue of issues) io.err(line(formatIssue(issue)));
}

export function printWarnings(warnings: readonly Issue[], io: Io): void {
  for (const warning of warnings) io.err(line(`warning: ${formatIssue(warning)}`));
}

/** The engine names a history as the scenario does; people look for it from where they are. */
function fromHere(issue: Issue, histories: ReadonlySet<string>, parsed: ParsedScenario): Issue {
  if (issue.at === undefined || !histories.has(issue.at.file)) return issue;
  return { ...issue, at: { ...issue.at, file: parsed.resolve(issue.at.file) } };
}

function nameOf({ path }: ShippedScenario, io: Io): string {
  const near = relative(io.cwd, path);
  return near.startsWith('..') ? path : near;
}

function notFound(argument: string): ReturnType<typeof failure> {
  const names = shippedScenarios().map(({ name }) => name);
  const isName = /^[\w-]+$/.test(argument);
  const hint =
    isName && names.length > 0 ? `the shipped scenarios are ${names.join(', ')}` : 'is the path right?';
  const message = isName ? 'no such file, and no shipped scenario of this name' : 'the file does not exist';
  return failure({ at: { file: argument }, message, hint });
}
