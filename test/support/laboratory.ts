import {
  sequentialExecutor,
  type Case,
  type Executor,
  type Laboratory,
  type Model,
  type Row,
  type Task,
} from '../../src/index.js';
import { compile, inMemory, parseScenario, type Result } from '../../src/index.js';
import { PLAIN } from './theory.js';
import { world, type Input } from './simulate.js';

export const BASE: Case = { name: 'base', variant: null, set: [] };

/** An experiment's scenario: the model of each case, made as the command line makes it. */
export interface Bench {
  readonly model: Model;
  readonly modelOf: (of: Case) => Result<Model>;
  readonly laboratory: Laboratory;
}

/** A scenario under the plain rules of the theory tests, with a sequential executor or another. */
export function bench(
  { rules = {}, ...changes }: Input,
  executorOf: (modelOf: Bench['modelOf']) => Executor = sequentialExecutor,
): Bench {
  const text = JSON.stringify(world({ ...changes, rules: { ...PLAIN, ...(rules as Input) } }));
  const modelOf = ({ variant, set }: Case): Result<Model> => {
    const read = () => ({ ok: false as const, issues: [{ message: 'no files here' }] });
    const parsed = parseScenario(
      { name: 'scenario.json', text },
      { read, set, ...(variant !== null && { variant }) },
    );
    return parsed.ok ? compile(parsed.value, inMemory()) : parsed;
  };
  return { model: valueOf(modelOf(BASE)), modelOf, laboratory: { executor: executorOf(modelOf) } };
}

/** The value of a result that must be there. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(result.issues.map(({ message, hint }) => `${message} (${hint})`).join('\n'));
  return result.value;
}

/** The faults of a result that must not be there. */
export function faultOf(result: Result<unknown>): string {
  if (result.ok) throw new Error('no fault');
  return result.issues
    .map(({ at, message, hint = '' }) => `${at?.file ?? ''}: ${message} (${hint})`)
    .join('\n');
}

/** Performs the tasks in the worst order it can think of: backwards, in halves, and from the middle. */
export function perverse(executor: Executor): Executor {
  return {
    async *run(tasks) {
      const rows: Row[] = [];
      const shuffled = [...tasks].sort(
        (a, b) => ((b.id * 7919) % 101) - ((a.id * 7919) % 101) || b.id - a.id,
      );
      for (const task of shuffled) for await (const row of executor.run([task])) rows.push(copied(row, task));
      for (const row of rows) yield row;
    },
  };
}

/** As a worker would send it: nothing is shared. */
const copied = (row: Row, task: Task): Row => structuredClone({ ...row, task: task.id });
