import { bathtub } from './bathtub.js';
import type { Distribution } from './distribution.js';
import { constant, exponential, pareto, uniform } from './elementary.js';
import { empirical } from './empirical.js';
import { lognormal, normal } from './gaussian.js';
import { hyperexponential } from './hyperexponential.js';
import type { DistributionSpec } from './spec.js';
import { weibull } from './weibull.js';

/**
 * The law that a scenario names. Formulas and sources: docs/models/distributions.md.
 * @throws RangeError for parameters that name no law.
 */
export function distribution(spec: DistributionSpec): Distribution {
  switch (spec.distribution) {
    case 'constant':
      return constant(spec.value);
    case 'uniform':
      return uniform(spec.min, spec.max);
    case 'exponential':
      return exponential(spec.mean);
    case 'normal':
      return normal(spec.mean, spec.sd);
    case 'lognormal':
      return lognormal(spec.median, spec.sigma);
    case 'weibull':
      return weibull(spec.shape, spec.scale);
    case 'pareto':
      return pareto(spec.shape, spec.min);
    case 'hyperexponential':
      return hyperexponential(spec.branches);
    case 'bathtub':
      return bathtub(spec);
    case 'empirical':
      return empirical(spec.values, spec.weights);
    default:
      return unknownLaw(spec);
  }
}

function unknownLaw(spec: never): never {
  throw new RangeError(`no such distribution: ${JSON.stringify(spec)}`);
}
