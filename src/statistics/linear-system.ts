/** Solves a x = b by elimination with row pivots; undefined where the matrix is singular to working precision. */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] | undefined {
  const n = b.length;
  const rows = a.map((row, i) => [...row, b[i]]);
  const scale = Math.max(...a.flatMap((row) => row.map(Math.abs)), 0);
  for (let k = 0; k < n; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < n; i += 1) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    if (Math.abs(rows[pivot][k]) <= 1e-13 * scale) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let i = k + 1; i < n; i += 1) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j += 1) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1) {
    let value = rows[i][n];
    for (let j = i + 1; j < n; j += 1) value -= rows[i][j] * x[j];
    x[i] = value / rows[i][i];
  }
  return x;
}
