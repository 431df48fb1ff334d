import { inverseOf, type Matrix } from './linear.js';
import type { Objective } from './minimum.js';

/** Akaike's criterion 2 k - 2 ln L (1974); smaller is better. */
export const akaike = (logLikelihood: number, parameters: number): number =>
  2 * parameters - 2 * logLikelihood;

/** Schwarz's Bayesian criterion k ln n - 2 ln L (1978); smaller is better. */
export const schwarz = (logLikelihood: number, parameters: number, observations: number): number =>
  parameters * Math.log(observations) - 2 * logLikelihood;

/** Second derivatives by central differences with a step for each parameter. */
export function hessian(objective: Objective, point: readonly number[], steps: readonly number[]): Matrix {
  const at = (i: number, di: number, k: number, dk: number): number =>
    objective(point.map((x, axis) => x + (axis === i ? di : 0) + (axis === k ? dk : 0)));
  const centre = objective(point);
  const rows = point.map((_, i) =>
    point.map((__, k) => {
      if (k > i) return 0;
      const [a, b] = [steps[i], steps[k]];
      if (k === i) return (at(i, a, k, 0) - 2 * centre + at(i, -a, k, 0)) / (a * a);
      return (at(i, a, k, b) - at(i, a, k, -b) - at(i, -a, k, b) + at(i, -a, k, -b)) / (4 * a * b);
    }),
  );
  return rows.map((row, i) => row.map((value, k) => (k > i ? rows[k][i] : value)));
}

/**
 * Standard errors of maximum likelihood: roots of the diagonal of the inverse observed information, the Hessian
 * of the negative log-likelihood at its minimum. The steps of the differences are chosen so that each raises the
 * negative log-likelihood by about 0.1, where rounding and curvature of higher order are both small. Undefined
 * where the information is singular: the data do not tell the parameters apart.
 */
export function observedErrors(negative: Objective, point: readonly number[]): readonly number[] | undefined {
  const inverse = inverseOf(
    hessian(
      negative,
      point,
      point.map((_, axis) => stepOf(negative, point, axis)),
    ),
  );
  const errors = inverse?.map((row, axis) => Math.sqrt(row[axis]));
  return errors?.every((error) => Number.isFinite(error) && error > 0) === true ? errors : undefined;
}

const RISE = 0.1;

function stepOf(objective: Objective, point: readonly number[], axis: number): number {
  const centre = objective(point);
  const rise = (step: number): number => {
    const at = (value: number): number => objective(point.map((x, k) => (k === axis ? x + value : x)));
    return (at(step) + at(-step)) / 2 - centre;
  };
  let step = 1e-3;
  for (let round = 0; round < 12; round += 1) {
    const risen = rise(step);
    if (risen > RISE / 3 && risen < RISE * 3) break;
    const factor = risen > 0 && Number.isFinite(risen) ? Math.sqrt(RISE / risen) : risen > 0 ? 0.1 : 10;
    step *= Math.min(100, Math.max(0.01, factor));
    if (step > 2) return 2;
  }
  return step;
}
