import type { Distribution } from './distribution.js';
import { invert } from './inversion.js';
import { normalCdf, normalDensity } from './normal-cdf.js';
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
  const span = { low: 0, density: (x: number) => sum(parts, (part) => part.density(x)) / whole };
  const law = { ...span, cdf: (x: number) => sum(parts, (part) => part.below(x)) / whole };
  const biased = {
    low: 0,
    density: (x: number) => (x * span.density(x)) / mean,
    cdf: (x: number) => sum(parts, (part) => part.massBelow(x)) / first,
  };
  return {
    mean,
    variance: second / whole - mean * mean,
    quantile: (u) => invert(law, u, mean),
    residual: (u1, u2) => invert(biased, u1, second / first) * u2,
  };
}

/** A component as far as it lies above 0, times its weight. */
interface Part {
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

function sum(parts: readonly Part[], of: (part: Part) => number): number {
  let total = 0;
  for (const part of parts) total += of(part);
  return total;
}
