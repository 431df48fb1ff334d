/**
 * n points in the unit cube of `dimensions`: in every dimension each n-th of the range holds exactly one, at a
 * random place in it. Source: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979) 239-245.
 */
export function latinHypercube(n: number, dimensions: number, uniform: () => number): readonly number[][] {
  const columns = Array.from({ length: dimensions }, () => {
    const cells = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i -= 1) {
      const other = Math.floor(uniform() * (i + 1));
      [cells[i], cells[other]] = [cells[other], cells[i]];
    }
    return cells.map((cell) => (cell + uniform()) / n);
  });
  return Array.from({ length: n }, (_, i) => columns.map((column) => column[i]));
}
