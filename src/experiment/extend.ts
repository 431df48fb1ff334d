import { invariant } from '../units/index.js';
import type { Samples } from './samples.js';
import type { Executor, Row, Task } from './task.js';

/** Where experiments are done: who performs the tasks, and who is told how far they are. */
export interface Laboratory {
  readonly executor: Executor;
  /** Called after each replication; how many are to come is the experiment's to know. */
  readonly onReplication?: () => void;
}

/**
 * Adds replications to each of the samples up to a number, all in one go so that no core is idle. They are added in
 * order of case and replication, whatever the order in which they arrive: the same bytes from any executor.
 */
export async function extend(
  laboratory: Laboratory,
  wanted: readonly (readonly [samples: Samples, to: number])[],
): Promise<void> {
  const tasks: Task[] = [];
  const owners: Samples[] = [];
  for (const [samples, to] of wanted) {
    for (let done = samples.size; done < to; done += 1) {
      tasks.push(samples.task(done, tasks.length));
      owners.push(samples);
    }
  }
  for await (const row of inOrder(laboratory, tasks)) owners[row.task].add(row);
}

/** Rows in order of their tasks; each is passed on as soon as all before it are there. */
export async function* inOrder(
  { executor, onReplication }: Laboratory,
  tasks: readonly Task[],
): AsyncGenerator<Row> {
  if (tasks.length === 0) return;
  const early = new Map<number, Row>();
  let next = 0;
  for await (const row of executor.run(tasks)) {
    const known = row.task >= next && row.task < tasks.length && !early.has(row.task);
    invariant(known, `a row of task ${row.task} was not expected`);
    early.set(row.task, row);
    onReplication?.();
    for (let ready = early.get(next); ready !== undefined; ready = early.get(next)) {
      early.delete(next);
      next += 1;
      yield ready;
    }
  }
  invariant(next === tasks.length, `${tasks.length - next} of ${tasks.length} tasks have no row`);
}
