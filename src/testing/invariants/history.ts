import type { LineItem, ParsedScenario, RunResults, SimulationEvent } from '../../index.js';

/** All that a law may look at: what was asked, what happened, what was billed, and what was reported. */
export interface History {
  readonly parsed: ParsedScenario;
  readonly events: readonly SimulationEvent[];
  readonly items: readonly LineItem[];
  readonly results: RunResults;
}

/** A law that a run broke: when, for whom, and how. */
export interface Violation {
  /** Name of the law, as in `invariants`. */
  readonly law: string;
  /** Seconds since the scenario's start. */
  readonly at: number;
  /** A pool, a service, `service/replica`, or dedicated machines. */
  readonly entity: string;
  readonly sentence: string;
}

/** One law: a function of the history that says where it was broken. */
export interface Invariant {
  readonly name: string;
  readonly check: (history: History) => readonly Violation[];
}

/** Gathers the violations of one law. */
export class Findings {
  readonly list: Violation[] = [];

  constructor(private readonly law: string) {}

  add(at: number, entity: string, sentence: string): void {
    this.list.push({ law: this.law, at, entity, sentence });
  }
}

/** The price a person reads, as whole micro-units. */
export const micro = (decimal: number): number => Math.round(decimal * 1e6);
