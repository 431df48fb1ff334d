const COEFFICIENTS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Gamma(x) for x > 0, relative error about 1e-14. Source: Lanczos's approximation with g = 7 and nine terms. */
export function logGamma(x: number): number {
  // Small arguments by the recurrence: the sum is made for x >= 1/2.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const shifted = x - 1;
  let sum = 0.9999999999998099;
  COEFFICIENTS.forEach((coefficient, index) => (sum += coefficient / (shifted + index + 1)));
  const base = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}
