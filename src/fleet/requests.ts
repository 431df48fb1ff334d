import type { Offer } from '../allocator/index.js';
import type { FleetContext } from './context.js';
import { lineOf, listOf, replicaAt, revisionInForce, serviceAt, touch, wantAllocation } from './context.js';
import type { Line } from './line.js';
import { groupsOf } from './planner.js';
import { newReplica, step } from './replica.js';
import type { Replica } from './replica.js';
import type { Service } from './service.js';
import { makeRoom } from './timers.js';

/** Stale places at the head of a queue are kept until so many have gathered. */
const STALE = 1024;

/** Asks for a unit for a free slot of the service, making one where there is none, in one of its lines. */
export function requestNew(
  context: FleetContext,
  service: Service,
  reallocation: boolean,
  line: Line = service,
): Replica {
  const replica = freeSlot(context, service);
  replica.line = line.line;
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
  const line = lineOf(context, replica);
  replica.order = context.orders++;
  replica.askedAt = context.simulation.now;
  replica.announced = false;
  replica.told = -1;
  replica.reallocation = reallocation;
  replica.probe = false;
  setOwed(service, replica, true);
  line.queue.push(replica.id, replica.order);
  line.waiting++;
  if (line !== service) service.waiting++;
  wantAllocation(context, line);
}

/**
 * The replica belongs to another line of its service from here on. One that waits takes its place there in the order
 * of asking.
 */
export function moveTo(context: FleetContext, replica: Replica, line: Line): void {
  if (replica.line === line.line) return;
  const before = lineOf(context, replica);
  replica.line = line.line;
  if (replica.state !== 'waiting') return;
  const service = serviceAt(context, replica.service);
  leaveQueue(context, before);
  wantForFewer(context, before);
  let place = line.queue.length;
  while (place > line.head && line.queue[place - 1] > replica.order) place -= 2;
  line.queue.splice(place, 0, replica.id, replica.order);
  line.waiting++;
  if (line !== service) service.waiting++;
  wantAllocation(context, line);
}

/** Takes a waiting request back (R7: stop or delete cancels it; so does a scale-down). */
export function withdraw(context: FleetContext, service: Service, replica: Replica): void {
  step(replica, 'withdraw');
  setOwed(service, replica, false);
  service.idle.push(replica.id);
  const line = lineOf(context, replica);
  leaveQueue(context, line);
  wantForFewer(context, line);
  context.recorder.withdrawn(context.simulation.now, service.index, replica.id);
  touch(context, service);
}

/** Units that were too few for all that a job asked for together may do for the rest of it. */
function wantForFewer(context: FleetContext, line: Line): void {
  if (line.waiting > 0 && context.jobs[line.index] !== undefined) wantAllocation(context, line);
}

/** One waiting request less, placed or withdrawn. */
export function leaveQueue(context: FleetContext, line: Line): void {
  const service = serviceAt(context, line.index);
  line.waiting--;
  if (line !== service) service.waiting--;
  if (line.waiting > 0) return;
  if (line.enrolled) enrol(context, line, -1);
  line.refusal = '';
  line.claim = -1;
  while (line.queue.length > 0) line.queue.pop();
  line.head = 0;
  if (line !== service) tellRefusal(context, service);
}

/** The visible cause of a wait of a planned service is that of its first group that has one. */
export function tellRefusal(context: FleetContext, service: Service): void {
  const planner = context.planners[service.index];
  if (planner === undefined) return;
  service.refusal = groupsOf(context, planner).find(({ refusal }) => refusal !== '')?.refusal ?? '';
}

/** The request that has waited longest, or undefined. */
export function headOf(context: FleetContext, line: Line): Replica | undefined {
  while (line.head < line.queue.length) {
    const replica = replicaAt(context, line.queue[line.head]);
    if (isWaitingAt(replica, line, line.queue[line.head + 1])) return replica;
    line.head += 2;
  }
  if (line.head > STALE) {
    line.queue = line.queue.slice(line.head);
    line.head = 0;
  }
  return undefined;
}

/** Whether a place of a line's queue still stands for the replica's request. */
export const isWaitingAt = (replica: Replica, { line }: Line, order: number): boolean =>
  replica.state === 'waiting' && replica.order === order && replica.line === line;

/** The list changes under waiting requests: they wait for the new one from here on. */
export function replaceList(context: FleetContext, service: Service, revision: number): void {
  if (service.enrolled) enrol(context, service, -1);
  service.revision = revision;
  context.revisions[service.index] = revisionInForce(context.setup, service);
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
  makeRoom(context, made.id);
  service.replicas.push(made.id);
  return made;
}

/**
 * A line whose request was refused is woken only by what can let it in: these pools, these ceilings, these
 * machines. Most requests are met in their own second, and never come here.
 */
export function enrol(context: FleetContext, line: Line, change: 1 | -1): void {
  line.enrolled = change === 1;
  for (const entry of listOf(context, line).entries) {
    for (const offer of entry.offers) if (offer.never === undefined) enrolAt(context, line, offer, change);
  }
}

function enrolAt(context: FleetContext, { line }: Line, offer: Offer, change: 1 | -1): void {
  const dedicated = offer.pool < 0;
  const waiters = dedicated ? context.groupWaiters[offer.group] : context.poolWaiters[offer.pool];
  if (change === 1) waiters?.add(line);
  else waiters?.delete(line);
  if (!dedicated) context.poolWaiting[offer.pool] = context.poolWaiters[offer.pool].size;
  const priced = !dedicated && offer.tier !== 'standard';
  if (priced) context.ports.await(offer.pool, offer.tier, offer.ceiling, change);
}
