import type { Distribution } from './distribution.js';
import { invert } from './inversion.js';
import { DENSITY, normalCdf, normalDensity, normalTail } from './normal-cdf.js';
import { tabulatedQuantile } from './quantile-table.js';
import { requireThat } from './requirement.js';

/** One bell of a mixture; weights count relative to each other. */
export interface Gaussian {
  readonly weight: number;
  readonly mean: number;
  /** 0: the mean itself, with certainty. */
  readonly sd: number;
}

/**
 * A mixture of normal laws of which only values above 0 count (as if drawn anew until one is), inverted as a whole:
 * one uniform, and a larger uniform never gives a smaller value.
 * @throws RangeError for weights or spreads that name no law, or where nothing lies above 0.
 */
export function gaussianMixture(components: readonly Gaussian[]): Distribution {
  for (const { weight, mean, sd } of components)
    requireThat(
      weight >= 0 && weight < Infinity && Number.isFinite(mean) && sd >= 0 && sd < Infinity,
      `a component needs weight >= 0, a finite mean and sd >= 0, not ${weight}, ${mean} and ${sd}`,
    );
  const parts = components.filter(({ weight, mean, sd }) => weight > 0 && (sd > 0 || mean > 0)).map(partOf);
  const [whole, first, second] = [0, 1, 2].map((order) => sum(parts, (part) => part.moments[order]));
  requireThat(whole > 0, 'a mixture needs a component of positive weight with values above 0');
  const mean = first / whole;
  const span = {
    low: 0,
    high: highest(parts),
    density: (x: number) => sum(parts, (part) => part.density(x)) / whole,
  };
  const law = { ...span, cdf: (x: number) => sum(parts, (part) => part.below(x)) / whole };
  const biased = {
    ...span,
    density: (x: number) => (x * span.density(x)) / mean,
    cdf: (x: number) => sum(parts, (part) => part.massBelow(x)) / first,
  };
  return {
    mean,
    variance: second / whole - mean * mean,
    quantile: tabulatedQuantile({ ...law, mean, step: stepOf(parts, whole), places: placesOf(parts) }),
    residual: (u1, u2) => invert(biased, u1, second / first) * u2,
  };
}

/** A component as far as it lies above 0, times its weight. */
interface Part extends Gaussian {
  /** The share of the bell that lies below 0. */
  readonly least: number;
  /** Integrals of 1, x and x^2. */
  readonly moments: readonly number[];
  density(x: number): number;
  /** The integral of 1 up to x. */
  below(x: number): number;
  /** The integral of x up to x. */
  massBelow(x: number): number;
}

function partOf({ weight, mean, sd }: Gaussian): Part {
  if (sd === 0) {
    return {
      ...{ weight, mean, sd, least: 0 },
      moments: [weight, weight * mean, weight * mean * mean],
      density: () => 0,
      below: (x) => (x >= mean ? weight : 0),
      massBelow: (x) => (x >= mean ? weight * mean : 0),
    };
  }
  const origin = -mean / sd;
  const [least, bell] = [normalCdf(origin), normalDensity(origin)];
  const above = normalCdf(-origin);
  return {
    ...{ weight, mean, sd, least },
    moments: [
      weight * above,
      weight * (mean * above + sd * bell),
      weight * ((mean * mean + sd * sd) * above + mean * sd * bell),
    ],
    density: (x) => (weight * normalDensity((x - mean) / sd)) / sd,
    below: (x) => weight * (normalCdf((x - mean) / sd) - least),
    massBelow: (x) => {
      const z = (x - mean) / sd;
      return weight * (mean * (normalCdf(z) - least) - sd * (normalDensity(z) - bell));
    },
  };
}

/** Chebyshev's step, of third order: with e = (F - u) / f, e + e^2 f' / (2 f). */
function stepOf(parts: readonly Part[], whole: number): (x: number, u: number) => number {
  return (x, u) => {
    let [below, density, slope] = [0, 0, 0];
    for (const { weight, mean, sd, least } of parts) {
      if (sd === 0) {
        if (x >= mean) below += weight;
        continue;
      }
      const z = (x - mean) / sd;
      const bell = Math.exp((-z * z) / 2);
      const tail = normalTail(Math.abs(z), bell);
      const here = (weight * bell) / sd;
      below += weight * ((z > 0 ? 1 - tail : tail) - least);
      density += here;
      slope -= (here * z) / sd;
    }
    const newton = (below - u * whole) / (density * DENSITY);
    return newton * (1 + (newton * slope) / (2 * density));
  };
}

/** Standard deviations above the mean of a bell, beyond which nothing of it can be told from 0. */
const ALL = 40;
/** Standard deviations from the mean of a bell, between which it is at first taken to be smooth. */
const OUT = [-8, -4, -2, 0, 2, 4, 8];

/** All is below it. Between bells that stand apart Newton's step would otherwise lead to the end of all numbers. */
const highest = (parts: readonly Part[]): number => Math.max(...parts.map(({ mean, sd }) => mean + ALL * sd));

/** Where the law changes its manner: about each bell, and before and at each certain value. */
function placesOf(parts: readonly Part[]): readonly number[] {
  const places = parts.flatMap(({ mean, sd }) =>
    sd > 0 ? OUT.map((z) => mean + z * sd) : [mean * (1 - Number.EPSILON / 2), mean],
  );
  return [...new Set(places)].filter((x) => x > 0).sort((a, b) => a - b);
}

function sum(parts: readonly Part[], of: (part: Part) => number): number {
  let total = 0;
  for (const part of parts) total += of(part);
  return total;
}
