import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { compile, formatIssue, parseScenario, performTask } from '../../../src/index.js';
import type { Model, Result } from '../../../src/index.js';
import { fileAssets } from '../../../src/node/index.js';
import { projectFile } from '../shipped.js';

/** Where comparisons with the literature find their recordings, unless another folder is named. */
export const DATA = projectFile('..', 'shared', 'data');

/** Where their scenarios are written. */
export const SCENARIOS = projectFile('results', 'comparisons');

/** A scenario of recordings: one table, or one of those that a table is the mean of. */
export interface Recorded {
  readonly name: string;
  /** As readers see it. */
  readonly title: string;
  readonly text: string;
}

/** The metrics of one case, by path of the totals. */
export interface Measured {
  /** Null for the scenario itself. */
  readonly variant: string | null;
  readonly of: (metric: string) => number;
}

/** A recording as a scenario of `SCENARIOS` names it. */
export const recording = (data: string, file: string): string =>
  relative(SCENARIOS, resolve(data, file)).replaceAll('\\', '/');

export const hasRecordings = (data: string, folder: string): boolean => existsSync(resolve(data, folder));

/** Runs the scenario and all its variants once, each with its omniscient bound; nothing in them is random but ties. */
export function measure({ name, text }: Recorded, set: readonly string[] = []): readonly Measured[] {
  const { variants } = valueOf(parsed(name, text, { set }));
  return [null, ...variants.map((variant) => variant.name)].map((variant) => {
    const model = modelOf(name, text, { set, ...(variant !== null && { variant }) });
    const of = { name: variant ?? 'base', variant, set };
    const task = { id: 0, case: of, replication: 0, mirrored: false, warmUp: 0, omniscient: true as const };
    const { columns, values } = performTask(model, task);
    const places = new Map(columns.map((path, i) => [path, i]));
    return {
      variant,
      of: (metric) => {
        const place = places.get(`totals.${metric}`);
        if (place === undefined) throw new Error(`${name} has no ${metric}`);
        return values[place];
      },
    };
  });
}

type Changes = { readonly set: readonly string[]; readonly variant?: string };

const parsed = (name: string, text: string, changes: Changes) =>
  parseScenario(
    { name: `${name}.yaml`, text },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }), ...changes },
  );

const modelOf = (name: string, text: string, changes: Changes): Model =>
  valueOf(compile(valueOf(parsed(name, text, changes)), fileAssets(SCENARIOS)));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value;
}

/** A Markdown table; all columns but the first are figures. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The page with one of its marked blocks renewed. */
export function withBlock(page: string, name: string, block: string): string {
  const begin = `<!-- ${name} -->`;
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf('<!-- end -->', from);
  if (from < begin.length || to < 0) throw new Error(`the page has no block ${name}`);
  return `${page.slice(0, from)}\n${block}\n${page.slice(to)}`;
}
