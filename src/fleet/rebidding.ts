import type { MicroPerHour } from '../units/index.js';
import { moveAcross } from './clocks.js';
import type { FleetContext } from './context.js';
import { lineOf, listOf, replicaAt } from './context.js';
import { preempt } from './holding.js';
import { holdsUnit, isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import type { Service } from './service.js';

/**
 * `rebid`: what a service holds stands under the present bids of its groups from here on, as if each unit had been
 * acquired under them. No provider has such a call; it is a what-if. A unit that was told to go, one of an earlier
 * configuration, and one whose group no longer lists what it runs on keep their ceiling.
 */
export function rebidHeld(context: FleetContext, service: Service): void {
  for (const id of service.replicas) {
    const replica = replicaAt(context, id);
    if (!isBidOn(replica) || replica.revision !== service.revision) continue;
    const ceiling = presentBid(context, replica);
    if (ceiling !== undefined && ceiling !== replica.ceiling) rebid(context, replica, ceiling);
  }
}

const isBidOn = (replica: Replica): boolean =>
  holdsUnit(replica) &&
  !isLeaving(replica) &&
  (replica.tier === 'unprotected' || replica.tier === 'protected');

/** The highest bid of the replica's group on what it runs on. */
function presentBid(context: FleetContext, replica: Replica): MicroPerHour | undefined {
  const { entry, pool } = replica;
  let highest: MicroPerHour | undefined;
  for (const { offers } of listOf(context, lineOf(context, replica)).entries) {
    for (const offer of offers) {
      if (offer.entry === entry && offer.pool === pool) highest = Math.max(highest ?? 0, offer.ceiling);
    }
  }
  return highest;
}

/**
 * Under the new ceiling a unit is examined as after a change of its price: an unprotected one at once, inside
 * protection at its end, a formerly protected one at its next periodic check (A7). Rank 3 of this second is over, so
 * that the notice is given here.
 */
function rebid(context: FleetContext, replica: Replica, ceiling: MicroPerHour): void {
  const { simulation, ports, recorder } = context;
  const { id, service, pool, tier } = replica;
  const price = ports.price(pool, tier);
  const wasAbove = price > replica.ceiling;
  // The pool keeps the terms that it was given, which are the replica itself: it is told before they change.
  ports.rebid(pool, id, ceiling);
  replica.ceiling = ceiling;
  recorder.rebid(simulation.now, service, id, ceiling, price);
  const above = price > ceiling;
  if (above !== wasAbove && moveAcross(context, replica, above)) preempt(context, id, 'price');
}
