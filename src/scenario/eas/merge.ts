import { failure, type Issue, type Position, type Result } from '../../units/index.js';
import type { SourceDocument } from '../document.js';
import type { Layer } from '../origins.js';
import { getIn, isTree, itemsOf, type Path, type Tree } from '../path.js';
import { importEasService, type EasImport } from './service.js';

/** A scenario's tree with its EAS services read in. */
export interface Imported {
  readonly tree: Tree;
  readonly layers: readonly Layer[];
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Services (by index) whose JSON could not be read: what they lack is not the scenario's fault. */
  readonly unread: ReadonlySet<number>;
}

/** Reads a file, and says under which name messages speak of it. */
export interface Files {
  readonly read: (name: string) => Result<string>;
  readonly resolve: (file: string) => string;
}

/** Replaces every `eas: file` by what the file says, under what the scenario says. */
export function importServices(document: SourceDocument & { readonly tree: Tree }, files: Files): Imported {
  const layers: Layer[] = [];
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const unread = new Set<number>();
  const services = itemsOf(document.tree, 'services').map((service, i) => {
    if (!isTree(service) || typeof service['eas'] !== 'string') return service;
    const { eas, ...own } = service;
    const at = document.position(['services', i, 'eas']);
    const imported = readEas(String(eas), files, at);
    if (!imported.ok) {
      issues.push(...imported.issues);
      unread.add(i);
      return own;
    }
    layers.push(...layersOf(imported.value, own, i));
    warnings.push(...imported.value.warnings);
    return merged(imported.value.service, own);
  });
  const tree = Array.isArray(document.tree['services']) ? { ...document.tree, services } : document.tree;
  return { tree, layers, issues, warnings, unread };
}

function readEas(file: string, { read, resolve }: Files, at: Position): Result<EasImport> {
  const name = resolve(file);
  const text = read(name);
  if (text.ok) return importEasService(text.value, name);
  const issues = text.issues.map(({ message, hint }): Issue => {
    return { at, message: `cannot read ${file}: ${message}`, ...(hint === undefined ? {} : { hint }) };
  });
  return failure(...issues);
}

/** What stands in the scenario overrides; maps are merged, lists replace. */
function merged(below: Tree, above: Tree): Tree {
  const both = Object.entries(above).map(([key, value]): [string, unknown] => {
    const other = Object.hasOwn(below, key) ? below[key] : undefined;
    return [key, isTree(other) && isTree(value) ? merged(other, value) : value];
  });
  return { ...below, ...Object.fromEntries(both) };
}

/** Places in the JSON for what the scenario left to it. */
function layersOf({ origins, position }: EasImport, own: Tree, service: number): readonly Layer[] {
  return origins
    .filter(({ path }) => !overridden(own, path))
    .map(({ path, source }) => ({ path: ['services', service, ...path], position: () => position(source) }));
}

const overridden = (own: Tree, path: Path): boolean =>
  path.some((_, i) => {
    const value = getIn(own, path.slice(0, i + 1));
    return value !== undefined && (i === path.length - 1 || !isTree(value));
  });
