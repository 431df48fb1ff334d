import { failure, success, type Result } from '../units/index.js';

/** Keys and list indices from the root of a tree. */
export type Path = readonly (string | number)[];

/** A map of a YAML or JSON tree. */
export type Tree = Readonly<Record<string, unknown>>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands directly under a key or an index; undefined where nothing does. */
export function child(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? (value as unknown[])[key] : undefined;
  return isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export const getIn = (root: unknown, path: Path): unknown => path.reduce(child, root);

/** The items of a list in a tree; none if it is not a list. */
export function itemsOf(root: unknown, key: string): readonly unknown[] {
  const list = child(root, key);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

/** The index of a named item of a list, or of an index written out; undefined if there is none. */
export function indexIn(list: readonly unknown[], key: string | number): number | undefined {
  const named = list.findIndex((item) => child(item, 'name') === key);
  if (named >= 0) return named;
  const index = typeof key === 'number' ? key : /^\d+$/.test(key) ? Number(key) : -1;
  return index >= 0 && index < list.length ? index : undefined;
}

/** Names of list items in a path as indices. */
export function byIndex(path: Path, tree: unknown): Path {
  let value = tree;
  return path.map((key) => {
    const index = Array.isArray(value) ? (indexIn(value as unknown[], key) ?? key) : key;
    value = child(value, index);
    return index;
  });
}

/**
 * Reads `services.chat.instances.1.spotPriceLimit` or `pools["hangzhou-h/c8i.2xlarge"].price.median`. Names and
 * indices are not told apart here, since only the tree knows which is meant.
 */
export function parsePath(text: string): Result<readonly string[]> {
  const step = /(?:^|\.)([^.[\]"'\s][^.[\]]*)|\[(?:"([^"]*)"|'([^']*)'|(\d+))\]/y;
  const path: string[] = [];
  while (step.lastIndex < text.length) {
    const at = step.lastIndex;
    const match = step.exec(text);
    if (match === null) return pathFault(text, at);
    path.push(match[1]?.trimEnd() ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  if (path.length === 0) return pathFault(text, 0);
  if (path.includes('__proto__')) return failure({ message: '"__proto__" cannot be set' });
  return success(path);
}

/** `services.chat.instances.1.spotPriceLimit`: items of lists by name where they have one. */
export function formatPath(path: Path, root?: unknown): string {
  let text = '';
  let value = root;
  for (const key of path) {
    const next = child(value, key);
    const name = typeof key === 'number' ? child(next, 'name') : undefined;
    text += formatKey(typeof name === 'string' && name !== '' ? name : key, text === '');
    value = next;
  }
  return text;
}

function formatKey(key: string | number, first: boolean): string {
  if (typeof key === 'number' || /^[^.[\]"'\s]+$/.test(key)) return first ? String(key) : `.${key}`;
  return `[${JSON.stringify(key)}]`;
}

function pathFault(text: string, at: number): Result<never> {
  return failure({
    message: `${JSON.stringify(text)} is not a path (at character ${at + 1})`,
    hint: 'write services.chat.replicas, services.chat.instances.1.type, or pools["name.with.dots"].price.median',
  });
}
