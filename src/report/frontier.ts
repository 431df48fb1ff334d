import type { Estimate } from '../experiment/index.js';

/** A case or point by what it costs and how much it is up. */
export interface Traded {
  readonly name: string;
  readonly cost: Estimate;
  readonly availability: Estimate;
  readonly dominated: boolean;
  /** The one that an optimisation found, or a comparison's baseline. */
  readonly special?: string;
}

/** So many points are all numbered; of more, only those on the frontier. */
export const FEW = 20;

/** Those of which both means are known. */
export const knownPoints = <T extends Traded>(points: readonly T[]): readonly T[] =>
  points.filter(({ cost, availability }) => cost.mean !== null && availability.mean !== null);

/** Numbers of points: those on the frontier, the cheapest first, and of few points the dominated ones behind them. */
export function frontierNumbers(points: readonly Traded[]): ReadonlyMap<Traded, number> {
  const byCost = [...points].sort((a, b) => (a.cost.mean ?? 0) - (b.cost.mean ?? 0));
  const frontier = byCost.filter(({ dominated }) => !dominated);
  const beaten = points.length <= FEW ? byCost.filter(({ dominated }) => dominated) : [];
  return new Map([...frontier, ...beaten].map((point, i) => [point, i + 1]));
}
