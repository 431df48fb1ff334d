import { fromMicro, IssueList, MAX_PRICE, type Issue, type MicroPerHour } from '../units/index.js';
import type { PriceLimits } from './price.js';

/** The part of a provider's rules that ties the two spot tiers together. */
export interface TierRules {
  /** Price without protection / price with protection, in (0, 1]; below 1 where the order is enforced. */
  readonly ratio: number;
  /** `enforce`: no protection < protected < standard at every instant (R17). */
  readonly order: 'enforce' | 'none';
}

export type SpotTier = 'unprotected' | 'protected';

/** What is wrong with a price, in words for people. */
export type PriceFault = Pick<Issue, 'message' | 'hint'>;

/** Both spot tiers of one pool: which price follows from which, and which prices keep the order (R17, A19). */
export interface Tiers {
  /** max(p + 1, round(p / ratio)) where the order is enforced, round(p / ratio) elsewhere. */
  protectedOf(unprotected: MicroPerHour): MicroPerHour;
  /** round(ratio x p), at most p - 1 where the order is enforced; at least 1. For traces of the protected tier. */
  unprotectedOf(protectedPrice: MicroPerHour): MicroPerHour;
  /** Prices of a tier under which both tiers keep the order; `max < min` if the standard price leaves no room. */
  limits(tier: SpotTier): PriceLimits;
  /** Why a given price of a tier cannot stand; undefined if it can. */
  fault(price: MicroPerHour, tier: SpotTier): PriceFault | undefined;
}

/** The tiers of a pool with this standard price (micro-units per hour). */
export function tiers({ ratio, order }: TierRules, standardPrice: MicroPerHour): Tiers {
  const enforce = order === 'enforce';
  const protectedOf = (price: MicroPerHour): MicroPerHour => {
    // Not Math.round: it takes a branch that half of all prices mispredict. For quotients from 1 to 2^52, and no price is larger, it is the same.
    const quotient = Math.floor(price / ratio + 0.5);
    return enforce && quotient <= price ? price + 1 : quotient;
  };
  const highest = enforce ? standardPrice - 1 : MAX_PRICE;
  const unprotected = { min: 1, max: largest(highest, (price) => protectedOf(price) <= highest) };
  const guarded = { min: enforce ? 2 : 1, max: highest };
  return {
    protectedOf,
    unprotectedOf: (price) =>
      Math.max(1, Math.min(enforce ? price - 1 : Infinity, Math.round(price * ratio))),
    limits: (tier) => (tier === 'unprotected' ? unprotected : guarded),
    fault: (price, tier) =>
      tier === 'unprotected'
        ? faultOf(price, unprotected, { enforce, standardPrice, protectedPrice: protectedOf(price) })
        : faultOf(price, guarded, { enforce, standardPrice, protectedPrice: price }),
  };
}

/**
 * The faults of given prices (steps, a constant, rows of a trace) against the order of the tiers; `place` says
 * where the i-th price stands. At most 20, then how many more.
 */
export function orderIssues(
  check: (price: MicroPerHour) => PriceFault | undefined,
  prices: ArrayLike<MicroPerHour>,
  place: (index: number) => Pick<Issue, 'at' | 'path'>,
): readonly Issue[] {
  const issues = new IssueList();
  for (let i = 0; i < prices.length; i += 1) {
    const fault = check(prices[i]);
    if (fault !== undefined) issues.add({ ...place(i), ...fault });
  }
  return issues.list();
}

interface Bounds {
  readonly enforce: boolean;
  readonly standardPrice: MicroPerHour;
  readonly protectedPrice: MicroPerHour;
}

function faultOf(price: MicroPerHour, limits: PriceLimits, bounds: Bounds): PriceFault | undefined {
  if (price >= limits.min && price <= limits.max) return undefined;
  const found = `a price of ${fromMicro(price)}`;
  if (price < limits.min)
    return { message: `${found} is too small: expected at least ${fromMicro(limits.min)}` };
  if (!bounds.enforce) return { message: `${found} is too large: expected at most ${fromMicro(limits.max)}` };
  return {
    message:
      `${found} (${fromMicro(bounds.protectedPrice)} with protection) is not below the standard price of ` +
      `${fromMicro(bounds.standardPrice)}: no protection < protection < standard`,
    hint: 'priceOrder: none lets prices stand as given',
  };
}

/** The largest whole number up to `end` for which a condition that never turns true again holds; 0 if none. */
function largest(end: number, holds: (value: number) => boolean): number {
  let low = 0;
  let high = Math.max(0, end);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
