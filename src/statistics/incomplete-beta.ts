import { logGamma } from './log-gamma.js';

const TINY = 1e-300;
const ENOUGH = 1e-16;
const MOST_TERMS = 10_000;

/**
 * Regularised incomplete beta function I_x(a, b), for x in [0, 1] and a, b > 0. Relative error about 1e-13 for
 * moderate a and b. Source: continued fraction 26.5.8 of Abramowitz and Stegun, evaluated by Lentz's method, on
 * the side where it converges fast.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x < (a + 1) / (a + b + 2) ? lowerPart(x, a, b) : 1 - lowerPart(1 - x, b, a);
}

function lowerPart(x: number, a: number, b: number): number {
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logFront) * fraction(x, a, b)) / a;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = away(1 - ((a + b) * x) / (a + 1));
  d = 1 / d;
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < ENOUGH) break;
  }
  return value;
}

/** Lentz's method divides by what may vanish. */
const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
