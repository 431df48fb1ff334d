import type {
  Allocator,
  Decision,
  Entry,
  Offer,
  PassedOver,
  Reason,
  Request,
  View,
  ZonePolicy,
} from './offer.js';

/**
 * Takes the first offer that fits, in the order given, and says why each earlier one did not (R22, R23). The
 * walk starts at entry 0 for every replica, at every deployment, update and reallocation (R25, A10, A11).
 */
export function allocate(request: Request, view: View): Decision {
  const passedOver: PassedOver[] = [];
  const offer = firstFeasible(request, view, passedOver);
  return offer === undefined ? { kind: 'waiting', passedOver } : { kind: 'placed', offer, passedOver };
}

/** The offer of the same walk alone, for callers who do not ask for reasons; with a list, they are added to it. */
export function firstFeasible(
  { entries, zonePolicy, before }: Request,
  view: View,
  passedOver?: PassedOver[],
): Offer | undefined {
  const end = before === undefined ? entries.length : Math.min(entries.length, before);
  for (let i = 0; i < end; i++) {
    for (const offer of inOrder(entries[i], zonePolicy, view)) {
      const reason = refusal(offer, view);
      if (reason === undefined) return offer;
      if (passedOver !== undefined) passedOver.push(witness(offer, reason, view));
    }
  }
  return undefined;
}

/**
 * Why the offer cannot be taken now, or undefined. Acquire and keep share the predicate ceiling >= price (R18,
 * A4); a standard unit needs only stock.
 */
function refusal(offer: Offer, view: View): Reason | undefined {
  if (offer.never !== undefined) return offer.never;
  if (view.room(offer.entry) <= 0) return 'entry-capacity-reached';
  if (offer.pool < 0) return view.machines(offer.group) > 0 ? undefined : 'out-of-stock';
  if (offer.ceiling !== Infinity && view.price(offer.pool, offer.tier) > offer.ceiling)
    return 'price-above-ceiling';
  return view.free(offer.pool) > 0 ? undefined : 'out-of-stock';
}

/** EAS's own: ordered fallback, and no release inside the protection period (R19). */
export const orderedFallback: Allocator = {
  allocate,
  mayReclaim: (unit, now) => now >= unit.protectedUntil,
};

function witness(offer: Offer, reason: Reason, view: View): PassedOver {
  const { pool, group, tier } = offer;
  if (pool >= 0) return { offer, reason, price: view.price(pool, tier), free: view.free(pool) };
  return { offer, reason, price: 0, free: group >= 0 ? view.machines(group) : 0 };
}

/** Sorting is stable, so that pools which are equal under the policy stay in file order. */
function inOrder(entry: Entry, policy: ZonePolicy, view: View): readonly Offer[] {
  if (policy === 'listed' || entry.offers.length < 2 || entry.offers[0].pool < 0) return entry.offers;
  const rank =
    policy === 'cheapest'
      ? (offer: Offer): number => view.price(offer.pool, offer.tier)
      : (offer: Offer): number => -view.free(offer.pool);
  return [...entry.offers].sort((a, b) => rank(a) - rank(b));
}
