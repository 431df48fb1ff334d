/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/**
 * The inverse of a symmetric positive definite matrix by Cholesky's decomposition; undefined if it is not
 * positive definite (to working precision).
 */
export function inverseOf(matrix: Matrix): Matrix | undefined {
  const lower = cholesky(matrix);
  if (lower === undefined) return undefined;
  const columns = matrix.map((_, column) =>
    solveWith(
      lower,
      matrix.map((__, row) => (row === column ? 1 : 0)),
    ),
  );
  return matrix.map((_, row) => columns.map((column) => column[row]));
}

/** x of `matrix` x = `right`, for a symmetric positive definite matrix; undefined if it is not. */
export function solve(matrix: Matrix, right: readonly number[]): number[] | undefined {
  const lower = cholesky(matrix);
  return lower && solveWith(lower, right);
}

/** The logarithm of the determinant of a symmetric positive definite matrix; undefined if it is not. */
export const logDeterminant = (matrix: Matrix): number | undefined =>
  cholesky(matrix)?.reduce((sum, row, index) => sum + 2 * Math.log(row[index]), 0);

function cholesky(matrix: Matrix): number[][] | undefined {
  const size = matrix.length;
  const lower: number[][] = [];
  for (let row = 0; row < size; row += 1) {
    const made: number[] = [];
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row][column];
      const other = column === row ? made : lower[column];
      for (let k = 0; k < column; k += 1) sum -= made[k] * other[k];
      if (column < row) made.push(sum / lower[column][column]);
      else if (sum > 1e-14 * Math.abs(matrix[row][row])) made.push(Math.sqrt(sum));
      else return undefined;
    }
    lower.push(made);
  }
  return lower;
}

function solveWith(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const x = [...right];
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) x[row] -= lower[row][k] * x[k];
    x[row] /= lower[row][row];
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) x[row] -= lower[k][row] * x[k];
    x[row] /= lower[row][row];
  }
  return x;
}
