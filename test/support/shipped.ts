import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, formatIssue, parseScenario, run } from '../../src/index.js';
import type { Result, RunResults } from '../../src/index.js';
import { fileAssets, readText, shippedScenarios } from '../../src/node/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the project, by its path from the root. */
export const projectFile = (...path: readonly string[]): string => join(root, ...path);
export const projectText = (...path: readonly string[]): string => readFileSync(projectFile(...path), 'utf8');

/** Names of the scenarios that come with the project. */
export const shippedNames: readonly string[] = shippedScenarios().map(({ name }) => name);

export const referenceFile = (name: string): string => projectFile('results', 'reference', `${name}.json`);

/** A shipped scenario and all its variants: the scenario itself first, the variants in file order. */
export function runShipped(name: string): readonly RunResults[] {
  const { variants } = parsed(name);
  return [undefined, ...variants.map((variant) => variant.name)].map((variant) => runVariant(name, variant));
}

/** As the reference files keep it. */
export const asReference = (results: readonly RunResults[]): string =>
  `${JSON.stringify(results, undefined, 2)}\n`;

/** What the reference file of a scenario says. */
export const readReference = (name: string): readonly RunResults[] =>
  JSON.parse(readFileSync(referenceFile(name), 'utf8')) as readonly RunResults[];

function runVariant(name: string, variant: string | undefined): RunResults {
  const scenario = parsed(name, variant);
  return run(unwrapped(compile(scenario, fileAssets(dirname(pathOf(name))))));
}

function parsed(name: string, variant?: string) {
  const path = pathOf(name);
  const source = { name: path, text: unwrapped(readText(path)) };
  return unwrapped(parseScenario(source, { read: readText, ...(variant === undefined ? {} : { variant }) }));
}

const pathOf = (name: string): string => projectFile('scenarios', `${name}.yaml`);

function unwrapped<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.issues.map(formatIssue).join('\n'));
}
