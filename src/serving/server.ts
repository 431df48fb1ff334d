/** The next plan of the chain is asked. */
export const PASS = -1;
/** The call ends here, unserved. */
export const REJECT = -2;

/** What becomes of a call that a plan does not take. */
export type Excess = typeof PASS | typeof REJECT;

/** One plan as calls meet it. */
export interface Server {
  /** Takes one call at an instant: its price tier, or `PASS`, or `REJECT`. */
  admit(at: number, input: number, output: number): number;
  /** Takes what fits of so many calls, each with so many tokens, by whole calls; returns how many. */
  fit(calls: number, input: number, output: number): number;
  /** What becomes of counted calls that do not fit. */
  excess(): Excess;
  /** Price tier of calls with so long an input. */
  tierOf(input: number): number;
  /** A calendar minute begins. */
  beginWindow(): void;
  save(): unknown;
  restore(saved: unknown): void;
}
