import { invariant } from '../units/index.js';
import type { Case, Row, Task } from './task.js';
import { compositionOf } from './ratios.js';

/** How the replications of a case are run. */
export interface Manner {
  /** Replications 2i and 2i + 1 draw u and 1 - u. */
  readonly antithetic: boolean;
  readonly warmUp: number;
  /** With the omniscient bound beside the results. */
  readonly omniscient?: boolean;
}

export const PLAIN_MANNER: Manner = { antithetic: false, warmUp: 0 };

const FIRST_SIZE = 16;

/** Replications of one case, as far as estimates look at them. */
export interface SampleView {
  readonly manner: Manner;
  readonly digests: readonly string[];
  /** Metric paths, in the order of the result. */
  readonly paths: readonly string[];
  /** Replication by replication, NaN where the metric is null; undefined for a path that no result has. */
  readonly column: (path: string) => Float64Array | undefined;
}

/** The replications of one case so far: a column of numbers for each metric path. */
export class Samples implements SampleView {
  readonly digests: string[] = [];
  /** Where the values of each path are. */
  readonly #places = new Map<string, number>();
  readonly #columns: Float64Array[] = [];
  #capacity = FIRST_SIZE;
  #size = 0;
  /** The columns of the row before, mostly the same list, and their places; -1 for one that is not kept. */
  #before: readonly string[] = [];
  #placesBefore: readonly number[] = [];

  constructor(
    readonly of: Case,
    readonly manner: Manner = PLAIN_MANNER,
    /** The metrics that are wanted, with what they are made of; all without it. */
    readonly kept?: ReadonlySet<string>,
  ) {}

  get size(): number {
    return this.#size;
  }

  get paths(): readonly string[] {
    return [...this.#places.keys()];
  }

  column(path: string): Float64Array | undefined {
    const place = this.#places.get(path);
    return place === undefined ? undefined : this.#columns[place].subarray(0, this.#size);
  }

  /** The first n replications alone. */
  first(n: number): SampleView {
    const digests = this.digests.slice(0, n);
    return {
      manner: this.manner,
      digests,
      paths: this.paths,
      column: (path) => this.column(path)?.subarray(0, n),
    };
  }

  /** Task of the replication that follows `done` others. */
  task(done: number, id: number): Task {
    const { antithetic, warmUp, omniscient } = this.manner;
    const replication = antithetic ? Math.floor(done / 2) : done;
    const mirrored = antithetic && done % 2 === 1;
    return { id, case: this.of, replication, mirrored, warmUp, ...(omniscient === true && { omniscient }) };
  }

  add({ columns, values, digest }: Row): void {
    if (this.#size === this.#capacity) this.#grow();
    const places = columns === this.#before ? this.#placesBefore : columns.map((path) => this.#placeOf(path));
    [this.#before, this.#placesBefore] = [columns, places];
    for (let i = 0; i < places.length; i += 1)
      if (places[i] >= 0) this.#columns[places[i]][this.#size] = values[i];
    this.#size += 1;
    this.digests.push(digest);
  }

  /** Forgets all but the first replications, as if no more had been run. */
  truncate(size: number): void {
    invariant(size <= this.#size, 'samples can only be shortened');
    const before = this.#size;
    this.#size = size;
    this.digests.length = size;
    for (const [path, place] of this.#places) this.#columns[place].fill(absentValue(path), size, before);
  }

  #placeOf(path: string): number {
    const known = this.#places.get(path);
    if (known !== undefined) return known;
    if (this.kept?.has(path) === false) return -1;
    const place = this.#columns.push(new Float64Array(this.#capacity).fill(absentValue(path))) - 1;
    this.#places.set(path, place);
    return place;
  }

  #grow(): void {
    this.#capacity *= 2;
    for (const [path, place] of this.#places) {
      const grown = new Float64Array(this.#capacity).fill(absentValue(path), this.#size);
      grown.set(this.#columns[place]);
      this.#columns[place] = grown;
    }
  }
}

/** Where a result lacks a path: an entry that was never taken has nothing, anything else is unknown. */
export const absentValue = (path: string): number => (path.includes('.placements[') ? 0 : NaN);

/** A metric and the denominator that belongs to it. */
export function partsOf(metric: string): readonly string[] {
  const composition = compositionOf(metric);
  return composition.kind === 'ratio' ? [metric, composition.bottom] : [metric];
}
