import { ENGINE_VERSION, joinDigests } from '../model/index.js';
import type { Model, ResultHead } from '../model/index.js';
import { success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { estimateOf, PLAIN_ESTIMATE, type Estimate } from './estimate.js';
import { extend, type Laboratory } from './extend.js';
import { dominated } from './frontier.js';
import { findMetrics } from './metric-path.js';
import { partsOf, PLAIN_MANNER, Samples } from './samples.js';
import type { Case } from './task.js';

/** What is asked of a sweep. */
export interface SweepPlan {
  /** Of each point; all points see the same markets. */
  readonly replications: number;
  readonly confidence: number;
  /** As they were written. */
  readonly metrics: readonly string[];
}

export interface SweepPoint {
  readonly name: string;
  readonly set: readonly string[];
  readonly digest: string;
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Another point costs no more and is up no less, and is better in one of the two. */
  readonly dominated: boolean;
}

/** As `--json` prints it. */
export interface Sweep extends ResultHead {
  readonly kind: 'sweep';
  readonly confidence: number;
  readonly metrics: readonly string[];
  readonly points: readonly SweepPoint[];
}

export const COST = 'totals.cost.total';
export const AVAILABILITY = 'totals.availability';

/** Points in one round of tasks: so many samples are in memory at once. */
const ROUND = 200;

/** Runs every point on the same markets and estimates the metrics asked for. */
export async function sweepCases(
  laboratory: Laboratory,
  { cases, model }: { readonly cases: readonly Case[]; readonly model: Model },
  plan: SweepPlan,
): Promise<Result<Sweep>> {
  const metrics = await metricsOf(laboratory, cases[0], plan.metrics);
  if (!metrics.ok) return metrics;
  const kept = new Set([...metrics.value, COST, AVAILABILITY].flatMap(partsOf));
  const measured: (Omit<SweepPoint, 'dominated'> & { cost: Estimate; up: Estimate })[] = [];
  for (let from = 0; from < cases.length; from += ROUND) {
    const round = cases.slice(from, from + ROUND).map((of) => new Samples(of, PLAIN_MANNER, kept));
    await extend(
      laboratory,
      round.map((samples) => [samples, plan.replications]),
    );
    measured.push(...round.map((samples) => pointOf(samples, metrics.value, plan.confidence)));
  }
  const beaten = dominated(measured.map(({ cost, up }) => ({ cost: cost.mean, gain: up.mean })));
  const { scenario, variant } = model;
  return success({
    spotsim: ENGINE_VERSION,
    kind: 'sweep',
    scenario: scenario.name,
    variant,
    seed: scenario.seed,
    digest: joinDigests(measured.map(({ digest }) => digest)),
    horizonSeconds: scenario.duration,
    currency: scenario.currency,
    replications: plan.replications,
    confidence: plan.confidence,
    metrics: metrics.value,
    points: measured.map(({ cost: _, up: _up, ...point }, i) => ({ ...point, dominated: beaten[i] })),
  });
}

/** The paths of the metrics that were named; one replication of a case tells which there are. */
export async function metricsOf(
  laboratory: Laboratory,
  of: Case,
  names: readonly string[],
  option?: string,
): Promise<Result<readonly string[]>> {
  const probe = new Samples(of);
  await extend(laboratory, [[probe, 1]]);
  return findMetrics(names, probe.paths, option);
}

function pointOf(
  samples: Samples,
  metrics: readonly string[],
  confidence: number,
): Omit<SweepPoint, 'dominated'> & { cost: Estimate; up: Estimate } {
  const options = { ...PLAIN_ESTIMATE, confidence };
  return {
    name: samples.of.name,
    set: samples.of.set,
    digest: joinDigests(samples.digests),
    metrics: Object.fromEntries(metrics.map((metric) => [metric, estimateOf(samples, metric, options)])),
    cost: estimateOf(samples, COST, options),
    up: estimateOf(samples, AVAILABILITY, options),
  };
}
