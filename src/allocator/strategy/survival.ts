/** So many units that share a fate: with probability `lost` the pool takes them. */
export interface Holding {
  readonly units: number;
  readonly lost: number;
  /** `together`: all go or none; `apart`: each for itself. */
  readonly fate: 'together' | 'apart';
}

/**
 * Distribution of the units that survive, exactly: the convolution of the pools' own (two points where they go
 * together, binomial where each goes for itself), which are taken to be independent.
 */
export function survivors(holdings: readonly Holding[]): readonly number[] {
  let law: readonly number[] = [1];
  for (const { units, lost, fate } of holdings) {
    if (units === 0) continue;
    law = fate === 'together' ? blockAdded(law, units, lost) : unitsAdded(law, units, lost);
  }
  return law;
}

/** Probability that at least so many survive. */
export const atLeast = (law: readonly number[], needed: number): number =>
  law.reduce((sum, probability, survived) => (survived >= needed ? sum + probability : sum), 0);

/** Expected number of units short of what is needed. */
export const expectedShortfall = (law: readonly number[], needed: number): number =>
  law.reduce((sum, probability, survived) => sum + probability * Math.max(0, needed - survived), 0);

function blockAdded(law: readonly number[], units: number, lost: number): readonly number[] {
  const next = Array.from({ length: law.length + units }, () => 0);
  law.forEach((probability, survived) => {
    next[survived] += probability * lost;
    next[survived + units] += probability * (1 - lost);
  });
  return next;
}

function unitsAdded(law: readonly number[], units: number, lost: number): readonly number[] {
  let next = law;
  for (let i = 0; i < units; i++) next = blockAdded(next, 1, lost);
  return next;
}
