const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;
const EPSILON = 1e-16;
const MAX_TERMS = 10_000;

/** Logarithm of the gamma function for x > 0.5: Lanczos (g = 7, 9 terms), relative error of Gamma about 1e-15. */
export function logGamma(x: number): number {
  let sum = 0.9999999999998099;
  LANCZOS.forEach((coefficient, index) => {
    sum += coefficient / (x + index);
  });
  const t = x + 6.5;
  return 0.9189385332046727 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised lower incomplete gamma P(a, x), the distribution function of Gamma(a, 1), for a >= 0.5, x >= 0. */
export function gammaCdf(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Density of Gamma(a, 1). */
export const gammaDensity = (a: number, x: number): number =>
  x <= 0 ? 0 : Math.exp((a - 1) * Math.log(x) - x - logGamma(a));

/** The power series of P(a, x) (Abramowitz and Stegun 6.5.29). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * EPSILON; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** The continued fraction of 1 - P(a, x) (Abramowitz and Stegun 6.5.31), by Lentz's method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    const coefficient = -n * (n - a);
    b += 2;
    d = 1 / (coefficient * d + b);
    c = b + coefficient / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < EPSILON * 4) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
}
