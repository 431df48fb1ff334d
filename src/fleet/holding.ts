import type { Offer } from '../allocator/index.js';
import { RANK, isPreemption } from '../events/index.js';
import type { Acquisition, PreemptionCause, ReleaseCause } from '../events/index.js';
import { startClocks, stopAll, stopClocks } from './clocks.js';
import type { FleetContext } from './context.js';
import { mark } from '../units/index.js';
import type { Writable } from '../units/index.js';
import { ask, lineOf, replicaAt, revisionOf, serviceAt, stir, touch, wantAllocation } from './context.js';
import { progressAt } from './job.js';
import { tell } from './planner.js';
import { isLeaving, isServing, step } from './replica.js';
import type { Replica, Step } from './replica.js';
import { leaveQueue, request, requestNew, setOwed, withdraw } from './requests.js';
import { isLive } from './service.js';
import type { Service } from './service.js';
import { clearTimer, RELEASE, setTimer, START, stopTimer } from './timers.js';

/** The request is met: the replica takes a unit of the offer and begins to start. */
export function acquire(context: FleetContext, replica: Replica, offer: Offer): void {
  const service = serviceAt(context, replica.service);
  const { simulation, setup, ports } = context;
  const { startup, protectedFor } = revisionOf(context, service);
  const now = simulation.now;
  move(service, replica, 'acquire');
  leaveQueue(context, lineOf(context, replica));
  // Read at once: it is one object for all runs, and who is told of the acquisition may run another.
  const draw = setup.draws[service.index].draw(replica.slot, replica.acquisitions++);
  const { lifetime } = draw;
  const wait = Math.max(0, Math.round(startup.quantile(draw.startup)));
  replica.tie = draw.tie;
  occupy(replica, offer);
  replica.acquiredAt = now;
  replica.protectedUntil = offer.tier === 'protected' ? now + protectedFor : now;
  replica.revision = service.revision;
  service.entryUsed[offer.entry] = (service.entryUsed[offer.entry] ?? 0) + 1;
  service.held++;
  if (offer.pool >= 0) ports.take(replica);
  else ports.takeMachine(offer.group);
  report(context, service, replica);
  startClocks(context, replica, lifetime);
  if (wait === 0) becomeReady(context, replica);
  else
    setTimer(context, replica.id, START, {
      at: now + wait,
      rank: RANK.ready,
      handler: context.handlers.start,
    });
  stir(context, service);
}

/** One for all acquisitions, since each is told and read at once: a new one each time would be garbage at the next. */
const told: Writable<Acquisition> = {
  ...{ service: -1, replica: -1, entry: -1, pool: -1, tier: 'standard', ceiling: 0, price: 0 },
  ...{ protectedUntil: 0, locked: false, disk: 0, reallocation: false },
};

function report(context: FleetContext, service: Service, replica: Replica): void {
  const { simulation, setup, ports, recorder } = context;
  const { pool, tier, protectedUntil } = replica;
  told.service = service.index;
  told.replica = replica.id;
  told.entry = replica.entry;
  told.pool = pool;
  told.tier = tier;
  told.ceiling = replica.ceiling;
  told.price = pool >= 0 ? ports.price(pool, tier) : 0;
  told.protectedUntil = protectedUntil;
  told.locked = setup.rules.locked && protectedUntil > simulation.now;
  told.disk = revisionOf(context, service).disk;
  told.reallocation = replica.reallocation;
  recorder.acquired(simulation.now, told);
}

function occupy(replica: Replica, { entry, pool, group, tier, ceiling }: Offer): void {
  replica.entry = entry;
  replica.pool = pool;
  replica.group = group;
  replica.tier = tier;
  replica.ceiling = ceiling;
}

/** The replica serves from now on; a service is Running from its first ready replica (A1). */
export function becomeReady(context: FleetContext, replica: Replica): void {
  const service = serviceAt(context, replica.service);
  move(service, replica, 'start');
  clearTimer(context, replica.id, START);
  service.ready++;
  service.running = true;
  context.recorder.ready(context.simulation.now, service.index, replica.id);
  tell(context, service, 'ready', replica);
  stir(context, service);
}

/** The provider takes the unit back: after notice, or at once in an outage. Recovery does not cancel it (A8). */
export function preempt(context: FleetContext, id: number, cause: PreemptionCause): void {
  const replica = replicaAt(context, id);
  if (isLeaving(replica)) {
    if (cause === 'outage') release(context, replica);
    return;
  }
  const { simulation, setup, recorder, ports } = context;
  const service = serviceAt(context, replica.service);
  const now = simulation.now;
  const releaseAt = cause === 'outage' ? now : now + setup.rules.notice;
  replica.cause = cause;
  move(service, replica, 'notice');
  recorder.noticed(now, service.index, id, cause, releaseAt);
  tell(context, service, 'noticed', replica);
  vacateEntry(context, service, replica);
  if (releaseAt === now || replica.probe) {
    if (replica.probe) giveUp(context, replica);
    else release(context, replica);
    return;
  }
  stopClocks(context, replica);
  if (replica.pool >= 0) ports.leave(replica.pool, id);
  releaseLater(context, replica, releaseAt);
  if (setup.rules.reallocateOn === 'notice' && replica.owed) {
    setOwed(service, replica, false);
    requestNew(context, service, true, lineOf(context, replica));
  }
  stir(context, service);
}

/** Our own side gives the replica up: a request is withdrawn, a starting unit goes at once, a ready one drains. */
export function retire(context: FleetContext, replica: Replica, cause: ReleaseCause, within: number): void {
  const service = serviceAt(context, replica.service);
  saveBeforeLeaving(context, replica);
  if (replica.state === 'waiting') withdraw(context, service, replica);
  if (replica.state === 'draining') hasten(context, replica, within);
  if (replica.state === 'idle' || replica.state === 'draining') return;
  setOwed(service, replica, false);
  const noticed = isLeaving(replica);
  if (!noticed) {
    replica.cause = cause;
    vacateEntry(context, service, replica);
  }
  if (isServing(replica) && within > 0) {
    drain(context, service, replica, within);
    return;
  }
  if (noticed) giveUp(context, replica);
  else release(context, replica);
}

/** A job that is to leave a unit of its gang saves its progress first; the restart that follows pays for it. */
function saveBeforeLeaving(context: FleetContext, { service, id }: Replica): void {
  const job = context.jobs[service];
  if (job?.gang.some((member) => member.id === id) === true)
    job.saved = progressAt(job, context.simulation.now);
}

/** A unit in notice was the provider's to take; from here on it is ours to give back, and nothing replaces it. */
function giveUp(context: FleetContext, replica: Replica): void {
  const { now } = context.simulation;
  context.recorder.draining(now, replica.service, replica.id, replica.cause, now);
  release(context, replica);
}

/** The unit is gone. Where the service still wants the replica it asks again, from entry 0 (R25, A11). */
function release(context: FleetContext, replica: Replica): void {
  const service = serviceAt(context, replica.service);
  const { simulation, recorder, ports } = context;
  const { pool, group, id } = replica;
  stopAll(context, replica);
  if (isServing(replica)) service.ready--;
  service.held--;
  if (replica.probe) {
    replica.probe = false;
    service.probesOut--;
  }
  move(service, replica, 'release');
  recorder.released(simulation.now, service.index, id, replica.cause);
  if (pool >= 0) ports.give(pool, id);
  else {
    ports.giveMachine(group);
    mark(context.openGroups, group);
    ask(context, RANK.allocate);
  }
  if (isPreemption(replica.cause)) tell(context, service, 'released', replica);
  const again = replica.owed && isLive(service);
  if (again) request(context, service, replica, isPreemption(replica.cause));
  else {
    setOwed(service, replica, false);
    service.idle.push(id);
  }
  stir(context, service);
}

/** Handler of a release that falls due (rank 4). */
export function releaseDue(context: FleetContext, id: number): void {
  const replica = replicaAt(context, id);
  clearTimer(context, id, RELEASE);
  release(context, replica);
}

/** A replica in notice leaves at the earlier of grace and notice, and is not replaced. */
function drain(context: FleetContext, service: Service, replica: Replica, within: number): void {
  const { simulation, recorder, ports } = context;
  const now = simulation.now;
  const releaseAt =
    replica.state === 'ready-noticed' ? Math.min(replica.releaseAt, now + within) : now + within;
  move(service, replica, 'drain');
  service.ready--;
  stopClocks(context, replica);
  if (replica.pool >= 0) ports.leave(replica.pool, replica.id);
  recorder.draining(now, service.index, replica.id, replica.cause, releaseAt);
  releaseLater(context, replica, releaseAt);
  touch(context, service);
}

/** A second order to go may shorten what is left of the first one's grace. */
function hasten(context: FleetContext, replica: Replica, within: number): void {
  const at = context.simulation.now + within;
  if (within === 0) release(context, replica);
  else if (at < replica.releaseAt) releaseLater(context, replica, at);
}

/** A deletion that is stuck has no end to wait for. */
function releaseLater(context: FleetContext, replica: Replica, at: number): void {
  const { handlers } = context;
  stopTimer(context, replica.id, RELEASE);
  replica.releaseAt = at;
  if (at === Infinity) return;
  setTimer(context, replica.id, RELEASE, { at, rank: RANK.release, handler: handlers.release });
}

/** Keeps count of the replicas that are ready and have not been told to go. */
function move(service: Service, replica: Replica, by: Step): void {
  if (replica.state === 'ready') service.steady--;
  step(replica, by);
  if (replica.state === 'ready') service.steady++;
}

/** Units on their way out no longer count into the entry's capacity, nor among those that an update must replace. */
function vacateEntry(context: FleetContext, service: Service, replica: Replica): void {
  if (replica.revision !== service.revision) {
    service.outdated--;
    return;
  }
  service.entryUsed[replica.entry] = (service.entryUsed[replica.entry] ?? 0) - 1;
  if (service.waiting > 0) wantAllocation(context, service);
}
