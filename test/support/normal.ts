// The normal law by series and quadrature, sharing nothing with `src/random`: theory tests judge the engine by it.

/** Phi(z) = 1/2 + density(z) (z + z^3/3 + z^5/(3 5) + ...), with an absolute error near 1e-15 (Marsaglia 2004). */
export function phi(z: number): number {
  if (Math.abs(z) > 37) return z > 0 ? 1 : 0;
  let sum = z;
  let term = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + sum * density(z);
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * cov(1{X > z}, 1{Y > z}) of standard normal X, Y with correlation rho:
 * 1/(2 pi) times the integral over 0 <= t <= asin(rho) of exp(-z^2 / (1 + sin t)). Simpson's rule.
 */
export function exceedanceCovariance(z: number, rho: number): number {
  const steps = 200;
  const width = Math.asin(rho) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i += 1) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp((-z * z) / (1 + Math.sin(i * width)));
  }
  return (sum * width) / 3 / (2 * Math.PI);
}

/** P(chi-square with an odd number of degrees of freedom > x) (Abramowitz and Stegun 26.4.4). */
export function chiSquareTail(x: number, degrees: number): number {
  const root = Math.sqrt(x);
  let sum = 0;
  let term = root;
  for (let r = 1; r <= (degrees - 1) / 2; r += 1) {
    sum += term;
    term *= x / (2 * r + 1);
  }
  return 2 * (1 - phi(root)) + 2 * density(root) * sum;
}
