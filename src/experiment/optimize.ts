import { ENGINE_VERSION, joinDigests } from '../model/index.js';
import type { Model, ResultHead } from '../model/index.js';
import type { Verdict } from '../statistics/index.js';
import { success } from '../units/index.js';
import type { Result } from '../units/index.js';
import type { Axis } from './axis.js';
import type { Constraint } from './constraint.js';
import { designCases } from './design.js';
import { estimateOf, type Estimate } from './estimate.js';
import { extend, type Laboratory } from './extend.js';
import { dominated } from './frontier.js';
import { goalOf, type Goal } from './goal.js';
import { better, meanOf, patternSearch, totalLack } from './pattern-search.js';
import { partsOf, PLAIN_MANNER, Samples } from './samples.js';
import { selectBest, type Selected } from './selection.js';
import { AVAILABILITY, COST } from './sweep.js';
import type { Case } from './task.js';

/** What is asked of an optimisation. */
export interface OptimisationPlan {
  readonly axes: readonly Axis[];
  readonly minimize: string;
  readonly constraints: readonly Constraint[];
  readonly confidence: number;
  /** The least difference that matters; 1 % of the mean of the scenario as it is, unless told. */
  readonly delta?: number;
  /** Replications of a point: at first, and at most (of a pattern search: the first number, for all). */
  readonly first: number;
  readonly most: number;
  /** The most points that a pattern search tries. */
  readonly points: number;
}

export interface OptimisedPoint {
  readonly name: string;
  readonly set: readonly string[];
  readonly replications: number;
  readonly metric: Estimate;
  readonly constraints: readonly {
    readonly text: string;
    readonly estimate: Estimate;
    readonly verdict: Verdict;
  }[];
  readonly feasible: boolean;
  /** Left at the end of the selection: the best, or one that could not be told from it. */
  readonly left: boolean;
  readonly cost: Estimate;
  readonly availability: Estimate;
  readonly dominated: boolean;
}

/** As `--json` prints it. */
export interface Optimisation extends Omit<ResultHead, 'replications'> {
  readonly kind: 'optimisation';
  readonly confidence: number;
  readonly method: 'selection' | 'pattern-search';
  readonly metric: string;
  readonly constraints: readonly {
    readonly text: string;
    readonly metric: string;
    readonly tolerance: number;
  }[];
  /** Null for a pattern search, which promises nothing. */
  readonly delta: number | null;
  /** One point is left, and with the stated confidence none is better by more than delta. */
  readonly settled: boolean;
  /** Name of the best point; null where none meets the constraints. */
  readonly best: string | null;
  /** Name of the point that lacks least where none meets the constraints; null otherwise. */
  readonly nearest: string | null;
  readonly points: readonly OptimisedPoint[];
}

/** Finds the point with the least mean of a metric among those that meet the constraints. */
export async function optimise(
  laboratory: Laboratory,
  { base, model }: { readonly base: Case; readonly model: Model },
  plan: OptimisationPlan,
): Promise<Result<Optimisation>> {
  const goal = await goalOf(laboratory, base, plan);
  if (!goal.ok) return goal;
  const finite = plan.axes.every(({ kind }) => kind === 'list');
  const found = await (finite ? bySelection : bySearch)(laboratory, { base, goal: goal.value }, plan);
  if (!found.ok) return found;
  return success(resultOf(model, { goal: goal.value, plan, finite, ...found.value }));
}

/** What either method leaves. */
interface Found extends Selected {
  readonly all: readonly Samples[];
  readonly delta: number | null;
}

interface Given {
  readonly base: Case;
  readonly goal: Goal;
}

async function bySelection(
  laboratory: Laboratory,
  { base, goal }: Given,
  plan: OptimisationPlan,
): Promise<Result<Found>> {
  const cases = designCases(plan.axes, { kind: 'grid', points: 0, seed: '' }, base);
  if (!cases.ok) return cases;
  const all = cases.value.map((of) => samplesOf(of, goal));
  const delta = plan.delta ?? (await defaultDelta(laboratory, samplesOf(base, goal), goal, plan.first));
  const selected = await selectBest(laboratory, { all, goal }, { ...plan, delta });
  return selected.ok ? success({ ...selected.value, all, delta }) : selected;
}

async function defaultDelta(
  laboratory: Laboratory,
  samples: Samples,
  goal: Goal,
  first: number,
): Promise<number> {
  await extend(laboratory, [[samples, first]]);
  const size = Math.abs(meanOf(samples, goal.metric));
  return size > 0 ? 0.01 * size : 0.01;
}

async function bySearch(
  laboratory: Laboratory,
  { base, goal }: Given,
  plan: OptimisationPlan,
): Promise<Result<Found>> {
  const found = await patternSearch(laboratory, goal, {
    axes: plan.axes,
    replications: plan.first,
    most: plan.points,
    samplesOf: (values) => samplesOf(caseOf(plan.axes, values, base), goal),
  });
  if (!found.ok) return found;
  const all = found.value;
  const verdicts = all.map((samples) =>
    goal.limits.map((limit): Verdict =>
      totalLack(samples, { ...goal, limits: [limit] }) > 0 ? 'infeasible' : 'feasible',
    ),
  );
  const feasible = [...all.keys()].filter((i) => verdicts[i].every((verdict) => verdict === 'feasible'));
  const best = feasible.reduce<number | undefined>(
    (least, i) => (least === undefined || better(all[i], all[least], goal) ? i : least),
    undefined,
  );
  return success({ all, verdicts, feasible, survivors: best === undefined ? [] : [best], delta: null });
}

function caseOf(axes: readonly Axis[], values: readonly string[], base: Case): Case {
  const set = axes.map(({ path }, i) => `${path}=${values[i]}`);
  return { name: set.join(', '), variant: base.variant, set: [...base.set, ...set] };
}

const samplesOf = (of: Case, { metric, limits }: Goal): Samples =>
  new Samples(
    of,
    PLAIN_MANNER,
    new Set([metric, COST, AVAILABILITY, ...limits.map((limit) => limit.metric)].flatMap(partsOf)),
  );

interface Ended extends Found {
  readonly goal: Goal;
  readonly plan: OptimisationPlan;
  readonly finite: boolean;
}

function resultOf({ scenario, variant }: Model, ended: Ended): Optimisation {
  const { goal, plan, finite, all, feasible, survivors, delta } = ended;
  const leader = leastOf(survivors, (i) => meanOf(all[i], goal.metric));
  const nearest = feasible.length > 0 ? undefined : leastOf([...all.keys()], (i) => totalLack(all[i], goal));
  return {
    spotsim: ENGINE_VERSION,
    kind: 'optimisation',
    scenario: scenario.name,
    variant,
    seed: scenario.seed,
    digest: joinDigests(all.map(({ digests }) => joinDigests(digests))),
    horizonSeconds: scenario.duration,
    currency: scenario.currency,
    confidence: plan.confidence,
    method: finite ? 'selection' : 'pattern-search',
    metric: goal.metric,
    constraints: goal.limits.map(({ constraint, metric, tolerance }) => ({
      text: constraint.text,
      metric,
      tolerance,
    })),
    delta,
    settled: finite && survivors.length === 1,
    best: leader === undefined ? null : all[leader].of.name,
    nearest: nearest === undefined ? null : all[nearest].of.name,
    points: pointsOf(ended),
  };
}

function pointsOf({ all, goal, plan, verdicts, feasible, survivors }: Ended): readonly OptimisedPoint[] {
  const options = { confidence: plan.confidence, controls: [] };
  const points = all.map((samples, i) => ({
    name: samples.of.name,
    set: samples.of.set,
    replications: samples.size,
    metric: estimateOf(samples, goal.metric, options),
    constraints: goal.limits.map(({ constraint, metric }, l) => ({
      text: constraint.text,
      estimate: estimateOf(samples, metric, options),
      verdict: verdicts[i][l],
    })),
    feasible: feasible.includes(i),
    left: survivors.includes(i),
    cost: estimateOf(samples, COST, options),
    availability: estimateOf(samples, AVAILABILITY, options),
  }));
  const beaten = dominated(
    points.map(({ cost, availability }) => ({ cost: cost.mean, gain: availability.mean })),
  );
  return points.map((point, i) => ({ ...point, dominated: beaten[i] }));
}

/** The first of those with the least value. */
const leastOf = (indices: readonly number[], value: (i: number) => number): number | undefined =>
  indices.reduce<number | undefined>(
    (least, i) => (least === undefined || value(i) < value(least) ? i : least),
    undefined,
  );
