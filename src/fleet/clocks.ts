import { RANK } from '../events/index.js';
import type { FleetContext } from './context.js';
import { replicaAt } from './context.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';

/** Starts a unit's protection and lifetime. A lifetime that ends inside protection takes effect at its end. */
export function startClocks(context: FleetContext, replica: Replica, uniform: number): void {
  const { simulation, setup, handlers } = context;
  const { timers, id, pool, tier, acquiredAt, protectedUntil } = replica;
  if (tier === 'standard' || tier === 'dedicated') return;
  if (protectedUntil > acquiredAt) {
    timers.protection = simulation.schedule(protectedUntil, RANK.expiry, handlers.protection, id);
  }
  const law = setup.lifetimes[pool];
  const drawn = law === undefined ? Infinity : Math.max(1, Math.round(law.quantile(uniform)));
  const lifetime = Math.min(drawn, setup.rules.maxLifetime ?? Infinity);
  if (lifetime === Infinity) return;
  const end = Math.max(acquiredAt + lifetime, protectedUntil);
  timers.lifetime = simulation.schedule(end, RANK.level, handlers.lifetime, id);
}

/** Stops what could still take the unit: it is already on its way out. Its protection (and price lock) runs on. */
export function stopClocks(context: FleetContext, replica: Replica): void {
  const { timers } = replica;
  const { simulation } = context;
  if (timers.lifetime >= 0) simulation.cancel(timers.lifetime);
  if (timers.check >= 0) simulation.cancel(timers.check);
  timers.lifetime = -1;
  timers.check = -1;
}

/** Stops everything that is due for a replica: its unit is gone. */
export function stopAll(context: FleetContext, replica: Replica): void {
  const { timers } = replica;
  const { simulation } = context;
  stopClocks(context, replica);
  if (timers.start >= 0) simulation.cancel(timers.start);
  if (timers.release >= 0) simulation.cancel(timers.release);
  if (timers.protection >= 0) simulation.cancel(timers.protection);
  timers.start = -1;
  timers.release = -1;
  timers.protection = -1;
}

/** Protection ends (rank 0): no release yet, but price and stock are examined in this second (A7). */
export function endProtection(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  replica.timers.protection = -1;
  context.recorder.protectionEnded(context.simulation.now, replica.service, id);
  if (!isLeaving(replica)) context.ports.examine(replica.pool, id);
}

/** The provider's own clock takes the unit (rank 2). */
export function endLifetime(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  replica.timers.lifetime = -1;
  context.ports.expire(replica.pool, id);
}

/** A periodic check falls due (rank 2). */
export function check(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  replica.timers.check = -1;
  context.ports.examine(replica.pool, id);
}

/**
 * The price crosses the unit's ceiling (rank 1). Unprotected units are examined at every such event; formerly
 * protected ones every `checkInterval` from the end of their protection (A7). A check is put on the agenda only
 * while the price stands above the ceiling: at all other instants it would find nothing.
 */
export function priceCrossed(context: FleetContext, id: number, above: boolean): void {
  const replica = replicaAt(context, id);
  if (moveAcross(context, replica, above)) context.ports.examine(replica.pool, id);
}

/**
 * The price stands above the unit's ceiling from now on, or no longer: puts its next check on the agenda, or takes it
 * off. Returns whether it is to be examined at once.
 */
export function moveAcross(context: FleetContext, replica: Replica, above: boolean): boolean {
  const { simulation, setup, handlers } = context;
  const { rules, allocator } = setup;
  const { id, timers, acquiredAt, protectedUntil } = replica;
  if (!rules.priceReclaim || isLeaving(replica)) return false;
  if (!above) {
    if (timers.check >= 0) simulation.cancel(timers.check);
    timers.check = -1;
    return false;
  }
  if (!allocator.mayReclaim(replica, simulation.now)) return false;
  const since = simulation.now - protectedUntil;
  const wait =
    protectedUntil > acquiredAt && since > 0 && rules.checkInterval > 0 ? gap(since, rules.checkInterval) : 0;
  if (wait === 0) return true;
  timers.check = simulation.schedule(simulation.now + wait, RANK.level, handlers.check, id);
  return false;
}

/** Seconds to the next whole multiple of the interval; 0 on one. */
const gap = (since: number, interval: number): number => (interval - (since % interval)) % interval;
