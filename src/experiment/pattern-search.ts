import { success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { valueAt, type Axis } from './axis.js';
import { extend, type Laboratory } from './extend.js';
import { lack, nullMetric, type Goal } from './goal.js';
import type { Samples } from './samples.js';

/** A point of the search: a place in [0, 1] for each range, a value for each list. */
interface Place {
  readonly ranges: readonly number[];
  readonly lists: readonly string[];
}

export interface SearchSetting {
  readonly axes: readonly Axis[];
  /** Of every point: all are judged on the same markets, so that the search sees one fixed surface. */
  readonly replications: number;
  readonly most: number;
  readonly samplesOf: (values: readonly string[]) => Samples;
}

const FIRST_STEP = 1 / 4;
const LAST_STEP = 1 / 64;

/**
 * Compass search (R. Hooke and T. A. Jeeves, JACM 8 (1961) 212-229) over the ranges, begun in the middle, once for
 * each combination of the lists: one step up and down each range, on to the best that improves, half the step where
 * none does, down to 1/64 of the range. A point that breaks a limit loses to any that does not; among such, the one
 * that lacks less wins. Returns the points that were tried, in order.
 */
export async function patternSearch(
  laboratory: Laboratory,
  goal: Goal,
  setting: SearchSetting,
): Promise<Result<readonly Samples[]>> {
  const tried = new Map<string, Samples>();
  const measure = async (places: readonly Place[]): Promise<readonly (Samples | undefined)[]> => {
    const keys = places.map((place) => JSON.stringify(valuesOf(setting.axes, place)));
    const fresh = [...new Set(keys)].filter((key) => !tried.has(key)).slice(0, setting.most - tried.size);
    const made = fresh.map((key) => setting.samplesOf(JSON.parse(key) as string[]));
    await extend(
      laboratory,
      made.map((samples) => [samples, setting.replications]),
    );
    fresh.forEach((key, i) => tried.set(key, made[i]));
    return keys.map((key) => tried.get(key));
  };
  for (const lists of combinations(setting.axes)) {
    const middle = { ranges: setting.axes.filter(({ kind }) => kind === 'range').map(() => 0.5), lists };
    await descend(middle, { goal, measure });
    const judged = nullMetric([...tried.values()], goal);
    if (!judged.ok) return judged;
  }
  return success([...tried.values()]);
}

type Measure = (places: readonly Place[]) => Promise<readonly (Samples | undefined)[]>;

async function descend(
  from: Place,
  { goal, measure }: { readonly goal: Goal; readonly measure: Measure },
): Promise<void> {
  let here = from;
  let [best] = await measure([here]);
  for (let step = FIRST_STEP; step >= LAST_STEP;) {
    const around = neighbours(here, step);
    const found = await measure(around);
    let next: Place | undefined;
    found.forEach((samples, i) => {
      if (samples === undefined || (best !== undefined && !better(samples, best, goal))) return;
      best = samples;
      next = around[i];
    });
    if (next === undefined) step /= 2;
    else here = next;
  }
}

const neighbours = ({ ranges, lists }: Place, step: number): readonly Place[] =>
  ranges.flatMap((place, axis) =>
    [place - step, place + step]
      .filter((moved) => moved >= 0 && moved <= 1)
      .map((moved) => ({ lists, ranges: ranges.map((other, i) => (i === axis ? moved : other)) })),
  );

/** Whether a is better than b: first what the limits lack, then the metric. */
export function better(a: Samples, b: Samples, goal: Goal): boolean {
  const [lackA, lackB] = [totalLack(a, goal), totalLack(b, goal)];
  return lackA < lackB || (lackA === lackB && meanOf(a, goal.metric) < meanOf(b, goal.metric));
}

/** What the limits lack on average, each in units of its tolerance; 0 where all are met. */
export const totalLack = (samples: Samples, { limits }: Goal): number =>
  limits.reduce((sum, limit) => {
    let total = 0;
    for (let i = 0; i < samples.size; i += 1) total += lack(samples, limit, i);
    return sum + Math.max(0, total / samples.size / limit.tolerance);
  }, 0);

export function meanOf(samples: Samples, metric: string): number {
  const column = samples.column(metric) ?? Float64Array.of(NaN);
  return column.reduce((sum, value) => sum + value, 0) / column.length;
}

function valuesOf(axes: readonly Axis[], { ranges, lists }: Place): readonly string[] {
  let [range, list] = [0, 0];
  return axes.map((axis) => (axis.kind === 'list' ? lists[list++] : valueAt(axis, ranges[range++])));
}

function combinations(axes: readonly Axis[]): readonly (readonly string[])[] {
  const lists = axes.flatMap((axis) => (axis.kind === 'list' ? [axis.values] : []));
  return lists.reduce<readonly (readonly string[])[]>(
    (all, values) => all.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  );
}
