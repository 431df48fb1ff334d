import { ENGINE_VERSION, joinDigests } from '../model/index.js';
import type { Model, ResultHead } from '../model/index.js';
import { success } from '../units/index.js';
import type { Result } from '../units/index.js';
import type { Constraint } from './constraint.js';
import { priceControls } from './controls.js';
import { estimateOf, type EstimateOptions, type PriceControl } from './estimate.js';
import { extend, type Laboratory } from './extend.js';
import { treeOf, type EstimatedMetrics } from './metric-tree.js';
import { replicateUntil, type PrecisionGoal, type Stopping } from './replicate.js';
import { Samples } from './samples.js';
import { sloShare, type SloShare } from './slo.js';
import { findWarmUp, type WarmUpFinding } from './steady-state.js';
import type { Case } from './task.js';
import { tailRisks, type TailRisk } from './tail-risk.js';
import { varies } from './unit-values.js';

/** What is asked of the replications of one case. */
export interface ReplicationPlan {
  /** Runs; of antithetic ones both of a pair count. */
  readonly replications: number;
  /** In place of a fixed number. */
  readonly precision?: PrecisionGoal;
  readonly confidence: number;
  readonly antithetic: boolean;
  readonly steadyState: boolean;
  /** Pools whose time-average price serves as control variate. */
  readonly controls: readonly string[];
  readonly objectives: readonly Constraint[];
}

export const PLAIN_PLAN: Omit<ReplicationPlan, 'replications'> = {
  confidence: 0.95,
  antithetic: false,
  steadyState: false,
  controls: [],
  objectives: [],
};

/** What a result of several replications says beside its metrics. */
export interface ReplicatedHead extends ResultHead {
  readonly confidence: number;
  /** False where all replications gave the same figures: then there is no interval. */
  readonly random: boolean;
  readonly antithetic: boolean;
  readonly controls: readonly PriceControl[];
  /** Null in a study that begins with the run. */
  readonly steadyState: WarmUpFinding | null;
  /** Null for a fixed number of replications. */
  readonly stopping: Stopping | null;
  readonly slo: readonly SloShare[];
  readonly tailRisk: Readonly<Record<string, TailRisk>>;
}

/** As `--json` prints it: the shape of one run's result, each metric an estimate. */
export type ReplicatedRun = ReplicatedHead & EstimatedMetrics;

/** Runs a case as often as the plan says, and estimates every metric. */
export async function runReplications(
  laboratory: Laboratory,
  { of, model }: { readonly of: Case; readonly model: Model },
  plan: ReplicationPlan,
): Promise<Result<ReplicatedRun>> {
  const controls = priceControls(model, plan.controls);
  if (!controls.ok) return controls;
  const { duration } = model.scenario;
  const steadyState = plan.steadyState ? await findWarmUp(laboratory, of, duration) : null;
  const samples = new Samples(of, { antithetic: plan.antithetic, warmUp: steadyState?.seconds ?? 0 });
  const options: EstimateOptions = { confidence: plan.confidence, controls: controls.value };
  const stopping = await fill(laboratory, samples, plan, options);
  if (!stopping.ok) return stopping;
  const slo = plan.objectives.map((objective) => sloShare(samples, objective, plan.confidence));
  for (const one of slo) if (!one.ok) return one;
  return success({
    ...headOf(model, samples),
    confidence: plan.confidence,
    antithetic: plan.antithetic,
    controls: controls.value,
    steadyState,
    stopping: stopping.value,
    slo: slo.flatMap((one) => (one.ok ? [one.value] : [])),
    tailRisk: tailRisks(samples, samples.paths),
    ...estimatesOf(samples, options),
  });
}

/** The names of the objectives' metrics are checked on one replication before the others are run. */
async function fill(
  laboratory: Laboratory,
  samples: Samples,
  plan: ReplicationPlan,
  options: EstimateOptions,
): Promise<Result<Stopping | null>> {
  if (plan.objectives.length > 0) await extend(laboratory, [[samples, 1]]);
  for (const objective of plan.objectives) {
    const found = sloShare(samples, objective, plan.confidence);
    if (!found.ok) return found;
  }
  if (plan.precision !== undefined) return replicateUntil(laboratory, samples, plan.precision, options);
  await extend(laboratory, [[samples, plan.replications]]);
  return success(null);
}

/** What a result of several replications says of itself before its metrics. */
function headOf(
  { scenario, variant }: Model,
  samples: Samples,
): Pick<
  ReplicatedHead,
  | 'spotsim'
  | 'scenario'
  | 'variant'
  | 'seed'
  | 'digest'
  | 'horizonSeconds'
  | 'currency'
  | 'replications'
  | 'random'
> {
  return {
    spotsim: ENGINE_VERSION,
    scenario: scenario.name,
    variant,
    seed: scenario.seed,
    digest: joinDigests(samples.digests),
    horizonSeconds: scenario.duration,
    currency: scenario.currency,
    replications: samples.size,
    random: varies(samples),
  };
}

/** Every metric of a result as an estimate, in the shape of the result. */
function estimatesOf(samples: Samples, options: EstimateOptions): EstimatedMetrics {
  return treeOf(samples.paths, (path) => estimateOf(samples, path, options));
}
