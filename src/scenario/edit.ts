import type * as z from 'zod';
import { suggestion } from './nearest.js';
import { child, formatPath, indexIn, isTree, type Path } from './path.js';
import { isPlainMap, keysAt } from './schema-walk.js';
import { shown } from './shown.js';

/** Where an edit went, and the map it had to begin on the way; or why it went nowhere. */
export type Edited =
  | { readonly ok: true; readonly path: Path; readonly begun?: Path | undefined }
  | { readonly ok: false; readonly message: string; readonly hint?: string | undefined };

type Container = Record<string | number, unknown>;

/**
 * Sets (or with null removes) the value at a path of a draft. Named lists are addressed by name or index; maps
 * that may be absent, such as `rules`, are begun; anything else on the way must exist.
 */
export function edit(draft: unknown, segments: readonly string[], value: unknown, schema: z.ZodType): Edited {
  const path: (string | number)[] = [];
  let begun: Path | undefined;
  let here = draft;
  for (const [depth, segment] of segments.entries()) {
    const last = depth === segments.length - 1;
    const key = Array.isArray(here) ? indexIn(here as unknown[], segment) : segment;
    if (key === undefined || !(Array.isArray(here) || isTree(here)))
      return refusal(here, segment, formatPath(path, draft));
    path.push(key);
    const container = here as Container;
    if (last) {
      put(container, key, value);
      return { ok: true, path, begun };
    }
    if (child(here, key) === undefined) {
      if (!isPlainMap(schema, path, draft)) return missing(draft, path, schema);
      put(container, key, {});
      begun ??= [...path];
    }
    here = container[key];
  }
  return { ok: false, message: 'an empty path' };
}

/** Removing an item of a list would renumber the others, so that null is put in its place, to be refused later. */
function put(container: Container, key: string | number, value: unknown): void {
  if (value === null && !Array.isArray(container)) delete container[key];
  else container[key] = value;
}

function refusal(here: unknown, segment: string, at: string): Edited {
  if (!Array.isArray(here)) {
    return {
      ok: false,
      message: `${at} is ${shown(here)}, which has no ${JSON.stringify(segment)}`,
      hint: `set ${at} as a whole`,
    };
  }
  const names = (here as unknown[])
    .map((item) => child(item, 'name'))
    .filter((name) => typeof name === 'string');
  const many = here.length === 1 ? '1 entry' : `${here.length} entries`;
  const range = here.length === 0 ? `${at} is empty` : `${at} has ${many}, 0 to ${here.length - 1}`;
  const dotted = names.find((name) => name.startsWith(`${segment}.`));
  const quoted =
    dotted === undefined ? undefined : `a name with dots is quoted: ${at}[${JSON.stringify(dotted)}]`;
  const hint = quoted ?? (names.length > 0 ? suggestion(segment, names) : undefined) ?? range;
  return { ok: false, message: `no ${JSON.stringify(segment)} in ${at}`, hint };
}

function missing(draft: unknown, path: Path, schema: z.ZodType): Edited {
  const parent = path.slice(0, -1);
  const segment = String(path.at(-1));
  const here = parent.reduce(child, draft);
  const known = new Set([...keysAt(schema, parent, draft), ...Object.keys(isTree(here) ? here : {})]);
  const at = parent.length === 0 ? 'the scenario' : formatPath(parent, draft);
  const absent = known.has(segment);
  if (!absent)
    return { ok: false, message: `no ${JSON.stringify(segment)} in ${at}`, hint: suggestion(segment, known) };
  const itself = formatPath(path, draft);
  return {
    ok: false,
    message: `${itself} is not there to be changed`,
    hint: `set it as a whole: ${itself}={ … }`,
  };
}
