import type { Choice, News, Offer, Strategy } from '../allocator/index.js';

/** A strategy, and the universe of the revision that names it. */
export interface Plan {
  readonly strategy: Strategy;
  readonly choices: readonly Choice[];
  /** By choice, at its listed limit. */
  readonly offers: readonly Offer[];
}

/** What a service with a strategy keeps beside itself; plain. */
export interface Planner {
  /** Places of its groups among all lines; a group that is not wanted any more has a count of 0. */
  readonly lines: number[];
  state: unknown;
  /** What has happened since the last decision. */
  news: News[];
  /** Handle of the next wake-up, and its second; -1 for none. */
  due: number;
  dueAt: number;
}

export const newPlanner = (state: unknown): Planner => ({ lines: [], state, news: [], due: -1, dueAt: -1 });
