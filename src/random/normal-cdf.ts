/** Beyond this the polynomials, good to 1e-16 of 1, lose relative precision and give way to a continued fraction. */
const FAR = 4;

/**
 * Standard normal distribution function, relative error below 1e-12 in both tails. Source: J. F. Hart et al.,
 * Computer Approximations (1968), no. 5666, as given by G. West, Better approximations to cumulative normal
 * functions, Wilmott Magazine (May 2005) 70-76; far out Laplace's continued fraction (Abramowitz and Stegun 26.2.14).
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  const bell = Math.exp((-size * size) / 2);
  const tail = size < FAR ? (bell * above(size)) / below(size) : bell / (fraction(size) * 2.506628274631);
  return z > 0 ? 1 - tail : tail;
}

/** Standard normal density. */
export const normalDensity = (z: number): number => 0.3989422804014327 * Math.exp((-z * z) / 2);

const above = (x: number): number =>
  (((((0.0352624965998911 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x +
    112.079291497871) *
    x +
    221.213596169931) *
    x +
  220.206867912376;

const below = (x: number): number =>
  ((((((0.0883883476483184 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x +
    296.564248779674) *
    x +
    637.333633378831) *
    x +
    793.826512519948) *
    x +
  440.413735824752;

/** Laplace's continued fraction x + 1/(x + 2/(x + 3/(x + ...))), so deep that from 4 on nothing is missing. */
function fraction(x: number): number {
  let value = x;
  for (let k = 80; k > 0; k -= 1) value = x + k / value;
  return value;
}
