/**
 * The triangle in which a sum of differences is left undecided: h^2 S^2 / (2 delta) - delta r / 2 after r
 * observations, never below 0. KN (Kim and Nelson 2001, c = 1) and Andradottir and Kim's feasibility check share it.
 */
export const undecided = (
  { h2, delta }: { readonly h2: number; readonly delta: number },
  variance: number,
  r: number,
): number => Math.max(0, (h2 * variance) / (2 * delta) - (delta * r) / 2);

/** eta = ((2 beta)^(-2 / (n0 - 1)) - 1) / 2 for an error of `beta` in each comparison. */
export const etaOf = (beta: number, n0: number): number =>
  0.5 * (Math.exp((-2 / (n0 - 1)) * Math.log(2 * beta)) - 1);

/** h^2 = 2 eta (n0 - 1). */
export const h2Of = (beta: number, n0: number): number => 2 * etaOf(beta, n0) * (n0 - 1);
