import type { Decision, PassedOver, Request } from '../allocator/index.js';
import { mark, takeMarks } from '../units/index.js';
import type { FleetContext } from './context.js';
import { replicaAt, revisionOf, serviceAt, touch, viewOf } from './context.js';
import { acquire } from './holding.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import { enrol, headOf } from './requests.js';
import type { Service } from './service.js';
import { describeRefusal, refusalsByEntry } from './refusal.js';

/**
 * Rank 8: walks the lists of all requests that something may have let in, in two passes. Free units go first,
 * first in first out, to the requests whose first feasible entry is standard; then, likewise, to the rest.
 */
export function serveWaiting(context: FleetContext): void {
  const candidates = gather(context);
  if (candidates.length === 1) serveAll(context, candidates[0]);
  else if (candidates.length > 1) serveInPasses(context, candidates);
}

/** With nobody to compete with, the two passes are one. */
function serveAll(context: FleetContext, service: Service): void {
  for (let more = true; more;) {
    const head = headOf(context, service);
    if (head === undefined) return;
    more = serve(context, service, head, walk(context, service, head));
  }
}

function serveInPasses(context: FleetContext, candidates: Service[]): void {
  const line = candidates.sort((a, b) => orderOf(context, b) - orderOf(context, a));
  const rest: Service[] = [];
  // Of the first service put off: a decision holds until something is taken or given up.
  let known: Decision | undefined;
  for (let service = line.pop(); service !== undefined; service = line.pop()) {
    const head = headOf(context, service);
    if (head === undefined) continue;
    const decision = walk(context, service, head);
    if (decision.kind === 'placed' && decision.offer.tier !== 'standard') {
      if (rest.length === 0) known = decision;
      rest.push(service);
      continue;
    }
    known = undefined;
    if (serve(context, service, head, decision)) rejoin(context, line, service);
  }
  if (rest.length > 1) known = undefined;
  rest.reverse();
  for (let service = rest.pop(); service !== undefined; service = rest.pop()) {
    const head = headOf(context, service);
    if (head === undefined) continue;
    const decision = known ?? walk(context, service, head);
    known = undefined;
    if (serve(context, service, head, decision)) rejoin(context, rest, service);
  }
}

/** Puts a service back in line, whose oldest request stands last, by its next request. */
function rejoin(context: FleetContext, line: Service[], service: Service): void {
  const order = orderOf(context, service);
  let place = line.length;
  while (place > 0 && orderOf(context, line[place - 1]) < order) place--;
  line.splice(place, 0, service);
}

/** Place of the service's oldest request in the order of asking (A13). */
const orderOf = (context: FleetContext, service: Service): number => headOf(context, service)?.order ?? -1;

/** Acts on a decision; returns whether the service has more to ask. */
function serve(context: FleetContext, service: Service, head: Replica, decision: Decision): boolean {
  if (decision.kind === 'waiting') {
    refuse(context, service, decision);
    return false;
  }
  acquire(context, head, decision.offer);
  return service.waiting > 0;
}

/** What the allocator says to a replica (or a probe) of the service now. */
export function walk(
  context: FleetContext,
  service: Service,
  replica: Replica | undefined,
  before?: number,
): Decision {
  const revision = revisionOf(context, service);
  const { entries, zonePolicy } = revision;
  const request: Request = before === undefined ? revision : { entries, zonePolicy, before };
  const decision = context.setup.allocator.allocate(request, viewOf(context, service));
  context.setup.trace?.(context.simulation.now, service.index, replica?.slot ?? -1, decision);
  return decision;
}

/** Services that wait and were marked, or whose pool or machines have something free. */
function gather(context: FleetContext): Service[] {
  const { ports, dirty } = context;
  for (const pool of takeMarks(context.openPools)) {
    if (ports.free(pool) > 0) for (const service of context.poolWaiters[pool]) mark(dirty, service);
  }
  for (const group of takeMarks(context.openGroups)) {
    if (ports.freeMachines(group) > 0)
      for (const service of context.groupWaiters[group]) mark(dirty, service);
  }
  const marked = takeMarks(dirty);
  if (marked.length === 1) {
    const only = serviceAt(context, marked[0]);
    return only.waiting > 0 ? [only] : [];
  }
  return marked.map((index) => serviceAt(context, index)).filter(({ waiting }) => waiting > 0);
}

/** All requests of a service stand or fall together: they have one list, and see one world. */
function refuse(context: FleetContext, service: Service, decision: Decision): void {
  if (!service.enrolled) enrol(context, service, 1);
  service.refusal = describeRefusal(decision.passedOver);
  touch(context, service);
  const now = context.simulation.now;
  const fresh = unannounced(context, service);
  if (fresh.length > 0) {
    const refusals = refusalsByEntry(decision.passedOver);
    for (const replica of fresh) context.recorder.waiting(now, service.index, replica.id, refusals);
  }
  if (context.setup.rules.standardDisplacesSpot === 'all') displace(context, service, decision.passedOver);
}

function unannounced(context: FleetContext, service: Service): readonly Replica[] {
  const fresh: Replica[] = [];
  for (let i = service.queue.length - 1; i >= service.head; i--) {
    const place = service.queue[i] as { id: number; order: number };
    const replica = replicaAt(context, place.id);
    if (replica.state !== 'waiting' || replica.order !== place.order) continue;
    if (replica.announced) break;
    replica.announced = true;
    fresh.push(replica);
  }
  return fresh.reverse();
}

/** `standardDisplacesSpot: all`: a standard request that finds no unit takes one from another service's spot. */
function displace(context: FleetContext, service: Service, passedOver: readonly PassedOver[]): void {
  const short = passedOver.find(
    ({ offer, reason }) => offer.tier === 'standard' && reason === 'out-of-stock',
  );
  service.claim = short?.offer.pool ?? -1;
  if (service.claim < 0) return;
  const pool = service.claim;
  const claimed = context.services.reduce(
    (sum, other) => sum + (other.claim === pool ? other.waiting : 0),
    0,
  );
  const coming = context.replicas.filter((replica) => replica.pool === pool && isLeaving(replica)).length;
  // No more than its own requests, and within a second no more than it has replicas: without notice two services
  // that displace one another would go round for ever.
  const now = context.simulation.now;
  if (service.displacedAt !== now) [service.displacedAt, service.displaced] = [now, 0];
  const count = Math.min(claimed - coming, service.waiting, service.owed - service.displaced);
  if (count <= 0) return;
  const own = (id: number): boolean => replicaAt(context, id).service === service.index;
  service.displaced += context.ports.displace(pool, count, own);
}
