/** A law of one real variable, drawn by inversion: one uniform per draw keeps common random numbers aligned. */
export interface Distribution {
  /** Inverse of the distribution function, for u strictly inside (0, 1). */
  quantile(u: number): number;
  /** Infinite where the moment does not exist. */
  readonly mean: number;
  readonly variance: number;
  /**
   * A draw of the time left in equilibrium, density (1 - F(x)) / mean: what remains, at a random instant, of a
   * span with this law. Takes two uniforms. For laws of non-negative spans with a finite mean only.
   */
  residual(u1: number, u2: number): number;
}
