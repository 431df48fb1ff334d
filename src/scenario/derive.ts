import { enablePatches, produceWithPatches, type Patch } from 'immer';
import { copyPlain, type Issue, type Position } from '../units/index.js';
import type { Spot } from './document.js';
import { edit, type Edited } from './edit.js';
import type { Layer } from './origins.js';
import { formatPath, getIn, parsePath, type Path, type Tree } from './path.js';
import { scenarioSchema } from './schema/scenario.js';
import type { Difference } from './types.js';

enablePatches();

/** A value to be set at a path, and where somebody wrote so. */
export interface Edit {
  readonly path: string;
  readonly value: unknown;
  readonly position: (rest: Path, spot: Spot) => Position;
}

/** A tree after edits. */
export interface Derived {
  readonly tree: Tree;
  readonly layers: readonly Layer[];
  readonly issues: readonly Issue[];
  readonly differences: readonly Difference[];
}

/** Applies edits in order; those that lead nowhere come back as issues, the others are done all the same. */
export function derive(base: Tree, edits: readonly Edit[]): Derived {
  const layers: Layer[] = [];
  const issues: Issue[] = [];
  const [tree, patches] = produceWithPatches(base, (draft) => {
    for (const { path, value, position } of edits) {
      const done = applied(draft, path, value);
      if (!done.ok) {
        const hint = done.hint === undefined ? {} : { hint: done.hint };
        issues.push({ at: position([], 'key'), path, message: done.message, ...hint });
        continue;
      }
      if (done.begun !== undefined) layers.push({ path: done.begun, position: () => position([], 'key') });
      layers.push({ path: done.path, position });
    }
  });
  return { tree, layers, issues, differences: differencesOf(base, tree, patches) };
}

function applied(draft: unknown, text: string, value: unknown): Edited {
  const path = parsePath(text);
  if (!path.ok) return { ok: false, ...path.issues[0] };
  const [first, , third] = path.value;
  if (first === 'variants') return { ok: false, message: 'variants cannot be changed by a variant or --set' };
  if (first === 'services' && third === 'eas') {
    const message = 'eas is read before variants and --set; it cannot be set by them';
    return { ok: false, message, hint: 'set the keys of the service' };
  }
  return edit(draft, path.value, copyPlain(value), scenarioSchema);
}

function differencesOf(base: Tree, tree: Tree, patches: readonly Patch[]): readonly Difference[] {
  const seen = new Set<string>();
  return patches.flatMap(({ path }): readonly Difference[] => {
    const before = getIn(base, path);
    const after = getIn(tree, path);
    const shownAs = formatPath(path, tree);
    if (seen.has(shownAs) || JSON.stringify(before) === JSON.stringify(after)) return [];
    seen.add(shownAs);
    return [{ path: shownAs, before, after, text: `${shownAs}: ${told(before)} -> ${told(after)}` }];
  });
}

const told = (value: unknown): string => (value === undefined ? '(default)' : JSON.stringify(value));
