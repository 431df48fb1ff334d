import { Run } from '../model/index.js';
import type { Model, RunOptions, RunResults } from '../model/index.js';
import type { Seconds } from '../units/index.js';
import { afterWarmUp } from './after-warm-up.js';
import { flatten, noPlaces, type KnownPlaces } from './flatten.js';
import { omniscientFault } from './omniscient-fault.js';
import { OmniscientPass } from './omniscient.js';
import { RefusedCase, type Row, type Task } from './task.js';

/** Places in the results of each model. */
const placesOf = new WeakMap<Model, KnownPlaces>();

/** Runs one replication and keeps its numbers: what every executor calls, in whatever thread it is. */
export function performTask(model: Model, task: Task, options: RunOptions = {}): Row {
  const { replication, mirrored, warmUp, series } = task;
  const { duration } = model.scenario;
  const pass = task.omniscient === true ? omniscientPass(model, task) : undefined;
  const places = placesOf.get(model) ?? noPlaces();
  placesOf.set(model, places);
  const run = new Run(model, { ...options, ...(pass && watched(options, pass)), replication, mirrored });
  const increments = series === undefined ? undefined : sliced(run, duration, series);
  const before = warmUp > 0 ? flatten(bounded(run.metricsAt(warmUp), warmUp), places) : undefined;
  const results = run.finish();
  const whole = flatten(bounded(results, duration), places);
  const measured = before === undefined ? whole : afterWarmUp(before, whole, { from: warmUp, to: duration });
  return {
    task: task.id,
    digest: results.digest,
    ...measured,
    ...(increments && { series: increments }),
  };

  function bounded<R extends Pick<RunResults, 'totals' | 'services' | 'jobs'>>(found: R, until: Seconds): R {
    return pass === undefined ? found : pass.withBound(found, until);
  }
}

function omniscientPass(model: Model, { case: of, warmUp }: Task): OmniscientPass {
  const fault = omniscientFault(model, warmUp > 0);
  if (fault !== undefined) throw new RefusedCase(of.name, [fault]);
  return new OmniscientPass(model);
}

const watched = ({ recorders }: RunOptions, { market }: OmniscientPass): RunOptions => ({
  recorders: (directory) => [...(recorders?.(directory) ?? []), market],
});

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
