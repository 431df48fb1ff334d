import type { Model } from '../model/index.js';
import type { Result } from '../units/index.js';
import { performTask } from './perform-task.js';
import { RefusedCase } from './task.js';
import type { Case, Executor, Row, Task } from './task.js';

/** Makes a case ready to run. */
export type ModelOf = (of: Case) => Result<Model>;

/** One task after the other, in this thread. */
export function sequentialExecutor(modelOf: ModelOf): Executor {
  const models = keptModels(modelOf);
  return {
    async *run(tasks) {
      for (const task of tasks) yield await Promise.resolve(perform(task));
    },
  };

  function perform(task: Task): Row {
    return performTask(models(task.case), task);
  }
}

const KEPT = 16;

/** The models used last, so that the replications of a case share one, and a sweep does not keep thousands. */
export function keptModels(modelOf: ModelOf): (of: Case) => Model {
  const kept = new Map<string, Model>();
  return (of) => {
    const key = JSON.stringify([of.variant, of.set]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = modelOf(of);
    if (!made.ok) throw new RefusedCase(of.name, made.issues);
    const [oldest] = kept.keys();
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(key, made.value);
    return made.value;
  };
}
