import type { Distribution } from './distribution.js';
import { gammaCdf, gammaDensity, logGamma } from './gamma.js';
import { invert } from './inversion.js';
import { requireThat } from './requirement.js';

/** Weibull: P(X > x) = exp(-(x / scale)^shape). */
export function weibull(shape: number, scale: number): Distribution {
  requireThat(
    shape > 0 && shape < Infinity && scale > 0 && scale < Infinity,
    `weibull needs positive shape and scale, not ${shape} and ${scale}`,
  );
  const inverse = 1 / shape;
  const first = Math.exp(logGamma(1 + inverse));
  const second = Math.exp(logGamma(1 + 2 * inverse));
  const power = (y: number): number => scale * Math.exp(Math.log(y) * inverse);
  // Length-biased, (X / scale)^shape is Gamma(1 + 1 / shape, 1).
  const order = 1 + inverse;
  const biased = {
    low: 0,
    cdf: (y: number) => gammaCdf(order, y),
    density: (y: number) => gammaDensity(order, y),
  };
  return {
    mean: scale * first,
    variance: scale * scale * (second - first * first),
    quantile: (u) => power(-Math.log1p(-u)),
    residual: (u1, u2) => power(invert(biased, u1, order)) * u2,
  };
}
