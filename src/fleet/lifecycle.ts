import { RANK } from '../events/index.js';
import type { FleetContext } from './context.js';
import { replicaAt, revisionOf, touch } from './context.js';
import { beginStrategy } from './decisions.js';
import { retire } from './holding.js';
import { desiredOf, isLive } from './service.js';
import type { Service } from './service.js';

/** Deletion is complete within this time (R10). */
const DELETION_WITHIN = 30;
/** Requests in flight have ended so long after a stop (R12); a deletion stuck for so long has failed (R15). */
const DRAINED_AFTER = 300;

/** Ends the service and, with its instances, its compute billing (R5); waiting requests are cancelled (R7). */
export function stop(context: FleetContext, service: Service): string {
  if (!isLive(service)) return `cannot stop: the service is ${service.state}`;
  service.phase = 'stopping';
  service.stoppedAt = context.simulation.now;
  context.recorder.desired(service.stoppedAt, service.index, 0);
  leaveService(context, service, 'stop', context.setup.rules.grace);
  return 'done';
}

/** Deploys a stopped service anew, from entry 0 of its list. */
export function start(context: FleetContext, service: Service): string {
  if (service.phase !== 'stopped') return `cannot start: the service is ${service.state}`;
  service.phase = 'started';
  service.running = false;
  context.recorder.desired(context.simulation.now, service.index, desiredOf(service));
  beginStrategy(context, service);
  touch(context, service);
  return 'done';
}

/** The work of a job is done: its units go, and nothing more is asked for. */
export function finishWork(context: FleetContext, service: Service): void {
  service.phase = 'stopping';
  service.stoppedAt = context.simulation.now;
  context.recorder.desired(service.stoppedAt, service.index, 0);
  leaveService(context, service, 'done', 0);
}

/** Deletes for good (R11), if nothing stands against it (R9). Billing stops at once (R10). */
export function remove(context: FleetContext, service: Service): string {
  const fault = obstacle(context, service);
  if (fault !== undefined) return fault;
  const { simulation, recorder, setup, handlers } = context;
  const { stuck } = revisionOf(context, service).deletion;
  const again = service.phase === 'delete-failed';
  if (isLive(service)) recorder.desired(simulation.now, service.index, 0);
  service.phase = 'deleting';
  if (!again) recorder.billingStopped(simulation.now, service.index);
  if (stuck && !again) {
    simulation.schedule(simulation.now + DRAINED_AFTER, RANK.release, handlers.stuck, service.index);
    leaveService(context, service, 'delete', Infinity);
  } else leaveService(context, service, 'delete', Math.min(DELETION_WITHIN, setup.rules.grace));
  return 'done';
}

/** A stuck deletion gives up after 5 minutes; a second delete then goes through (the ticket was answered). */
export function failDeletion(context: FleetContext, service: Service): void {
  if (service.phase !== 'deleting') return;
  service.phase = 'delete-failed';
  context.recorder.action(context.simulation.now, service.name, 'delete', 'stuck deleting: submit a ticket');
  touch(context, service);
}

/** When the last unit is gone, stopping has become stopped, and deleting deleted. */
export function finishLeaving(service: Service): void {
  if (service.held > 0) return;
  if (service.phase === 'stopping') service.phase = 'stopped';
  if (service.phase === 'deleting') service.phase = 'deleted';
}

function obstacle(context: FleetContext, service: Service): string | undefined {
  const { deletion } = revisionOf(context, service);
  if (service.phase === 'deleting' || service.phase === 'deleted')
    return `cannot delete: the service is ${service.state}`;
  if (!deletion.permitted) return 'permission denied: eas:DeleteService is missing';
  const referrers = deletion.referencedBy.filter((name) => refers(context, name));
  if (referrers.length > 0) return `referenced by other services: ${referrers.join(', ')}`;
  const drained = !isLive(service) && context.simulation.now - service.stoppedAt >= DRAINED_AFTER;
  return deletion.activeRequests && !drained
    ? 'has active requests: stop it first, wait 5 minutes, then delete'
    : undefined;
}

/** A name that is not simulated refers for ever; a simulated service until it is deleted (R13). */
function refers(context: FleetContext, name: string): boolean {
  const other = context.services.find((service) => service.name === name);
  return other === undefined || other.phase !== 'deleted';
}

function leaveService(
  context: FleetContext,
  service: Service,
  cause: 'stop' | 'delete' | 'done',
  within: number,
): void {
  service.updating = false;
  service.scaling = false;
  for (const id of service.replicas) retire(context, replicaAt(context, id), cause, within);
  touch(context, service);
}
