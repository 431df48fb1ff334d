import { Run } from '../model/index.js';
import type { Model, RunOptions } from '../model/index.js';
import { afterWarmUp } from './after-warm-up.js';
import { flatten } from './flatten.js';
import type { Row, Task } from './task.js';

/** Runs one replication and keeps its numbers: what every executor calls, in whatever thread it is. */
export function performTask(model: Model, task: Task, options: RunOptions = {}): Row {
  const { replication, mirrored, warmUp, series } = task;
  const { duration } = model.scenario;
  const run = new Run(model, { ...options, replication, mirrored });
  const increments = series === undefined ? undefined : sliced(run, duration, series);
  const before = warmUp > 0 ? flatten(run.metricsAt(warmUp)) : undefined;
  const results = run.finish();
  const whole = flatten(results);
  const measured = before === undefined ? whole : afterWarmUp(before, whole, { from: warmUp, to: duration });
  return {
    task: task.id,
    digest: results.digest,
    ...measured,
    ...(increments && { series: increments }),
  };
}

function sliced(run: Run, duration: number, { metrics, slices }: NonNullable<Task['series']>): Float64Array {
  const increments = new Float64Array(metrics.length * slices);
  const paths = metrics.map((metric) => metric.split('.'));
  let before = new Float64Array(metrics.length);
  for (let slice = 0; slice < slices; slice += 1) {
    const all = run.metricsAt(Math.floor((duration * (slice + 1)) / slices));
    const now = Float64Array.from(paths, (path) => numberAt(all, path));
    now.forEach((value, metric) => (increments[metric * slices + slice] = value - before[metric]));
    before = now;
  }
  return increments;
}

/** A result's number under plain keys, without making a list of all of them. */
function numberAt(results: unknown, path: readonly string[]): number {
  const found = path.reduce<unknown>(
    (here, key) => (here as Readonly<Record<string, unknown>>)[key],
    results,
  );
  return typeof found === 'number' ? found : NaN;
}
