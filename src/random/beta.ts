import { logGamma } from './gamma.js';
import { invert } from './inversion.js';
import { normalQuantile } from './normal-quantile.js';
import { requireThat } from './requirement.js';

const TINY = 1e-300;

/**
 * Quantile function of Beta(a, b), a and b of at least 1. The k-th smallest of n independent uniforms is
 * Beta(k, n - k + 1): one uniform draws an order statistic of a whole population.
 */
export function betaQuantile(a: number, b: number): (u: number) => number {
  requireThat(a >= 1 && b >= 1 && a + b < Infinity, `beta needs a and b of at least 1, not ${a} and ${b}`);
  if (a === 1) return (u) => -Math.expm1(Math.log1p(-u) / b);
  if (b === 1) return (u) => Math.exp(Math.log(u) / a);
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const mean = a / (a + b);
  const sd = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  // x^a (1-x)^b / B(a, b)
  const power = (x: number): number => Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));
  const law = {
    low: 0,
    cdf: (x: number): number => {
      if (x >= 1) return 1;
      // The fraction converges fast below this point, and the other tail takes over above it.
      if (x < (a + 1) / (a + b + 2)) return (power(x) * fraction(a, b, x)) / a;
      return 1 - (power(x) * fraction(b, a, 1 - x)) / b;
    },
    density: (x: number): number => (x >= 1 ? 0 : power(x) / (x * (1 - x))),
  };
  const guess = (u: number): number => mean + sd * normalQuantile(u);
  return (u) => invert(law, u, Math.min(1 - 1e-3 * (1 - mean), Math.max(1e-3 * mean, guess(u))), 1e-9);
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method. */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / solid(1 - ((a + b) * x) / (a + 1));
  let found = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / solid(1 + even * d);
    c = solid(1 + even / c);
    found *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / solid(1 + odd * d);
    c = solid(1 + odd / c);
    const step = d * c;
    found *= step;
    if (step > 1 - 4e-16 && step < 1 + 4e-16) break;
  }
  return found;
}

const solid = (x: number): number => (x > -TINY && x < TINY ? TINY : x);
