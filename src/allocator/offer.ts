import type { MicroPerHour } from '../units/index.js';

/** The price tier that an offer is billed in; what the field calls the purchase option. */
export type OfferTier = 'unprotected' | 'protected' | 'standard' | 'dedicated';

/** Why an offer was passed over. */
export type Reason =
  'price-above-ceiling' | 'out-of-stock' | 'entry-capacity-reached' | 'not-spot-capable' | 'unknown-type';

/** One way to meet one entry of the ordered list: a capacity pool, or a group of dedicated machines. */
export interface Offer {
  /** Position of the entry in the service's list; 0 is tried first. */
  readonly entry: number;
  /** Capacity pool; -1 for dedicated machines and for a type that the region does not have. */
  readonly pool: number;
  /** Group of dedicated machines; -1 for a pool. */
  readonly group: number;
  readonly tier: OfferTier;
  /** The most that is paid per instance-hour (R24); Infinity for standard and dedicated. */
  readonly ceiling: MicroPerHour;
  /** A refusal that no price and no stock can lift: `not-spot-capable` (R29), `unknown-type` (R32). */
  readonly never?: Reason;
}

/** An entry with its pools in file order. */
export interface Entry {
  readonly offers: readonly Offer[];
}

/** How several pools behind one type are tried. */
export type ZonePolicy = 'listed' | 'cheapest' | 'most-stock';

/** What is asked for: the list as data, and how far down it may go. */
export interface Request {
  readonly entries: readonly Entry[];
  readonly zonePolicy: ZonePolicy;
  /** Only entries before this one are tried (a rebalancing probe); the whole list where absent. */
  readonly before?: number;
}

/** What the allocator sees of the world at one instant. */
export interface View {
  /** Price of the pool's tier, micro-units per hour. */
  price(pool: number, tier: OfferTier): MicroPerHour;
  /** Free units of a pool. */
  free(pool: number): number;
  /** Free machines of a dedicated group. */
  machines(group: number): number;
  /** Units that the entry's own `capacity` still lets in. */
  room(entry: number): number;
}

/** An offer that was passed over, with what was seen. */
export interface PassedOver {
  readonly offer: Offer;
  readonly reason: Reason;
  readonly price: MicroPerHour;
  readonly free: number;
}

export type Decision =
  | { readonly kind: 'placed'; readonly offer: Offer; readonly passedOver: readonly PassedOver[] }
  | { readonly kind: 'waiting'; readonly passedOver: readonly PassedOver[] };

/** A held spot unit, as far as its release is concerned. */
export interface HeldUnit {
  /** First second outside the protection period. */
  readonly protectedUntil: number;
}

/**
 * The core allocator: who is placed where, and who may be taken back. `orderedFallback` is the platform's own;
 * a run accepts any other, so that an allocator under test can be put in its place.
 */
export interface Allocator {
  readonly allocate: (request: Request, view: View) => Decision;
  /** Whether the provider may take the unit back at `now` (R19, R20, R26). */
  mayReclaim(unit: HeldUnit, now: number): boolean;
}
