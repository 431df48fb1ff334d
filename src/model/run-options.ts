import type { Allocator } from '../allocator/index.js';
import type { LineItem } from '../billing/index.js';
import type { Directory, Recorder } from '../events/index.js';
import type { Trace } from '../fleet/index.js';
import type { HolderIndex } from '../inventory/index.js';

/** What a run may be given beside its model. */
export interface RunOptions {
  /** Which of the independent repetitions this is; 0 unless told. */
  readonly replication?: number | undefined;
  /** Draws 1 - u wherever this replication draws u: the other run of an antithetic pair. */
  readonly mirrored?: boolean | undefined;
  /** Further observers: an event log, a collector. They see everything and change nothing. */
  readonly recorders?: ((directory: Directory) => readonly Recorder[]) | undefined;
  /** Takes each line item as it is written. */
  readonly ledger?: ((item: LineItem) => void) | undefined;
  /** The allocator under test; the platform's ordered fallback by default. */
  readonly allocator?: Allocator | undefined;
  /** Told of every walk of a list. */
  readonly trace?: Trace | undefined;
  /** Another index of holders by ceiling, for tests that compare. */
  readonly index?: (() => HolderIndex) | undefined;
}
