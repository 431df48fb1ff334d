import { RANK } from '../events/index.js';
import type { FleetContext } from './context.js';
import { replicaAt } from './context.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import { CHECK, clearTimer, LIFETIME, PROTECTION, RELEASE, setTimer, START, stopTimer } from './timers.js';

/** Starts a unit's protection and lifetime. A lifetime that ends inside protection takes effect at its end. */
export function startClocks(context: FleetContext, replica: Replica, uniform: number): void {
  const { setup, handlers } = context;
  const { id, pool, tier, acquiredAt, protectedUntil } = replica;
  if (tier === 'standard' || tier === 'dedicated') return;
  if (protectedUntil > acquiredAt) {
    const end = { at: protectedUntil, rank: RANK.expiry, handler: handlers.protection };
    setTimer(context, id, PROTECTION, end);
  }
  const law = setup.lifetimes[pool];
  const drawn = law === undefined ? Infinity : Math.max(1, Math.round(law.quantile(uniform)));
  const lifetime = Math.min(drawn, setup.rules.maxLifetime ?? Infinity);
  if (lifetime === Infinity) return;
  const end = Math.max(acquiredAt + lifetime, protectedUntil);
  setTimer(context, id, LIFETIME, { at: end, rank: RANK.level, handler: handlers.lifetime });
}

/** Stops what could still take the unit: it is already on its way out. Its protection (and price lock) runs on. */
export function stopClocks(context: FleetContext, { id }: Replica): void {
  stopTimer(context, id, LIFETIME);
  stopTimer(context, id, CHECK);
}

/** Stops everything that is due for a replica: its unit is gone. */
export function stopAll(context: FleetContext, replica: Replica): void {
  stopClocks(context, replica);
  stopTimer(context, replica.id, START);
  stopTimer(context, replica.id, RELEASE);
  stopTimer(context, replica.id, PROTECTION);
}

/** Protection ends (rank 0): no release yet, but price and stock are examined in this second (A7). */
export function endProtection(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  const { pool, tier, ceiling } = replica;
  clearTimer(context, id, PROTECTION);
  context.ports.overbid(id, context.ports.price(pool, tier) > ceiling);
  context.recorder.protectionEnded(context.simulation.now, replica.service, id);
  if (!isLeaving(replica)) context.ports.examine(pool, id);
}

/** The provider's own clock takes the unit (rank 2). */
export function endLifetime(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  clearTimer(context, id, LIFETIME);
  context.ports.expire(replica.pool, id);
}

/** A periodic check falls due (rank 2). */
export function check(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  clearTimer(context, id, CHECK);
  context.ports.examine(replica.pool, id);
}

/**
 * The price crosses the unit's ceiling (rank 1). Unprotected units are examined at every such event; formerly
 * protected ones every `checkInterval` from the end of their protection (A7). A check is put on the agenda only
 * while the price stands above the ceiling: at all other instants it would find nothing.
 */
export function priceCrossed(context: FleetContext, id: number, above: boolean): void {
  const replica = replicaAt(context, id);
  // Inside protection a ceiling plays no part; where the price stands then is told at its end.
  if (context.simulation.now >= replica.protectedUntil) context.ports.overbid(id, above);
  if (moveAcross(context, replica, above)) context.ports.examine(replica.pool, id);
}

/**
 * The price stands above the unit's ceiling from now on, or no longer: puts its next check on the agenda, or takes it
 * off. Returns whether it is to be examined at once.
 */
export function moveAcross(context: FleetContext, replica: Replica, above: boolean): boolean {
  const { simulation, setup, handlers } = context;
  const { rules, allocator } = setup;
  const { id, acquiredAt, protectedUntil } = replica;
  if (!rules.priceReclaim || isLeaving(replica)) return false;
  if (!above) {
    // Inside protection none is due.
    if (simulation.now >= protectedUntil) stopTimer(context, id, CHECK);
    return false;
  }
  if (!allocator.mayReclaim(replica, simulation.now)) return false;
  const since = simulation.now - protectedUntil;
  const wait =
    protectedUntil > acquiredAt && since > 0 && rules.checkInterval > 0 ? gap(since, rules.checkInterval) : 0;
  if (wait === 0) return true;
  setTimer(context, id, CHECK, { at: simulation.now + wait, rank: RANK.level, handler: handlers.check });
  return false;
}

/** Seconds to the next whole multiple of the interval; 0 on one. */
const gap = (since: number, interval: number): number => (interval - (since % interval)) % interval;
