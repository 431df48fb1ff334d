import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { failure, formatIssue, success, suggestion } from '../index.js';
import type { Issue, ParsedScenario, Result } from '../index.js';
import { parseText, readText, shippedScenarios } from '../node/index.js';
import type { ScenarioText, ShippedScenario } from '../node/index.js';
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
export interface ScenarioSource extends ScenarioText {
  readonly parse: (options: ScenarioOptions) => Result<ParsedScenario>;
}

const LARGEST_SCENARIO = 64 << 20;

/** A command's options without those that change only how it is done and shown, by name. */
export function decisive(options: object): Readonly<Record<string, unknown>> {
  const all = Object.entries(options) as readonly (readonly [string, unknown])[];
  const decide = all.filter(([name, value]) => value !== undefined && !MANNER.has(name));
  return Object.fromEntries(decide.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const MANNER = new Set(['out', 'workers', 'resume', 'json', 'quiet', 'charts']);

/** A text as a scenario. */
export const sourceOf = (text: ScenarioText): ScenarioSource => ({
  ...text,
  parse: (options) => parseText(text, options),
});

/** Finds a scenario by its path, or by the name of a shipped one; one that is found already is itself. */
export function findScenario(argument: string | ScenarioSource, io: Io): Result<ScenarioSource> {
  if (typeof argument !== 'string') return success(argument);
  if (argument === '-') return fromStandardInput(io);
  const asGiven = resolve(io.cwd, argument);
  const found = statSync(asGiven, { throwIfNoEntry: false });
  const shipped =
    found?.isFile() === true ? undefined : shippedScenarios().find(({ name }) => name === argument);
  if (found === undefined && shipped === undefined) return notFound(argument, asGiven);
  const path = shipped?.path ?? asGiven;
  const name = shipped === undefined ? argument : nameOf(shipped, io);
  const text = readText(path, { shown: name, most: LARGEST_SCENARIO });
  if (!text.ok) return text;
  return success(sourceOf({ name, folder: dirname(path), cwd: io.cwd, text: text.value }));
}

/** Files that it names lie where we are. */
function fromStandardInput({ input, cwd }: Io): Result<ScenarioSource> {
  const text = input?.() ?? '';
  return success(sourceOf({ name: 'standard input', folder: cwd, cwd, text }));
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

function nameOf({ path }: ShippedScenario, io: Io): string {
  const near = relative(io.cwd, path);
  return near.startsWith('..') ? path : near;
}

function notFound(argument: string, path: string): ReturnType<typeof failure> {
  const names = shippedScenarios().map(({ name }) => name);
  const isName = /^[\w-]+$/.test(argument);
  const near = suggestion(basename(argument), [...neighbours(path), ...(isName ? names : [])]);
  const hint = near?.startsWith('did you mean') === true ? near : isName ? ALL : 'is the path right?';
  const message = isName ? 'no such file, and no shipped scenario of this name' : 'the file does not exist';
  return failure({ at: { file: argument }, message, hint });
}

const ALL = 'spotsim list shows the shipped scenarios';

/** Scenario files in the folder that was meant, where there is one. */
function neighbours(path: string): readonly string[] {
  try {
    return readdirSync(dirname(path)).filter((name) => /\.(ya?ml|json)$/.test(name));
  } catch {
    return [];
  }
}
