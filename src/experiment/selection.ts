import { FeasibilityCheck, KimNelson } from '../statistics/index.js';
import type { Verdict } from '../statistics/index.js';
import { success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { extend, type Laboratory } from './extend.js';
import { lack, nullMetric, type Goal } from './goal.js';
import type { Samples } from './samples.js';

/** What the selection is promised, and how far it may go. */
export interface SelectionSetting {
  readonly confidence: number;
  /** The least difference of the metric that matters. */
  readonly delta: number;
  readonly first: number;
  /** Replications of a point at which it ends, settled or not. */
  readonly most: number;
}

export interface Selected {
  /** By case and limit. */
  readonly verdicts: readonly (readonly Verdict[])[];
  /** Cases taken to meet all limits. */
  readonly feasible: readonly number[];
  /** Those left at the end; one if the selection was settled. */
  readonly survivors: readonly number[];
}

const ROUND = 10;

/**
 * Screens the cases for feasibility, and selects the one with the least mean among those that pass, both sequentially
 * and on common random numbers. Errors add up to at most 1 - confidence: half for screening, half for selection.
 */
export async function selectBest(
  laboratory: Laboratory,
  { all, goal }: { readonly all: readonly Samples[]; readonly goal: Goal },
  setting: SelectionSetting,
): Promise<Result<Selected>> {
  await extend(
    laboratory,
    all.map((samples) => [samples, setting.first]),
  );
  const judged = nullMetric(all, goal);
  if (!judged.ok) return judged;
  const alpha = (1 - setting.confidence) / (goal.limits.length === 0 ? 1 : 2);
  const checks = await screen(
    laboratory,
    { all, goal },
    { ...setting, beta: alpha / (all.length * Math.max(1, goal.limits.length)) },
  );
  const feasible = [...all.keys()].filter((i) => checks[i].every(({ leaning }) => leaning === 'feasible'));
  const survivors = await select(laboratory, { all, goal, feasible }, { ...setting, alpha });
  return success({ verdicts: checks.map((row) => row.map(({ verdict }) => verdict)), feasible, survivors });
}

async function screen(
  laboratory: Laboratory,
  { all, goal }: { readonly all: readonly Samples[]; readonly goal: Goal },
  { beta, first, most }: SelectionSetting & { readonly beta: number },
): Promise<readonly (readonly FeasibilityCheck[])[]> {
  const checks = all.map(() =>
    goal.limits.map(({ tolerance }) => new FeasibilityCheck({ beta, tolerance, n0: first })),
  );
  const seen = all.map(() => 0);
  for (;;) {
    const open = [...all.keys()].filter((i) => {
      for (; seen[i] < all[i].size; seen[i] += 1)
        goal.limits.forEach((limit, l) => checks[i][l].observe(lack(all[i], limit, seen[i])));
      const failed = checks[i].some(({ verdict }) => verdict === 'infeasible');
      return !failed && checks[i].some(({ verdict }) => verdict === 'undecided') && all[i].size < most;
    });
    if (open.length === 0) return checks;
    await extend(
      laboratory,
      open.map((i) => [all[i], Math.min(most, all[i].size + ROUND)]),
    );
  }
}

async function select(
  laboratory: Laboratory,
  {
    all,
    goal,
    feasible,
  }: { readonly all: readonly Samples[]; readonly goal: Goal; readonly feasible: readonly number[] },
  { alpha, delta, first, most }: SelectionSetting & { readonly alpha: number },
): Promise<readonly number[]> {
  if (feasible.length < 2) return feasible;
  const selection = new KimNelson(all.length, { alpha, delta, n0: first }, feasible);
  const value = (i: number, replication: number): number => all[i].column(goal.metric)?.[replication] ?? NaN;
  for (let replication = 0; replication < most; replication += 1) {
    const { survivors } = selection.selection;
    if (survivors.length < 2) return survivors;
    if (survivors.some((i) => all[i].size <= replication))
      await extend(
        laboratory,
        survivors.map((i) => [all[i], Math.max(all[i].size, Math.min(most, replication + ROUND))]),
      );
    selection.observe((i) => value(i, replication));
  }
  return selection.selection.survivors;
}
