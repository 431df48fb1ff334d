import { ENGINE_VERSION, joinDigests } from '../model/index.js';
import type { Model, ResultHead } from '../model/index.js';
import { success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { compareMetric, type MetricComparison } from './comparison.js';
import { PLAIN_ESTIMATE } from './estimate.js';
import { extend, type Laboratory } from './extend.js';
import { findMetrics } from './metric-path.js';
import { omniscientRow, type OmniscientRow } from './omniscient-rows.js';
import { Samples, type Manner } from './samples.js';
import type { Case } from './task.js';

/** What is asked of a comparison. */
export interface ComparisonPlan {
  readonly replications: number;
  readonly confidence: number;
  readonly antithetic: boolean;
  /** As they were written. */
  readonly metrics: readonly string[];
  /** With the omniscient bound beside each case. */
  readonly omniscient?: true;
}

/** As `--json` prints it. */
export interface Comparison extends Omit<ResultHead, 'variant'> {
  readonly kind: 'comparison';
  readonly confidence: number;
  readonly antithetic: boolean;
  readonly baseline: string;
  readonly cases: readonly (Case & { readonly digest: string })[];
  readonly metrics: readonly MetricComparison[];
  /** Case by case beside the omniscient bound, where it was asked for. */
  readonly omniscient?: readonly OmniscientRow[];
}

/** What comparisons show if nothing is asked for. */
export const COMPARED_METRICS = ['cost.total', 'availability', 'downSeconds', 'preemptions.total'];

/** And beside the omniscient bound. */
export const OMNISCIENT_METRICS = [...COMPARED_METRICS, 'omniscient.regret'];

/**
 * Runs all cases on the same markets (common random numbers, by name of the stream) and compares them in pairs, the
 * first case being the baseline.
 */
export async function compareCases(
  laboratory: Laboratory,
  { cases, model }: { readonly cases: readonly Case[]; readonly model: Model },
  plan: ComparisonPlan,
): Promise<Result<Comparison>> {
  const all = cases.map((of) => new Samples(of, mannerOf(plan)));
  await extend(
    laboratory,
    all.map((samples) => [samples, 1]),
  );
  const metrics = findMetrics(plan.metrics, all[0].paths);
  if (!metrics.ok) return metrics;
  await extend(
    laboratory,
    all.map((samples) => [samples, plan.replications]),
  );
  const compared = all.map((samples) => ({ name: samples.of.name, samples }));
  const { scenario } = model;
  const estimates = { ...PLAIN_ESTIMATE, confidence: plan.confidence };
  const digests = all.map((samples) => joinDigests(samples.digests));
  return success({
    spotsim: ENGINE_VERSION,
    kind: 'comparison',
    scenario: scenario.name,
    seed: scenario.seed,
    digest: joinDigests(digests),
    horizonSeconds: scenario.duration,
    currency: scenario.currency,
    replications: plan.replications,
    confidence: plan.confidence,
    antithetic: plan.antithetic,
    baseline: cases[0].name,
    cases: cases.map((of, i) => ({ ...of, digest: digests[i] })),
    metrics: metrics.value.map((metric) => compareMetric(compared, metric, plan.confidence)),
    ...(plan.omniscient && { omniscient: all.map((samples) => omniscientRow(samples, estimates)) }),
  });
}

const mannerOf = ({ antithetic, omniscient }: ComparisonPlan): Manner => ({
  antithetic,
  warmUp: 0,
  ...(omniscient && { omniscient }),
});
