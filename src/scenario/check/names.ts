import type { Fault } from '../fault.js';
import { suggestion } from '../nearest.js';
import { itemsOf, type Path } from '../path.js';
import { textAt } from '../world.js';

/** Names that stand twice in a list. */
export function duplicateNames(tree: unknown, list: string): readonly Fault[] {
  const first = new Map<string, number>();
  return itemsOf(tree, list).flatMap((item, i): readonly Fault[] => {
    const name = textAt(item, 'name');
    const before = name === undefined ? undefined : first.get(name);
    if (name !== undefined && before === undefined) first.set(name, i);
    if (before === undefined) return [];
    const message = `the name ${JSON.stringify(name)} is taken by entry ${before} of ${list}`;
    return [{ path: [list, i, 'name'], message }];
  });
}

/** A reference to something that does not exist, with the nearest that does. */
export function unknownName(
  path: Path,
  what: string,
  name: string,
  known: readonly string[],
): readonly Fault[] {
  if (known.includes(name)) return [];
  const message = `no ${what} is called ${JSON.stringify(name)}`;
  return [{ path, message, hint: suggestion(name, known) ?? `the scenario has no ${what}` }];
}
