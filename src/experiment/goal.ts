import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import { boundFault, excess, type Constraint } from './constraint.js';
import type { Laboratory } from './extend.js';
import { metricKind } from './metric-kind.js';
import type { Samples } from './samples.js';
import { metricsOf } from './sweep.js';
import type { Case } from './task.js';

/** A constraint on a metric that is known, and how near to the bound a wrong verdict does no harm. */
export interface Limit {
  readonly constraint: Constraint;
  readonly metric: string;
  readonly tolerance: number;
}

/** What is to be least, and under which conditions. */
export interface Goal {
  readonly metric: string;
  readonly limits: readonly Limit[];
}

/** Finds the metrics of a goal in one replication of a case. */
export async function goalOf(
  laboratory: Laboratory,
  of: Case,
  { minimize, constraints }: { readonly minimize: string; readonly constraints: readonly Constraint[] },
): Promise<Result<Goal>> {
  const metric = await metricsOf(laboratory, of, [minimize], '--minimize');
  const paths = constraints.map(({ metric: name }) => metricsOf(laboratory, of, [name], '--subject-to'));
  const found = await Promise.all(paths);
  const issues = [metric, ...found].flatMap((one) => (one.ok ? [] : one.issues));
  if (!metric.ok || issues.length > 0) return failure(...issues);
  const limits = constraints.map((constraint, i): Limit => {
    const [path = ''] = found[i].ok ? found[i].value : [];
    return { constraint, metric: path, tolerance: toleranceOf(constraint, path) };
  });
  const faults = limits.flatMap(
    ({ constraint, metric: path }) => boundFault(constraint, path, '--subject-to') ?? [],
  );
  if (faults.length > 0) return failure(...faults);
  return success({ metric: metric.value[0], limits });
}

/** A tenth of what a share may lack (0.0001 at 99.9 %); 2 % of any other bound, and a thousandth of nothing. */
function toleranceOf({ bound }: Constraint, metric: string): number {
  const size =
    metricKind(metric) === 'share'
      ? 0.1 * Math.min(Math.abs(bound), Math.abs(1 - bound))
      : 0.02 * Math.abs(bound);
  return size > 0 ? size : 0.001;
}

/** What a limit lacks in one replication; NaN where the metric is null. */
export const lack = (samples: Samples, limit: Limit, replication: number): number =>
  excess(limit.constraint, samples.column(limit.metric)?.[replication] ?? NaN);

/** A metric that is null cannot be judged: the first such case as an issue. */
export function nullMetric(all: readonly Samples[], { metric, limits }: Goal): Result<null> {
  for (const samples of all) {
    for (const path of [metric, ...limits.map((limit) => limit.metric)]) {
      const missing = [...(samples.column(path) ?? [NaN])].filter((value) => Number.isNaN(value)).length;
      if (missing === 0) continue;
      const message = `${path} is null in ${missing} of ${samples.size} replications: it cannot be judged`;
      return failure({ at: { file: samples.of.name }, message, hint: 'take a metric that every run has' });
    }
  }
  return success(null);
}
