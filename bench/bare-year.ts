import { normalQuantile, openStream } from '../src/random/index.js';
import { plainHeap } from './yardstick.js';

/** What a market year asks of an agenda: how many timers of each kind run in it, and how far apart they fire. */
export interface Work {
  readonly horizon: number;
  readonly pools: number;
  /** Seconds between two ticks of a pool's price. */
  readonly interval: number;
  /** Mean seconds between two arrivals in a pool, and of a hold. */
  readonly gap: number;
  readonly hold: number;
  /** Entries that the fleet makes, and how many of them pend at a time. */
  readonly entries: number;
  readonly pending: number;
}

const TICK = 0;
const ARRIVAL = 1;
const HOLD = 2;
const FLEET = 3;

const { clear, push, pop, at } = plainHeap(4096);

/**
 * The yardstick of the market year: as many heap operations on a heap as full, and as many draws of the same laws,
 * as the engine's market, background and fleet need; nothing else. Returns the number of operations.
 */
export function bareYear({ horizon, pools, interval, gap, hold, entries, pending }: Work): number {
  const stream = openStream('bench', 'bare year');
  const exponential = (): number => -Math.log1p(-stream.next());
  const round = (horizon * pending) / entries;
  clear();
  for (let pool = 0; pool < pools; pool += 1) push(interval, TICK);
  for (let pool = 0; pool < pools; pool += 1) push(gap * exponential(), ARRIVAL);
  for (let unit = 0; unit < (pools * hold) / gap; unit += 1) push(hold * exponential(), HOLD);
  for (let unit = 0; unit < pending; unit += 1) push(round * stream.next(), FLEET);
  let operations = 0;
  let log = 0;
  let price = 0;
  for (let now = at(); now < horizon; now = at()) {
    operations += 1;
    switch (pop()) {
      case TICK:
        log = 0.98 * log + 0.2 * normalQuantile(stream.next());
        price += Math.exp(log);
        push(now + interval, TICK);
        break;
      case ARRIVAL:
        push(now + gap * exponential(), ARRIVAL);
        break;
      case HOLD:
        push(now + hold * exponential(), HOLD);
        break;
      default:
        push(now + 2 * round * stream.next(), FLEET);
    }
  }
  // A result that is read keeps the work from being optimised away.
  return price > 0 ? operations : 0;
}
