import { firstFeasible } from '../allocator/index.js';
import type { Decision, Offer, PassedOver, Request } from '../allocator/index.js';
import { mark, takeMarks } from '../units/index.js';
import type { FleetContext } from './context.js';
import { listOf, replicaAt, serviceAt, touch, viewOf } from './context.js';
import { acquire } from './holding.js';
import type { Line } from './line.js';
import { tell } from './planner.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import { enrol, headOf, isWaitingAt, tellRefusal } from './requests.js';
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
function serveAll(context: FleetContext, line: Line): void {
  for (let more = true; more;) {
    const head = headOf(context, line);
    if (head === undefined) return;
    more = serve(context, line, head, find(context, line, head));
  }
}

function serveInPasses(context: FleetContext, candidates: readonly Line[]): void {
  const queue: Line[] = [];
  for (const line of candidates) enter(context, queue, line);
  const rest: Line[] = [];
  for (let line = queue.pop(); line !== undefined; line = queue.pop()) {
    const head = headOf(context, line);
    if (head === undefined) continue;
    const offer = find(context, line, head);
    if (offer !== undefined && offer.tier !== 'standard') {
      rest.push(line);
      context.walks.found[line.line] = offer;
    } else if (serve(context, line, head, offer)) enter(context, queue, line);
  }
  rest.reverse();
  for (let line = rest.pop(); line !== undefined; line = rest.pop()) {
    const known = context.walks.found[line.line];
    context.walks.found[line.line] = undefined;
    const head = headOf(context, line);
    if (head === undefined) continue;
    const offer = known !== undefined && holds(context, line, known) ? known : find(context, line, head);
    if (serve(context, line, head, offer)) enter(context, rest, line);
  }
}

/**
 * Whether what the first pass found is what a walk would find now. Units are only taken in this rank (but where
 * standard displaces spot), so entries passed over stay so, and the one found holds while its pool has a unit left.
 */
function holds(context: FleetContext, line: Line, { pool, group }: Offer): boolean {
  if (context.setup.rules.standardDisplacesSpot === 'all') return false;
  // Groups of one service share the room of its entries, and the order of pools may follow their stock.
  if (context.planners[line.index] !== undefined || listOf(context, line).zonePolicy === 'most-stock')
    return false;
  return pool >= 0 ? context.ports.free(pool) > 0 : context.ports.freeMachines(group) > 0;
}

/** Puts a line into a queue in which the one with the oldest request stands last (A13), if it has a request. */
function enter(context: FleetContext, queue: Line[], line: Line): void {
  const head = headOf(context, line);
  if (head === undefined) return;
  const { turns } = context.walks;
  const turn = head.order;
  turns[line.line] = turn;
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[queue[middle].line] < turn) high = middle;
    else low = middle + 1;
  }
  queue.push(line);
  for (let at = queue.length - 1; at > low; at--) queue[at] = queue[at - 1];
  queue[low] = line;
}

/** Places the request in the offer, or tells why there is none; returns whether the line has more to ask. */
function serve(context: FleetContext, line: Line, head: Replica, offer: Offer | undefined): boolean {
  if (offer === undefined) {
    refuse(context, line);
    return false;
  }
  acquire(context, head, offer);
  return line.waiting > 0;
}

/** The first offer that the request may have now; where there is none, the context keeps why. */
function find(context: FleetContext, line: Line, head: Replica): Offer | undefined {
  if (context.walks.plain) {
    // Reasons are asked for by the few that are refused: the others need no record of their walk.
    const offer = firstFeasible(listOf(context, line), viewOf(context, line));
    if (offer !== undefined) return offer;
  }
  const decision = walk(context, line, head);
  context.walks.passedOver = decision.passedOver;
  return decision.kind === 'placed' ? decision.offer : undefined;
}

/** What the allocator says to a replica (or a probe) of the line now. */
export function walk(
  context: FleetContext,
  line: Line,
  replica: Replica | undefined,
  before?: number,
): Decision {
  const list = listOf(context, line);
  const { entries, zonePolicy } = list;
  const request: Request = before === undefined ? list : { entries, zonePolicy, before };
  const decision = context.setup.allocator.allocate(request, viewOf(context, line));
  context.setup.trace?.(context.simulation.now, line.index, replica?.slot ?? -1, decision);
  return decision;
}

/** Lines that wait and were marked, or whose pool or machines have something free. */
function gather(context: FleetContext): readonly Line[] {
  const { ports, dirty } = context;
  for (const pool of takeMarks(context.openPools)) {
    if (ports.free(pool) > 0) for (const line of context.poolWaiters[pool]) mark(dirty, line);
  }
  for (const group of takeMarks(context.openGroups)) {
    if (ports.freeMachines(group) > 0) for (const line of context.groupWaiters[group]) mark(dirty, line);
  }
  const { candidates } = context.walks;
  while (candidates.length > 0) candidates.pop();
  for (const line of takeMarks(dirty))
    if (context.lines[line].waiting > 0) candidates.push(context.lines[line]);
  return candidates;
}

/** All requests of a line stand or fall together: they have one list, and see one world. */
function refuse(context: FleetContext, line: Line): void {
  const { passedOver } = context.walks;
  const service = serviceAt(context, line.index);
  if (!line.enrolled) enrol(context, line, 1);
  line.refusal = describeRefusal(passedOver);
  if (line !== service) tellRefusal(context, service);
  touch(context, service);
  const now = context.simulation.now;
  const fresh = unannounced(context, line);
  if (fresh.length > 0) {
    const refusals = refusalsByEntry(passedOver, line === service);
    for (const replica of fresh) context.recorder.waiting(now, service.index, replica.id, refusals);
  }
  if (line !== service) tellRefused(context, line);
  if (context.setup.rules.standardDisplacesSpot === 'all') displace(context, line, passedOver);
}

/** Each request is told once per group that it was refused there. */
function tellRefused(context: FleetContext, line: Line): void {
  const requests = line.queue.slice(line.head);
  for (let place = 0; place < requests.length; place += 2) {
    const replica = replicaAt(context, requests[place]);
    if (!isWaitingAt(replica, line, requests[place + 1]) || replica.told === line.line) continue;
    replica.told = line.line;
    tell(context, serviceAt(context, line.index), 'refused', replica);
  }
}

function unannounced(context: FleetContext, line: Line): readonly Replica[] {
  const fresh: Replica[] = [];
  for (let place = line.queue.length - 2; place >= line.head; place -= 2) {
    const replica = replicaAt(context, line.queue[place]);
    if (!isWaitingAt(replica, line, line.queue[place + 1])) continue;
    // Whoever came over from another group stands where its order puts it.
    if (replica.announced && line.line === line.index) break;
    if (replica.announced) continue;
    replica.announced = true;
    fresh.push(replica);
  }
  return fresh.reverse();
}

/** `standardDisplacesSpot: all`: a standard request that finds no unit takes one from another service's spot. */
function displace(context: FleetContext, line: Line, passedOver: readonly PassedOver[]): void {
  const short = passedOver.find(
    ({ offer, reason }) => offer.tier === 'standard' && reason === 'out-of-stock',
  );
  line.claim = short?.offer.pool ?? -1;
  if (line.claim < 0) return;
  const service = serviceAt(context, line.index);
  const pool = line.claim;
  const claimed = context.lines.reduce((sum, other) => sum + (other.claim === pool ? other.waiting : 0), 0);
  const coming = context.replicas.filter((replica) => replica.pool === pool && isLeaving(replica)).length;
  // No more than its own requests, and within a second no more than it has replicas: without notice two services
  // that displace one another would go round for ever.
  const now = context.simulation.now;
  if (service.displacedAt !== now) [service.displacedAt, service.displaced] = [now, 0];
  const count = Math.min(claimed - coming, line.waiting, service.owed - service.displaced);
  if (count <= 0) return;
  const own = (id: number): boolean => replicaAt(context, id).service === service.index;
  service.displaced += context.ports.displace(pool, count, own);
}
