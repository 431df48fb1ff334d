import { resolve } from 'node:path';
import { compile, failure, modulesOf, parseScenario, success } from '../index.js';
import type { Case, Issue, Model, ParsedScenario, Result } from '../index.js';
import { fileAssets } from './file-assets.js';
import { byName } from './file-assets.js';
import type { InputFile } from './file-assets.js';
import { strategiesFor } from './own-strategies.js';
import { readText } from './text-file.js';

/** A scenario's text and where it stands: plain data, of which every thread makes the same models. */
export interface ScenarioText {
  /** As messages name it: relative to where the user is. */
  readonly name: string;
  /** Histories are named from here. */
  readonly folder: string;
  /** Files on the command line are named from here. */
  readonly cwd: string;
  readonly text: string;
}

/** What is put on top of a scenario's text. */
export interface ScenarioChanges {
  readonly variant?: string;
  readonly set?: readonly string[];
  readonly seed?: string;
}

/** A scenario ready to run, and the files that it was made from. */
export interface Prepared {
  readonly parsed: ParsedScenario;
  readonly model: Model;
  /** Histories, price tables, and the code of strategies of the user's own, by name. */
  readonly inputs: readonly InputFile[];
}

/** Reads a scenario's text with a variant and values of it. */
export function parseText(
  source: ScenarioText,
  { variant, set = [], seed }: ScenarioChanges,
): Result<ParsedScenario> {
  const read = (file: string): Result<string> => readText(resolve(source.cwd, file), { shown: file });
  return parseScenario(source, {
    ...{ read, set },
    ...(variant !== undefined && { variant }),
    ...(seed !== undefined && { seed }),
  });
}

/**
 * Reads the histories that a scenario names, and makes it ready to run.
 * @throws ModulesWanted if it names strategies of the user's own that have not been loaded.
 */
export function prepare(folder: string, parsed: ParsedScenario): Result<Prepared> {
  const assets = fileAssets(folder);
  const own = strategiesFor(folder, modulesOf(parsed));
  const compiled = compile(parsed, assets, own.strategies);
  if (compiled.ok)
    return success({ parsed, model: compiled.value, inputs: byName([...assets.inputs(), ...own.files]) });
  const histories = new Set(assets.inputs().map(({ file }) => file));
  return failure(...compiled.issues.map((issue) => fromHere(issue, histories, parsed)));
}

/** Makes a case of an experiment ready to run. */
export function prepareCase(
  source: ScenarioText,
  { variant, set }: Case,
  seed: string | undefined,
): Result<Prepared> {
  const parsed = parseText(source, {
    set,
    ...(variant !== null && { variant }),
    ...(seed !== undefined && { seed }),
  });
  return parsed.ok ? prepare(source.folder, parsed.value) : parsed;
}

/** The engine names a history as the scenario does; people look for it from where they are. */
function fromHere(issue: Issue, histories: ReadonlySet<string>, parsed: ParsedScenario): Issue {
  if (issue.at === undefined || !histories.has(issue.at.file)) return issue;
  return { ...issue, at: { ...issue.at, file: parsed.resolve(issue.at.file) } };
}
