/**
 * Degree, coefficients of the primitive polynomial, and initial direction numbers of dimensions 2 to 12. Source:
 * S. Joe and F. Y. Kuo, ACM TOMS 29 (2003) 49-57 and SIAM J. Sci. Comput. 30 (2008) 2635-2654, table new-joe-kuo-6.
 */
const TABLE: readonly (readonly [degree: number, coefficients: number, start: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
];

const BITS = 31;
const SCALE = 1 / 2147483648;

/** The most dimensions that the table knows. */
export const SOBOL_DIMENSIONS = TABLE.length + 1;

/**
 * The first n points of Sobol's sequence in the unit cube, after the origin: they fill it evenly at every n, best at
 * 2^k - 1. Not random; Gray-code order of Antonov and Saleev.
 * @throws RangeError for more dimensions than `SOBOL_DIMENSIONS`.
 */
export function sobol(n: number, dimensions: number): readonly number[][] {
  if (dimensions > SOBOL_DIMENSIONS)
    throw new RangeError(`Sobol points have at most ${SOBOL_DIMENSIONS} dimensions`);
  const directions = Array.from({ length: dimensions }, (_, d) => directionNumbers(d));
  const state = new Array<number>(dimensions).fill(0);
  return Array.from({ length: n }, (_, i) => {
    const bit = trailingOnes(i);
    return state.map((value, d) => {
      state[d] = (value ^ directions[d][bit]) >>> 0;
      return state[d] * SCALE;
    });
  });
}

function directionNumbers(dimension: number): readonly number[] {
  if (dimension === 0) return Array.from({ length: BITS }, (_, i) => 1 << (BITS - 1 - i));
  const [degree, coefficients, start] = TABLE[dimension - 1];
  const v = start.map((m, i) => m << (BITS - 1 - i));
  for (let i = degree; i < BITS; i += 1) {
    let next = v[i - degree] ^ (v[i - degree] >>> degree);
    for (let k = 1; k < degree; k += 1) {
      if (((coefficients >> (degree - 1 - k)) & 1) === 1) next ^= v[i - k];
    }
    v.push(next);
  }
  return v;
}

/** Place of the lowest zero bit. */
function trailingOnes(index: number): number {
  let place = 0;
  for (let left = index; (left & 1) === 1; left >>>= 1) place += 1;
  return place;
}
