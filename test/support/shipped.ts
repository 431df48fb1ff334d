import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, formatIssue, parseScenario, run } from '../../src/index.js';
import type { Model, Result, RunResults } from '../../src/index.js';
import { millionCost, tokensOf } from '../../src/report/plans-report.js';
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

/** What a scenario with token demand came to in several replications: one line per variant. */
export interface Spread {
  readonly variant: string | null;
  readonly costPerMillion: readonly number[];
  readonly served: readonly number[];
}

const spreadFile = (name: string): string => projectFile('results', 'reference', `${name}.spread.json`);

/** Undefined for scenarios without token demand. */
export const readSpread = (name: string): readonly Spread[] | undefined =>
  existsSync(spreadFile(name)) ? (JSON.parse(readFileSync(spreadFile(name), 'utf8')) as Spread[]) : undefined;

export const writeSpread = (name: string, spread: readonly Spread[]): void =>
  writeFileSync(spreadFile(name), `${JSON.stringify(spread, undefined, 2)}\n`);

/** Replications `from` to `to` of a scenario and its variants; undefined where no tokens are asked for. */
export function spreadOf(name: string, from: number, to: number): readonly Spread[] | undefined {
  const { scenario, variants } = parsed(name);
  if (scenario.demand.length === 0) return undefined;
  return [undefined, ...variants.map((variant) => variant.name)].map((variant) => {
    const model = shippedModel(name, variant);
    const runs = Array.from({ length: to - from }, (_, i) => run(model, { replication: from + i }));
    const tokens = runs.map((results) => tokensOf(results) ?? { offered: 0, served: 0 });
    return {
      variant: variant ?? null,
      costPerMillion: runs.map((results) => millionCost(results) ?? 0),
      served: tokens.map(({ offered, served }) => served / offered),
    };
  });
}

const runVariant = (name: string, variant: string | undefined): RunResults =>
  run(shippedModel(name, variant));

/** A shipped scenario, or a variant of it, ready to run. */
export const shippedModel = (name: string, variant?: string): Model =>
  unwrapped(compile(parsed(name, variant), fileAssets(dirname(pathOf(name)))));

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
