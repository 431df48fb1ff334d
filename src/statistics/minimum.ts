/** A function of several numbers that is to be made small. Infinity and NaN forbid a point. */
export type Objective = (point: readonly number[]) => number;

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  /** False where the search ended by its limit of steps. */
  readonly converged: boolean;
}

export interface SearchOptions {
  /** First step in each direction; default 0.1. */
  readonly step?: number;
  /** Most evaluations of Nelder and Mead, or most steps of the quasi-Newton search. */
  readonly most?: number;
  /** Ends when values differ by less than this (absolutely, and relative to the value); default 1e-10. */
  readonly tolerance?: number;
}

const sound = (value: number): number => (Number.isNaN(value) ? Infinity : value);

/**
 * A local minimum by the simplex of J. A. Nelder and R. Mead, Computer Journal 7 (1965) 308-313, with the usual
 * coefficients 1, 2, 1/2, 1/2; begun anew once from where it ended, which frees a collapsed simplex.
 */
export function nelderMead(
  objective: Objective,
  start: readonly number[],
  options: SearchOptions = {},
): Minimum {
  const first = simplexSearch(objective, start, options);
  const again = simplexSearch(objective, first.point, { ...options, step: (options.step ?? 0.1) / 4 });
  return again.value <= first.value ? again : first;
}

interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

function simplexSearch(objective: Objective, start: readonly number[], options: SearchOptions): Minimum {
  const { step = 0.1, most = 400 * start.length, tolerance = 1e-10 } = options;
  let evaluations = 0;
  const corner = (point: readonly number[]): Corner => {
    evaluations += 1;
    return { point, value: sound(objective(point)) };
  };
  const corners = [
    corner(start),
    ...start.map((_, axis) => corner(start.map((x, k) => (k === axis ? x + step : x)))),
  ];
  const order = (): void => void corners.sort((a, b) => a.value - b.value);
  order();
  while (evaluations < most) {
    const spread = corners[corners.length - 1].value - corners[0].value;
    if (spread <= tolerance * (1 + Math.abs(corners[0].value))) return { ...corners[0], converged: true };
    improve(corners, corner);
    order();
  }
  return { ...corners[0], converged: false };
}

/** One move of the simplex, corners ascending. */
function improve(corners: Corner[], corner: (point: readonly number[]) => Corner): void {
  const last = corners.length - 1;
  const worst = corners[last];
  const centre = worst.point.map(
    (_, axis) => corners.slice(0, last).reduce((sum, { point }) => sum + point[axis], 0) / last,
  );
  const along = (share: number): Corner =>
    corner(centre.map((c, axis) => c + share * (worst.point[axis] - c)));
  const reflected = along(-1);
  if (reflected.value < corners[0].value) {
    const expanded = along(-2);
    corners[last] = expanded.value < reflected.value ? expanded : reflected;
    return;
  }
  if (reflected.value < corners[last - 1].value) {
    corners[last] = reflected;
    return;
  }
  const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5);
  if (contracted.value < Math.min(worst.value, reflected.value)) {
    corners[last] = contracted;
    return;
  }
  const best = corners[0].point;
  for (let index = 1; index <= last; index += 1)
    corners[index] = corner(corners[index].point.map((x, axis) => best[axis] + 0.5 * (x - best[axis])));
}

const GRADIENT_STEP = 1e-5;

/**
 * A local minimum by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (1970), gradients by
 * central differences, steps halved until they lead down enough (Armijo). Needs parameters of order one.
 */
export function quasiNewton(
  objective: Objective,
  start: readonly number[],
  options: SearchOptions = {},
): Minimum {
  const { most = 200, tolerance = 1e-10 } = options;
  const size = start.length;
  let here: Corner = { point: start, value: sound(objective(start)) };
  let slope = gradient(objective, start);
  let inverse = identity(size);
  for (let round = 0; round < most; round += 1) {
    let direction = inverse.map((row) => -dot(row, slope));
    if (!(dot(direction, slope) < 0)) {
      inverse = identity(size);
      direction = slope.map((one) => -one);
    }
    const next = lineSearch(objective, here, direction, dot(direction, slope));
    if (next === undefined) return { ...here, converged: true };
    const nextSlope = gradient(objective, next.point);
    inverse = updated(
      inverse,
      next.point.map((x, axis) => x - here.point[axis]),
      nextSlope.map((one, axis) => one - slope[axis]),
    );
    const gained = here.value - next.value;
    here = next;
    slope = nextSlope;
    if (gained <= tolerance * (1 + Math.abs(here.value))) return { ...here, converged: true };
  }
  return { ...here, converged: false };
}

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? 1 : 0)),
  );

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, one, index) => sum + one * b[index], 0);

function gradient(objective: Objective, point: readonly number[]): number[] {
  return point.map((x, axis) => {
    const at = (value: number): number => sound(objective(point.map((old, k) => (k === axis ? value : old))));
    const slope = (at(x + GRADIENT_STEP) - at(x - GRADIENT_STEP)) / (2 * GRADIENT_STEP);
    return Number.isFinite(slope) ? slope : 0;
  });
}

function lineSearch(
  objective: Objective,
  here: Corner,
  direction: readonly number[],
  slope: number,
): Corner | undefined {
  const longest = Math.max(...direction.map(Math.abs));
  let share = Math.min(1, 1 / longest); // no parameter moves by more than one at once
  for (let halving = 0; halving < 30; halving += 1, share /= 2) {
    const point = here.point.map((x, axis) => x + share * direction[axis]);
    const value = sound(objective(point));
    if (value <= here.value + 1e-4 * share * slope && value < here.value) return { point, value };
  }
  return undefined;
}

/** The approximate inverse Hessian after a step `moved` along which the gradient changed by `turned`. */
function updated(inverse: number[][], moved: readonly number[], turned: readonly number[]): number[][] {
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-12)) return inverse;
  const product = inverse.map((row) => dot(row, turned));
  const scale = (1 + dot(turned, product) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map(
      (old, k) =>
        old + scale * moved[i] * moved[k] - (product[i] * moved[k] + moved[i] * product[k]) / curvature,
    ),
  );
}
