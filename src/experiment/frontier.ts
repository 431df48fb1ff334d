/** What counts of a point when others are held against it. */
export interface Judged {
  /** Less is better; null where there is none. */
  readonly cost: number | null;
  /** More is better; null where there is none. */
  readonly gain: number | null;
}

/** For each point whether another costs no more and gives no less, and is better in one of the two. */
export function dominated(points: readonly Judged[]): readonly boolean[] {
  const order = points
    .map((point, i) => ({ i, cost: point.cost ?? Infinity, gain: point.gain ?? -Infinity }))
    .sort((a, b) => a.cost - b.cost || b.gain - a.gain);
  const out = new Array<boolean>(points.length).fill(false);
  let best = -Infinity;
  let bestCost = NaN;
  for (const { i, cost, gain } of order) {
    // Two that are equal in both do not dominate one another.
    if (gain < best || (gain === best && cost > bestCost)) out[i] = true;
    if (gain > best || Number.isNaN(bestCost)) {
      best = gain;
      bestCost = cost;
    }
  }
  return out;
}
