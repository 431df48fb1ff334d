import { copyPlain, HOUR, type MicroPerHour, type Seconds } from '../units/index.js';
import { add, charge, type Amount } from './amount.js';

// Parts are gathered up to here before they are carried into whole micro-units: a price change then costs one
// multiplication and one comparison. Every sum below 2^53 is exact.
const CARRY_AT = 4_503_599_627_370_496;

interface State {
  readonly since: Float64Array;
  /** By pool and tier: the rate in force, the one before the last change, and the integral up to `since`. */
  readonly rate: Float64Array;
  readonly before: Float64Array;
  readonly whole: Float64Array;
  readonly parts: Float64Array;
}

/**
 * The integral of the price over time, one per pool and tier, exact for every price and horizon that the
 * schema allows. The cost of holding a unit at the market is a difference of two readings (R21).
 */
export class PriceIntegrals {
  #state: State;

  constructor(pools: number) {
    const lane = (): Float64Array => new Float64Array(2 * pools);
    this.#state = {
      since: new Float64Array(pools),
      rate: lane(),
      before: lane(),
      whole: lane(),
      parts: lane(),
    };
  }

  /** Prices of both tiers from `at` on. Of several changes in one second the last one counts. */
  change(at: Seconds, pool: number, unprotected: MicroPerHour, protectedTier: MicroPerHour): void {
    const { since, rate, before } = this.#state;
    const first = 2 * pool;
    const elapsed = at - since[pool];
    if (elapsed > 0) {
      this.#gather(first, elapsed);
      this.#gather(first + 1, elapsed);
      before[first] = rate[first];
      before[first + 1] = rate[first + 1];
      since[pool] = at;
    }
    rate[first] = unprotected;
    rate[first + 1] = protectedTier;
  }

  /** Adds the integral from 0 to `at`, which is not before the last change. */
  add(at: Seconds, lane: number, to: Amount): void {
    const { since, rate, whole, parts } = this.#state;
    const elapsed = at - since[lane >> 1];
    const hours = Math.floor(elapsed / HOUR);
    add(to, whole[lane] + rate[lane] * hours, parts[lane] + rate[lane] * (elapsed - hours * HOUR));
  }

  /** Takes it away. */
  subtract(at: Seconds, lane: number, from: Amount): void {
    const { since, rate, whole, parts } = this.#state;
    const elapsed = since[lane >> 1] - at;
    const hours = Math.ceil(elapsed / HOUR);
    add(from, rate[lane] * hours - whole[lane], rate[lane] * (elapsed - hours * HOUR) - parts[lane]);
  }

  /** The rate in force in the second that ends at `at`. */
  rateBefore(at: Seconds, lane: number): MicroPerHour {
    const { since, rate, before } = this.#state;
    return since[lane >> 1] === at ? before[lane] : rate[lane];
  }

  save(): unknown {
    return copyPlain(this.#state);
  }

  restore(saved: unknown): void {
    this.#state = copyPlain(saved as State);
  }

  #gather(lane: number, elapsed: Seconds): void {
    const { rate, parts } = this.#state;
    const sum = parts[lane] + rate[lane] * elapsed;
    if (sum <= CARRY_AT) parts[lane] = sum;
    else this.#carry(lane, elapsed);
  }

  #carry(lane: number, elapsed: Seconds): void {
    const { rate, whole, parts } = this.#state;
    const amount = { whole: whole[lane], parts: 0 };
    add(amount, 0, parts[lane]);
    charge(amount, rate[lane], elapsed);
    whole[lane] = amount.whole;
    parts[lane] = amount.parts;
  }
}

/** Where a pool's tier stands in the integrals. */
export const laneOf = (pool: number, tier: 'unprotected' | 'protected'): number =>
  2 * pool + (tier === 'protected' ? 1 : 0);
