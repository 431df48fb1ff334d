import type { Issue, Seconds } from '../units/index.js';

/** One way to set up the scenario: a variant, and values set on top of it. Plain data, so that a worker can be sent it. */
export interface Case {
  /** As reports name it; no two cases of an experiment share one. */
  readonly name: string;
  readonly variant: string | null;
  /** `path=value`, in order. */
  readonly set: readonly string[];
}

/** One replication of one case: all that an executor needs to know. Plain data. */
export interface Task {
  /** Its place in the experiment; results are ordered by it, never by arrival. */
  readonly id: number;
  readonly case: Case;
  readonly replication: number;
  /** Draws 1 - u wherever the replication draws u. */
  readonly mirrored: boolean;
  /** Metrics begin here; 0 for a study that begins with the run. */
  readonly warmUp: Seconds;
  /** The omniscient bound is wanted beside the results. */
  readonly omniscient?: true;
  /** Increments of these metrics of the totals over so many equal slices of the horizon, beside the totals. */
  readonly series?: { readonly metrics: readonly string[]; readonly slices: number };
}

/** What one replication left: a number for each metric path, NaN where the metric is null. Plain data. */
export interface Row {
  readonly task: number;
  readonly digest: string;
  readonly columns: readonly string[];
  readonly values: Float64Array;
  /** Slice by slice, metric after metric. */
  readonly series?: Float64Array;
}

/**
 * Who performs tasks: in this thread, in workers, or elsewhere. Rows may come in any order, each task's once. A case
 * that cannot be made ends the run with a `RefusedCase`.
 */
export interface Executor {
  run(tasks: readonly Task[]): AsyncIterable<Row>;
}

/** A case that is no scenario: a value out of bounds, a path that leads nowhere. */
export class RefusedCase extends Error {
  override readonly name = 'RefusedCase';

  constructor(
    readonly caseName: string,
    readonly issues: readonly Issue[],
  ) {
    super(`${caseName}: ${issues.map(({ message }) => message).join('; ')}`);
  }
}
