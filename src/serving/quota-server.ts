import type { Excess, Server } from './server.js';

/** What a plan takes, at most. Infinity where there is no limit. */
export interface QuotaTerms {
  /** The longest input (R49). */
  readonly maxInput: number;
  /** The most tokens of a call, input and output together (R62). */
  readonly context: number;
  /** Throttling: requests, and tokens of both sides, a minute (R57). */
  readonly rpm: number;
  readonly tpm: number;
  /** Longest input of each price tier, ascending. */
  readonly tiers: readonly number[];
  /** What becomes of a call beyond the quota (R47). */
  readonly excess: Excess;
  /** What becomes of a call while the plan does not serve (A33). */
  readonly down: Excess;
}

/** What is bought at the moment. */
export interface QuotaPorts {
  readonly serving: () => boolean;
  readonly quota: () => { readonly inputTpm: number; readonly outputTpm: number };
}

/** Plain calls: nothing is bought, and they are always there. */
export const UNBOUGHT: QuotaPorts = { serving: () => true, quota: () => NO_QUOTA };

const NO_QUOTA = { inputTpm: Infinity, outputTpm: Infinity };

/**
 * PTU, model units and plain calls: quotas of a calendar minute, one for input and one for output (A30). A call is
 * taken whole or not at all; one that fits exactly is taken, since only what exceeds the quota overflows (R47,
 * A32). Output counts at arrival (A31).
 */
export class QuotaServer implements Server {
  #input = 0;
  #output = 0;
  #requests = 0;

  constructor(
    private readonly terms: QuotaTerms,
    private readonly ports: QuotaPorts,
  ) {}

  admit(_at: number, input: number, output: number): number {
    const { terms, ports } = this;
    if (!ports.serving()) return terms.down;
    const quota = ports.quota();
    const fits =
      input <= terms.maxInput &&
      input + output <= terms.context &&
      this.#input + input <= quota.inputTpm &&
      this.#output + output <= quota.outputTpm &&
      this.#requests < terms.rpm &&
      this.#input + this.#output + input + output <= terms.tpm;
    if (!fits) return terms.excess;
    this.#count(1, input, output);
    return this.tierOf(input);
  }

  fit(calls: number, input: number, output: number): number {
    const { terms, ports } = this;
    if (!ports.serving() || input > terms.maxInput || input + output > terms.context) return 0;
    const quota = ports.quota();
    const taken = Math.min(
      calls,
      room(quota.inputTpm - this.#input, input),
      room(quota.outputTpm - this.#output, output),
      terms.rpm - this.#requests,
      room(terms.tpm - this.#input - this.#output, input + output),
    );
    this.#count(taken, input, output);
    return taken;
  }

  excess(): Excess {
    return this.ports.serving() ? this.terms.excess : this.terms.down;
  }

  tierOf(input: number): number {
    const { tiers } = this.terms;
    let tier = 0;
    while (tier < tiers.length - 1 && input > tiers[tier]) tier++;
    return tier;
  }

  beginWindow(): void {
    this.#input = 0;
    this.#output = 0;
    this.#requests = 0;
  }

  save(): unknown {
    return [this.#input, this.#output, this.#requests];
  }

  restore(saved: unknown): void {
    [this.#input, this.#output, this.#requests] = saved as [number, number, number];
  }

  #count(calls: number, input: number, output: number): void {
    this.#input += calls * input;
    this.#output += calls * output;
    this.#requests += calls;
  }
}

/** How many of one size fit; a scale-down in the middle of a minute may leave less than nothing. */
const room = (left: number, each: number): number =>
  each === 0 ? (left >= 0 ? Infinity : 0) : Math.max(0, Math.floor(left / each));
