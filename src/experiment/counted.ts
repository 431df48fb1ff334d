import type { Seconds } from '../units/index.js';
import { Samples } from './samples.js';
import type { Case, Task } from './task.js';

/** The replications of a case that count in a result: not the pilots, nor what a precision did not need. */
export interface Counted {
  readonly of: Case;
  readonly replications: number;
  readonly antithetic?: boolean;
  readonly warmUp?: Seconds;
}

/** A replication that counts, and which of the cases it is of. */
export interface CountedTask {
  readonly point: number;
  readonly task: Task;
}

/** The tasks of a result's replications, case by case, in the order in which the digest joins them. */
export function* countedTasks(cases: readonly Counted[]): Generator<CountedTask> {
  for (const [point, { of, replications, antithetic = false, warmUp = 0 }] of cases.entries()) {
    const samples = new Samples(of, { antithetic, warmUp });
    for (let done = 0; done < replications; done += 1) yield { point, task: samples.task(done, done) };
  }
}
