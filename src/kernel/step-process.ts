/**
 * A right-continuous step function of time, made change by change. Prices, stock and demand are all of this
 * form; what they mean is not the kernel's business. A process that a user writes has the same interface.
 *
 * Laws (one conformance suite tests them for every process): `nextAt` is whole and grows strictly; the same
 * stream gives the same path; `restore(save())` continues bit for bit.
 */
export interface StepProcess {
  /** The value in force: at first from second 0, later from the second last advanced to. */
  readonly value: number;
  /** The second of the next change (or tick, at which the value may stay as it is); Infinity for none. */
  readonly nextAt: number;
  /** Moves to `nextAt`. */
  advance(): void;
  /** Plain data that `restore` accepts. */
  save(): unknown;
  restore(saved: unknown): void;
}
