import type { Metrics } from '../metrics/index.js';
import type { Model } from './compile.js';
import { ENGINE_VERSION } from './version.js';

/** What every result says of the runs that it comes from. */
export interface ResultHead {
  readonly spotsim: string;
  readonly scenario: string;
  readonly variant: string | null;
  readonly seed: string;
  /** Of one run, or of the digests of all, in their order. */
  readonly digest: string;
  readonly horizonSeconds: number;
  readonly currency: string;
  readonly replications: number;
}

/** The result of one run, as `--json` prints it and `summary.json` keeps it. */
export interface RunResults extends ResultHead, Metrics {}

export function summarise(
  model: Model,
  outcome: { readonly metrics: Metrics; readonly digest: string },
): RunResults {
  const { scenario, variant } = model;
  const { digest, metrics } = outcome;
  return {
    spotsim: ENGINE_VERSION,
    scenario: scenario.name,
    variant,
    seed: scenario.seed,
    digest,
    horizonSeconds: scenario.duration,
    currency: scenario.currency,
    replications: 1,
    ...metrics,
  };
}
