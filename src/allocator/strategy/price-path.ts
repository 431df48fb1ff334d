import type { SeenPrices } from './strategy.js';

/** How long each price of a path held, in seconds. */
export const durationsOf = ({ at, until }: SeenPrices): readonly number[] =>
  at.map((from, index) => (at[index + 1] ?? until) - from);

/** Mean price over time; the price now, where no time has passed. */
export function meanOf(path: SeenPrices): number {
  const durations = durationsOf(path);
  const total = durations.reduce((sum, span) => sum + span, 0);
  if (total === 0) return path.price[path.price.length - 1];
  return path.price.reduce((sum, price, index) => sum + price * durations[index], 0) / total;
}

/** Prices at the ticks of a grid that ends now, oldest first. */
export function sampled({ at, price, until }: SeenPrices, tick: number): readonly number[] {
  const count = Math.floor((until - at[0]) / tick) + 1;
  const found: number[] = [];
  let row = 0;
  for (let i = count - 1; i >= 0; i--) {
    const second = until - i * tick;
    while (row + 1 < at.length && at[row + 1] <= second) row++;
    found.push(price[row]);
  }
  return found;
}
