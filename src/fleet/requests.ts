import type { Offer } from '../allocator/index.js';
import type { FleetContext } from './context.js';
import { replicaAt, revisionOf, touch, wantAllocation } from './context.js';
import { newReplica, step } from './replica.js';
import type { Replica } from './replica.js';
import type { Service } from './service.js';

/** Stale places at the head of a queue are kept until so many have gathered. */
const STALE = 1024;

/** Asks for a unit for a free slot of the service, making one where there is none. */
export function requestNew(context: FleetContext, service: Service, reallocation: boolean): Replica {
  const replica = freeSlot(context, service);
  request(context, service, replica, reallocation);
  return replica;
}

/** Puts a replica at the end of the line (R7, A13): it waits until the allocator finds it an entry. */
export function request(
  context: FleetContext,
  service: Service,
  replica: Replica,
  reallocation: boolean,
): void {
  step(replica, 'request');
  replica.order = context.orders++;
  replica.announced = false;
  replica.reallocation = reallocation;
  replica.probe = false;
  setOwed(service, replica, true);
  service.queue.push({ id: replica.id, order: replica.order });
  service.waiting++;
  wantAllocation(context, service);
}

/** Takes a waiting request back (R7: stop or delete cancels it; so does a scale-down). */
export function withdraw(context: FleetContext, service: Service, replica: Replica): void {
  step(replica, 'withdraw');
  setOwed(service, replica, false);
  service.idle.push(replica.id);
  leaveQueue(context, service);
  context.recorder.withdrawn(context.simulation.now, service.index, replica.id);
  touch(context, service);
}

/** One waiting request less, placed or withdrawn. */
export function leaveQueue(context: FleetContext, service: Service): void {
  service.waiting--;
  if (service.waiting > 0) return;
  if (service.enrolled) enrol(context, service, -1);
  service.refusal = '';
  service.claim = -1;
  while (service.queue.length > 0) service.queue.pop();
  service.head = 0;
}

/** The request that has waited longest, or undefined. */
export function headOf(context: FleetContext, service: Service): Replica | undefined {
  while (service.head < service.queue.length) {
    const place = service.queue[service.head] as { id: number; order: number };
    const replica = replicaAt(context, place.id);
    if (replica.state === 'waiting' && replica.order === place.order) return replica;
    service.head++;
  }
  if (service.head > STALE) {
    service.queue = service.queue.slice(service.head);
    service.head = 0;
  }
  return undefined;
}

/** The list changes under waiting requests: they wait for the new one from here on. */
export function replaceList(context: FleetContext, service: Service, revision: number): void {
  if (service.enrolled) enrol(context, service, -1);
  service.revision = revision;
  service.entryUsed = [];
  if (service.waiting > 0) wantAllocation(context, service);
}

export function setOwed(service: Service, replica: Replica, owed: boolean): void {
  if (replica.owed !== owed) service.owed += owed ? 1 : -1;
  replica.owed = owed;
}

function freeSlot(context: FleetContext, service: Service): Replica {
  const idle = service.idle.pop();
  if (idle !== undefined) return replicaAt(context, idle);
  const made = newReplica(context.replicas.length, service.index, service.replicas.length);
  context.replicas.push(made);
  service.replicas.push(made.id);
  return made;
}

/**
 * A service whose request was refused is woken only by what can let it in: these pools, these ceilings, these
 * machines. Most requests are met in their own second, and never come here.
 */
export function enrol(context: FleetContext, service: Service, change: 1 | -1): void {
  service.enrolled = change === 1;
  for (const entry of revisionOf(context, service).entries) {
    for (const offer of entry.offers) if (offer.never === undefined) enrolAt(context, service, offer, change);
  }
}

function enrolAt(context: FleetContext, service: Service, offer: Offer, change: 1 | -1): void {
  const dedicated = offer.pool < 0;
  const waiters = dedicated ? context.groupWaiters[offer.group] : context.poolWaiters[offer.pool];
  if (change === 1) waiters?.add(service.index);
  else waiters?.delete(service.index);
  if (!dedicated) context.poolWaiting[offer.pool] = context.poolWaiters[offer.pool].size;
  const priced = !dedicated && offer.tier !== 'standard';
  if (priced) context.ports.await(offer.pool, offer.tier, offer.ceiling, change);
}
