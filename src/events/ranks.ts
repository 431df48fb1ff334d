/**
 * What comes before what within one second. Ranks `examine`, `decide`, `allocate` and `measure` are phases: they
 * run once, at the end of their rank, if something asked for them.
 */
export const RANK = {
  /** Protection and price lock expire: a flag, no release yet. */
  expiry: 0,
  /** Price levels change. */
  price: 1,
  /** Stock, outage and demand levels change; lifetimes end. */
  level: 2,
  /** The pools touched are examined, once each; notice is given here. */
  examine: 3,
  /** Release, drain, deletion fall due. */
  release: 4,
  /** A replica becomes ready. */
  ready: 5,
  /** Actions of the timeline, in file order. */
  action: 6,
  /** Strategy and autoscaler decide. */
  decide: 7,
  /** All waiting requests are allocated. */
  allocate: 8,
  /** States and spells are judged. */
  measure: 9,
} as const;
