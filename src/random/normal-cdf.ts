/** Beyond this the polynomials of Hart, good to 1e-16 of 1, lose relative precision and give way to those of Cody. */
const FAR = 4;
/** From here on what is above is less than half of the last digit of 1. */
const ALL = 8.3;

/**
 * Standard normal distribution function, relative error below 1e-12 in both tails. Source: J. F. Hart et al.,
 * Computer Approximations (1968), no. 5666, as given by G. West, Better approximations to cumulative normal
 * functions, Wilmott Magazine (May 2005) 70-76; far out W. J. Cody, Rational Chebyshev approximations for the error
 * function, Mathematics of Computation 23 (1969) 631-637.
 */
export function normalCdf(z: number): number {
  if (z >= ALL) return 1;
  const size = Math.abs(z);
  const tail = normalTail(size, Math.exp((-size * size) / 2));
  return z > 0 ? 1 - tail : tail;
}

/** What lies above size >= 0; `bell` is exp(-size^2 / 2), which those who need the density too have at hand. */
export function normalTail(size: number, bell: number): number {
  return size < FAR ? (bell * above(size)) / below(size) : 0.5 * bell * beyond(size * Math.SQRT1_2);
}

/** Standard normal density. */
export const normalDensity = (z: number): number => DENSITY * Math.exp((-z * z) / 2);

/** Standard normal density at 0: 1 over the root of 2 pi. */
export const DENSITY = 0.3989422804014327;

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

/** exp(x^2) erfc(x). */
const beyond = (x: number): number => (x < 4 ? far(x) : farther(x));

/** Up to 4. */
function far(x: number): number {
  const top =
    (((((((2.15311535474403846e-8 * x + 0.564188496988670089) * x + 8.88314979438837594) * x +
      66.1191906371416295) *
      x +
      298.635138197400131) *
      x +
      881.95222124176909) *
      x +
      1712.04761263407058) *
      x +
      2051.07837782607147) *
      x +
    1230.33935479799725;
  const bottom =
    (((((((x + 15.7449261107098347) * x + 117.693950891312499) * x + 537.181101862009858) * x +
      1621.38957456669019) *
      x +
      3290.79923573345963) *
      x +
      4362.61909014324716) *
      x +
      3439.36767414372164) *
      x +
    1230.33935480374942;
  return top / bottom;
}

/** From 4 on. */
function farther(x: number): number {
  const s = 1 / (x * x);
  const top =
    ((((0.0163153871373020978 * s + 0.305326634961232344) * s + 0.360344899949804439) * s +
      0.125781726111229246) *
      s +
      0.0160837851487422766) *
      s +
    6.58749161529837803e-4;
  const bottom =
    ((((s + 2.56852019228982242) * s + 1.87295284992346725) * s + 0.527905102951428412) * s +
      0.0605183413124413191) *
      s +
    0.00233520497626869185;
  return (0.564189583547756287 - (s * top) / bottom) / x;
}
