import { openStream } from '../random/index.js';
import { latinHypercube, sobol, SOBOL_DIMENSIONS } from '../statistics/index.js';
import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { valueAt, type Axis } from './axis.js';
import type { Case } from './task.js';

export type DesignKind = 'grid' | 'lhs' | 'sobol';

export interface Design {
  readonly kind: DesignKind;
  /** Of lhs and sobol. */
  readonly points: number;
  readonly seed: string;
}

const MOST_POINTS = 100_000;

/** The cases of a sweep, each named by the values that it sets; the last axis runs fastest in a grid. */
export function designCases(
  axes: readonly Axis[],
  design: Design,
  base: Omit<Case, 'name'>,
): Result<readonly Case[]> {
  const paths = axes.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) < i);
  if (twice !== undefined)
    return failure({
      at: { file: `--over ${twice}` },
      message: 'the path is varied twice',
      hint: 'give one list or range per path',
    });
  const points = pointsOf(axes, design);
  if (!points.ok) return points;
  const rows = new Map(points.value.map((values) => [nameOf(axes, values), values]));
  return success(
    [...rows].map(([name, values]) => ({
      name,
      variant: base.variant,
      set: [...base.set, ...axes.map(({ path }, i) => `${path}=${values[i]}`)],
    })),
  );
}

/** `replicas=4, protection=true`: the last names of the paths, or all of them where two are the same. */
function nameOf(axes: readonly Axis[], values: readonly string[]): string {
  const short = shortNames(axes);
  return values.map((value, i) => `${short[i]}=${value}`).join(', ');
}

/** The last name of each path, as long as it tells them apart. */
export function shortNames(axes: readonly Axis[]): readonly string[] {
  const last = axes.map(({ path }) => /[^.\]]*$/.exec(path)?.[0] ?? path);
  return last.map((name, i) =>
    name === '' || last.indexOf(name) !== last.lastIndexOf(name) ? axes[i].path : name,
  );
}

function pointsOf(
  axes: readonly Axis[],
  { kind, points, seed }: Design,
): Result<readonly (readonly string[])[]> {
  if (kind === 'grid') return grid(axes);
  if (kind === 'sobol' && axes.length > SOBOL_DIMENSIONS)
    return failure({
      at: { file: '--design sobol' },
      message: `has at most ${SOBOL_DIMENSIONS} paths`,
      hint: '--design lhs has no limit',
    });
  const stream = openStream(seed, 'design', 'lhs');
  const places =
    kind === 'lhs' ? latinHypercube(points, axes.length, () => stream.next()) : sobol(points, axes.length);
  return success(places.map((place) => axes.map((axis, i) => valueAt(axis, place[i]))));
}

function grid(axes: readonly Axis[]): Result<readonly (readonly string[])[]> {
  let points: readonly (readonly string[])[] = [[]];
  for (const axis of axes) {
    const at = { file: `--over ${axis.path}` };
    if (axis.kind === 'range')
      return failure({
        at,
        message: 'a grid needs a step',
        hint: 'write low..high:step, or use --design lhs or sobol with --points',
      });
    if (points.length * axis.values.length > MOST_POINTS)
      return failure({
        at,
        message: `the grid has more than ${MOST_POINTS} points`,
        hint: '--design sobol --points 200',
      });
    points = points.flatMap((point) => axis.values.map((value) => [...point, value]));
  }
  return success(points);
}
