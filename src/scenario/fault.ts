import type { Issue } from '../units/index.js';
import type { Spot } from './document.js';
import { positionIn, type Layer } from './origins.js';
import { formatPath, type Path } from './path.js';

/** Something wrong at a path of the tree, not yet placed in a file. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly spot?: Spot;
  /** The value is absent. */
  readonly missing?: boolean;
}

/** Puts a fault where the value was written. */
export function placed(fault: Fault, tree: unknown, layers: readonly Layer[]): Issue {
  const { path, message, hint, spot } = fault;
  const at = positionIn(layers, path, spot);
  return {
    ...(at === undefined ? {} : { at }),
    path: formatPath(path, tree),
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The same fault, seen from a root further out. */
export const under = (fault: Fault, path: Path): Fault => ({ ...fault, path: [...path, ...fault.path] });
