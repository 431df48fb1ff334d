import type { Metrics } from '../metrics/index.js';
import type { Model } from './compile.js';
import { ENGINE_VERSION } from './version.js';

/** The result of one run, as `--json` prints it and `summary.json` keeps it. */
export interface RunResults extends Metrics {
  readonly spotsim: string;
  readonly scenario: string;
  readonly variant: string | null;
  readonly seed: string;
  readonly digest: string;
  readonly horizonSeconds: number;
  readonly currency: string;
  readonly replications: number;
}

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
