import type { RunResults } from '../model/index.js';
import { parsePath } from '../scenario/index.js';
import { invariant } from '../units/index.js';
import type { Estimate } from './estimate.js';
import { LONGEST_WANTED } from './ratios.js';

/** A result with an estimate in the place of each number; what is text has none. */
export type Estimated<T> = [T] extends [number | boolean | null]
  ? Estimate
  : T extends readonly unknown[]
    ? readonly EstimatedPlacement[]
    : { readonly [K in keyof T as NonNullable<T[K]> extends string ? never : K]: Estimated<T[K]> };

export interface EstimatedPlacement {
  readonly entry: number;
  readonly type: string;
  readonly mode: string;
  readonly replicaSeconds: Estimate;
  readonly acquisitions: Estimate;
  readonly cost: Estimate;
}

type Of<Group extends 'plans' | 'demand'> = NonNullable<RunResults[Group]>[string];

/** The metrics of a result, estimated. */
export type EstimatedMetrics = Estimated<Pick<RunResults, 'totals' | 'services' | 'jobs' | 'pools'>> & {
  /** Absent where nothing serves tokens, as in a single run. */
  readonly plans?: Readonly<Record<string, Estimated<Of<'plans'>>>>;
  readonly demand?: Readonly<Record<string, Estimated<Of<'demand'>>>>;
};

type Branch = Record<string, unknown>;

/** The tree that the paths of a result come from: the inverse of `flatten`, with a leaf for each path. */
export function treeOf(paths: readonly string[], leaf: (path: string) => Estimate): EstimatedMetrics {
  const root: Branch = {};
  for (const path of paths) {
    if (path === LONGEST_WANTED) continue;
    const parsed = parsePath(path);
    invariant(parsed.ok, `${path} is a path`);
    put(root, parsed.value, leaf(path));
  }
  // A group that is always there has no paths where it is empty.
  for (const group of ['services', 'pools']) root[group] ??= {};
  for (const group of ['services', 'jobs']) {
    for (const one of Object.values((root[group] ?? {}) as Branch)) listPlacements(one as Branch);
  }
  return root as unknown as EstimatedMetrics;
}

function put(root: Branch, segments: readonly string[], value: Estimate): void {
  let here = root;
  for (const segment of segments.slice(0, -1)) here = (here[segment] ??= {}) as Branch;
  here[segments[segments.length - 1]] = value;
}

function listPlacements(service: Branch): void {
  const placements = service['placements'];
  if (placements === undefined) return;
  const rows = Object.entries(placements as Readonly<Record<string, Branch>>).map(([name, metrics]) => {
    const [, entry, mode, type] = /^(\d+)\/(\w+)\/(.*)$/s.exec(name) ?? [];
    return { entry: Number(entry), type, mode, ...metrics };
  });
  service['placements'] = rows.sort(
    (a, b) => a.entry - b.entry || ((a.type ?? '') < (b.type ?? '') ? -1 : 1),
  );
}
