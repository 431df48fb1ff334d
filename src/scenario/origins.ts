import type { Position } from '../units/index.js';
import type { Spot } from './document.js';
import type { Path } from './path.js';

/** A part of the tree and where it came from; what stands later in a list of layers lies on top. */
export interface Layer {
  readonly path: Path;
  readonly position: (rest: Path, spot: Spot) => Position;
}

/** Where the value of a path was written: by the topmost layer that covers it. */
export function positionIn(layers: readonly Layer[], path: Path, spot: Spot = 'value'): Position | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    if (startsWith(path, layer.path)) return layer.position(path.slice(layer.path.length), spot);
  }
  return undefined;
}

export const startsWith = (path: Path, start: Path): boolean =>
  start.length <= path.length && start.every((key, i) => key === path[i]);
