import type { Distribution } from './distribution.js';
import { requireSpan, requireThat } from './requirement.js';

/** Always the same value; still takes its uniform, so that a changed law leaves later draws aligned. */
export function constant(value: number): Distribution {
  requireThat(Number.isFinite(value), `a constant must be finite, not ${value}`);
  return {
    mean: value,
    variance: 0,
    quantile: () => value,
    residual: (_u1, u2) => {
      requireSpan(value >= 0, `constant ${value}`);
      return value * u2;
    },
  };
}

/** Uniform on (min, max). */
export function uniform(min: number, max: number): Distribution {
  requireThat(
    Number.isFinite(min) && Number.isFinite(max) && min <= max,
    `uniform needs finite min <= max, not ${min} and ${max}`,
  );
  const width = max - min;
  return {
    mean: min + width / 2,
    variance: (width * width) / 12,
    quantile: (u) => min + width * u,
    residual: (u1, u2) => {
      requireSpan(min >= 0, `uniform from ${min}`);
      return Math.sqrt(min * min + width * (max + min) * u1) * u2;
    },
  };
}

/** Exponential; without memory, so the time left has the same law. */
export function exponential(mean: number): Distribution {
  requireThat(mean > 0 && mean < Infinity, `an exponential mean must be positive and finite, not ${mean}`);
  const quantile = (u: number): number => -mean * Math.log1p(-u);
  return { mean, variance: mean * mean, quantile, residual: quantile };
}

/** Pareto (type I): P(X > x) = (min / x)^shape for x >= min. */
export function pareto(shape: number, min: number): Distribution {
  requireThat(
    shape > 0 && shape < Infinity && min > 0 && min < Infinity,
    `pareto needs positive shape and min, not ${shape} and ${min}`,
  );
  const above = shape - 1;
  return {
    mean: shape > 1 ? (shape * min) / above : Infinity,
    variance: shape > 2 ? (shape * min * min) / (above * above * (shape - 2)) : Infinity,
    quantile: (u) => min * Math.exp(-Math.log1p(-u) / shape),
    // Length-biased it is Pareto again, of shape - 1.
    residual: (u1, u2) => {
      requireSpan(shape > 1, `pareto of shape ${shape} (its mean is infinite)`);
      return min * Math.exp(-Math.log1p(-u1) / above) * u2;
    },
  };
}
