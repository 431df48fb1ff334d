import type * as z from 'zod';
import type { Fault } from './fault.js';
import { suggestion } from './nearest.js';
import { getIn, type Path } from './path.js';
import { descriptionAt, keysAt } from './schema-walk.js';
import { shown } from './shown.js';

type Issue = z.core.$ZodIssue;

/** Checks a tree by a schema; every fault says what was expected and what was found. */
export function check<S extends z.ZodType>(
  schema: S,
  tree: unknown,
): { readonly value?: z.output<S>; readonly faults: readonly Fault[] } {
  const read = schema.safeParse(tree);
  if (read.success) return { value: read.data, faults: [] };
  const explain = explainer(schema, tree);
  return { faults: read.error.issues.flatMap((issue) => explain(issue, [])) };
}

function explainer(schema: z.ZodType, tree: unknown): (issue: Issue, prefix: Path) => readonly Fault[] {
  const explain = (issue: Issue, prefix: Path): readonly Fault[] => {
    const path = [...prefix, ...(issue.path as (string | number)[])];
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, path, tree);
      return issue.keys.map((key) => unknownKey(path, key, known));
    }
    const branch = issue.code === 'invalid_union' ? branchMeant(issue, getIn(tree, path)) : undefined;
    if (branch !== undefined) return branch.flatMap((inner) => explain(inner, path));
    const value = getIn(tree, path);
    if (value !== undefined || issue.code === 'custom') return [{ path, ...told(issue, value) }];
    const options =
      'options' in issue && Array.isArray(issue.options) ? ` One of ${issue.options.join(', ')}.` : '';
    const description = `${descriptionAt(schema, path, tree) ?? ''}${options}`.trim().replace(/\.$/, '');
    return [{ path, message: 'missing', hint: description === '' ? undefined : description, missing: true }];
  };
  return explain;
}

const unknownKey = (path: Path, key: string, known: readonly string[]): Fault => ({
  path: [...path, key],
  message: `unknown key ${JSON.stringify(key)}`,
  hint: suggestion(key, known, 'known keys'),
  spot: 'key',
});

/**
 * The member of a union whose faults say more than that the kind of value is wrong; of several such the one that the
 * value's keys fit best, if there is one.
 */
function branchMeant(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
): readonly Issue[] | undefined {
  const meant = issue.errors.filter((errors) => errors.some(isTelling));
  if (meant.length < 2) return meant[0];
  const misfits = meant.map((errors) => errors.reduce((sum, inner) => sum + misfitsOf(inner, value), 0));
  const least = Math.min(...misfits);
  return misfits.filter((count) => count === least).length === 1 ? meant[misfits.indexOf(least)] : undefined;
}

/** Keys that the value has and the member does not, or the other way round. */
function misfitsOf(issue: Issue, value: unknown): number {
  if (issue.code === 'unrecognized_keys') return issue.keys.length;
  return issue.path.length > 0 && getIn(value, issue.path as (string | number)[]) === undefined ? 1 : 0;
}

function isTelling(issue: Issue): boolean {
  if (issue.path.length > 0 || issue.code === 'unrecognized_keys') return true;
  return issue.code === 'custom' && issue.params?.['mismatch'] !== true;
}

function told(issue: Issue, value: unknown): Pick<Fault, 'message' | 'hint'> {
  if (issue.code === 'custom' || issue.message.startsWith('expected ')) {
    return { message: issue.message, hint: quotedNumber(value, issue.message) };
  }
  const found = `, found ${shown(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return { message: `expected ${KINDS[issue.expected] ?? issue.expected}${found}` };
    case 'invalid_value':
      return oneOf(issue.values.map(String), value);
    case 'invalid_union':
      return oneOf('options' in issue ? (issue.options as unknown[]).map(String) : [], value);
    case 'too_small':
      return {
        message: `expected ${issue.origin === 'array' ? 'a list with at least one entry' : 'a text that is not empty'}${found}`,
      };
    default:
      return { message: `${issue.message}${found}` };
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map of keys',
  record: 'a map of keys',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

function oneOf(options: readonly string[], value: unknown): Pick<Fault, 'message' | 'hint'> {
  const expected = options.length === 1 ? options[0] : `one of ${options.join(', ')}`;
  const message = `expected ${expected}, found ${shown(value)}`;
  const near = typeof value === 'string' ? suggestion(value, options) : undefined;
  return { message, hint: near?.startsWith('did') === true ? near : undefined };
}

const quotedNumber = (value: unknown, message: string): string | undefined =>
  typeof value === 'string' && /^-?[\d.]+$/.test(value) && message.startsWith('expected a number')
    ? 'write it without quotes'
    : undefined;
