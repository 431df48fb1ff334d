/** What a scenario says of a distribution; values carry the unit of the place they stand in (seconds, prices). */
export type DistributionSpec =
  | { readonly distribution: 'constant'; readonly value: number }
  | { readonly distribution: 'uniform'; readonly min: number; readonly max: number }
  | { readonly distribution: 'exponential'; readonly mean: number }
  | { readonly distribution: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly distribution: 'lognormal'; readonly median: number; readonly sigma: number }
  | { readonly distribution: 'weibull'; readonly shape: number; readonly scale: number }
  | { readonly distribution: 'pareto'; readonly shape: number; readonly min: number }
  | {
      readonly distribution: 'hyperexponential';
      readonly branches: readonly { readonly probability: number; readonly mean: number }[];
    }
  | {
      readonly distribution: 'bathtub';
      readonly a?: number | undefined;
      readonly tau1: number;
      readonly tau2: number;
      readonly b: number;
    }
  | {
      readonly distribution: 'empirical';
      readonly values: readonly number[];
      readonly weights?: readonly number[] | undefined;
    };
