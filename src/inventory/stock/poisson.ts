import { truncatedPoisson } from './truncated-poisson.js';

/** Quantile of the Poisson law: truncated where what lies beyond is less than the least step of a uniform. */
export const poisson = (load: number, u: number): number =>
  truncatedPoisson(load, Math.ceil(load + 12 * Math.sqrt(load) + 30), u);
