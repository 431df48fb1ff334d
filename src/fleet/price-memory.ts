import type { SeenPrices } from '../allocator/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';

/** Prices of one pool, as far back as somebody wants to see them; plain. */
export interface PriceMemory {
  at: Seconds[];
  low: MicroPerHour[];
  high: MicroPerHour[];
  /** Rows before this one are out of sight. */
  head: number;
}

export const noMemory = (): PriceMemory => ({ at: [], low: [], high: [], head: 0 });

/** Rows out of sight are kept until so many have gathered. */
const STALE = 1024;

/** Both tiers have a price from now on; what had ended before `now - window` is forgotten. */
export function remember(
  memory: PriceMemory,
  now: Seconds,
  prices: { readonly low: MicroPerHour; readonly high: MicroPerHour },
  window: Seconds,
): void {
  const { at, low, high } = memory;
  if (at[at.length - 1] === now) for (const column of [at, low, high]) column.pop();
  at.push(now);
  low.push(prices.low);
  high.push(prices.high);
  while (memory.head + 1 < at.length && at[memory.head + 1] <= now - window) memory.head++;
  if (memory.head < STALE) return;
  for (const column of ['at', 'low', 'high'] as const) memory[column] = memory[column].slice(memory.head);
  memory.head = 0;
}

/** The prices of a tier from `from` until now. */
export function recall(
  { at, low, high, head }: PriceMemory,
  tier: 'low' | 'high',
  span: { readonly from: Seconds; readonly until: Seconds },
): SeenPrices {
  let first = head;
  while (first + 1 < at.length && at[first + 1] <= span.from) first++;
  const price = (tier === 'low' ? low : high).slice(first);
  const seconds = at.slice(first);
  if (seconds.length > 0 && seconds[0] < span.from) seconds[0] = span.from;
  return { at: seconds, price, until: span.until };
}
