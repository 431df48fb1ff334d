import type { FleetContext } from './context.js';
import { graceOf, replicaAt, wantAllocation } from './context.js';
import { balanceGroups } from './group-balance.js';
import { retire } from './holding.js';
import { plannerOf, tell } from './planner.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import { requestNew } from './requests.js';
import { desiredOf } from './service.js';
import type { Service } from './service.js';

/** Sets the replicas asked for (by an action, the schedule or the autoscaler); rank 7 brings the fleet to it. */
export function setWanted(
  context: FleetContext,
  service: Service,
  wanted: number,
  cause: 'scale' | 'autoscaler',
): void {
  if (service.wanted === wanted) return;
  const before = desiredOf(service);
  service.wanted = wanted;
  const after = desiredOf(service);
  if (after === before) return;
  service.surplus = cause;
  service.scaling = service.running;
  context.recorder.desired(context.simulation.now, service.index, after);
  tell(context, service, 'demand');
  // A capacity in percent moves with the desired replicas, and may let a waiting request in.
  if (service.waiting > 0) wantAllocation(context, service);
}

/** Requests what is missing, gives up what is too many. */
export function balance(context: FleetContext, service: Service): void {
  const planner = plannerOf(context, service);
  if (planner !== undefined) {
    balanceGroups(context, service, planner);
    return;
  }
  const desired = desiredOf(service);
  while (service.owed < desired) requestNew(context, service, false);
  if (service.owed > desired) shrink(context, service, service.owed - desired);
  if (service.scaling && service.ready >= desired && service.waiting === 0) service.scaling = false;
}

/**
 * Gives up replicas that count towards the desired ones: waiting first, then starting, then noticed (which leave
 * anyway), then ready ones from the last entry of the list up, the youngest first.
 */
function shrink(context: FleetContext, service: Service, count: number): void {
  const grace = graceOf(context, service);
  const owed = service.replicas.map((id) => replicaAt(context, id)).filter((replica) => replica.owed);
  owed.sort(byUse);
  for (const replica of owed.slice(0, count)) retire(context, replica, service.surplus, grace);
}

const byUse = (a: Replica, b: Replica): number =>
  useOf(a) - useOf(b) ||
  (a.state === 'waiting' ? b.order - a.order : b.entry - a.entry || b.acquiredAt - a.acquiredAt) ||
  b.slot - a.slot;

function useOf(replica: Replica): number {
  if (replica.state === 'waiting') return 0;
  if (replica.state === 'starting') return 1;
  return isLeaving(replica) ? 2 : 3;
}
