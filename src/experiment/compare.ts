import { ENGINE_VERSION, joinDigests } from '../model/index.js';
import type { Model, ResultHead } from '../model/index.js';
import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { compareMetric, type MetricComparison } from './comparison.js';
import { PLAIN_ESTIMATE } from './estimate.js';
import { extend, type Laboratory } from './extend.js';
import { priceControls } from './controls.js';
import type { PriceControl } from './estimate.js';
import { findMetrics } from './metric-path.js';
import { omniscientRow, type OmniscientRow } from './omniscient-rows.js';
import { Samples } from './samples.js';
import { findWarmUp, type WarmUpFinding } from './steady-state.js';
import type { Case } from './task.js';

/** What is asked of a comparison. */
export interface ComparisonPlan {
  readonly replications: number;
  readonly confidence: number;
  readonly antithetic: boolean;
  /** Leaves out the warm-up; false unless told. */
  readonly steadyState?: boolean;
  /** Pools whose time-average price serves as control variate; none unless told. */
  readonly controls?: readonly string[];
  /** As they were written. */
  readonly metrics: readonly string[];
  /** With the omniscient bound beside each case. */
  readonly omniscient?: true;
}

/** All cases are measured over the same span of the same markets: from the latest of their warm-ups on. */
export interface CommonWarmUp extends Pick<WarmUpFinding, 'seconds' | 'doubtful'> {
  readonly byCase: Readonly<Record<string, WarmUpFinding>>;
}

/** As `--json` prints it. */
export interface Comparison extends Omit<ResultHead, 'variant'> {
  readonly kind: 'comparison';
  readonly confidence: number;
  readonly antithetic: boolean;
  /** Of the baseline; a case with other prices has means of its own. */
  readonly controls: readonly PriceControl[];
  /** Null in a study that begins with the run. */
  readonly steadyState: CommonWarmUp | null;
  readonly baseline: string;
  readonly cases: readonly (Case & { readonly digest: string })[];
  readonly metrics: readonly MetricComparison[];
  /** Case by case beside the omniscient bound, where it was asked for. */
  readonly omniscient?: readonly OmniscientRow[];
}

/** What is compared: the cases, the baseline first. */
export interface ComparisonSubject {
  readonly cases: readonly Case[];
  /** Of the baseline. */
  readonly model: Model;
  /** Of all cases, in their order; needed for controls where a case has other pools or prices. */
  readonly models?: readonly Model[];
}

/**
 * Runs all cases on the same markets (common random numbers, by name of the stream) and compares them in pairs, the
 * first case being the baseline.
 */
export async function compareCases(
  laboratory: Laboratory,
  { cases, model, models }: ComparisonSubject,
  plan: ComparisonPlan,
): Promise<Result<Comparison>> {
  const controls = controlsOf(cases, models ?? cases.map(() => model), plan.controls ?? []);
  if (!controls.ok) return controls;
  const steadyState = plan.steadyState === true ? await commonWarmUp(laboratory, cases, model) : null;
  const { antithetic, omniscient } = plan;
  const manner = { antithetic, warmUp: steadyState?.seconds ?? 0, ...(omniscient && { omniscient }) };
  const all = cases.map((of) => new Samples(of, manner));
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
  const compared = all.map((samples, i) => ({
    ...{ name: samples.of.name, samples },
    controls: controls.value[i],
  }));
  const estimates = { ...PLAIN_ESTIMATE, confidence: plan.confidence };
  const digests = all.map((samples) => joinDigests(samples.digests));
  return success({
    ...headOf(model, joinDigests(digests)),
    replications: plan.replications,
    confidence: plan.confidence,
    antithetic: plan.antithetic,
    controls: controls.value[0],
    steadyState,
    baseline: cases[0].name,
    cases: cases.map((of, i) => ({ ...of, digest: digests[i] })),
    metrics: metrics.value.map((metric) => compareMetric(compared, metric, plan.confidence)),
    ...(plan.omniscient && { omniscient: all.map((samples) => omniscientRow(samples, estimates)) }),
  });
}

const headOf = (
  { scenario }: Model,
  digest: string,
): Pick<Comparison, 'spotsim' | 'kind' | 'scenario' | 'seed' | 'digest' | 'horizonSeconds' | 'currency'> => ({
  spotsim: ENGINE_VERSION,
  kind: 'comparison',
  scenario: scenario.name,
  seed: scenario.seed,
  digest,
  horizonSeconds: scenario.duration,
  currency: scenario.currency,
});

/** By case: the means of its own market. A control that one of them lacks is refused, with the name of the case. */
function controlsOf(
  cases: readonly Case[],
  models: readonly Model[],
  names: readonly string[],
): Result<readonly (readonly PriceControl[])[]> {
  const found: (readonly PriceControl[])[] = [];
  for (const [i, model] of models.entries()) {
    const controls = priceControls(model, names);
    if (!controls.ok && i === 0) return controls;
    if (!controls.ok)
      return failure(
        ...controls.issues.map((issue) => ({ ...issue, message: `in ${cases[i].name}: ${issue.message}` })),
      );
    found.push(controls.value);
  }
  return success(found);
}

async function commonWarmUp(
  laboratory: Laboratory,
  cases: readonly Case[],
  { scenario }: Model,
): Promise<CommonWarmUp> {
  const byCase: Record<string, WarmUpFinding> = {};
  for (const of of cases) byCase[of.name] = await findWarmUp(laboratory, of, scenario.duration);
  const found = Object.values(byCase);
  return {
    seconds: Math.max(...found.map(({ seconds }) => seconds)),
    doubtful: found.some(({ doubtful }) => doubtful),
    byCase,
  };
}
