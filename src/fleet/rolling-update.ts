import type { FleetContext } from './context.js';
import { replicaAt, revisionOf } from './context.js';
import { beginStrategy } from './decisions.js';
import { lackingGroup } from './group-balance.js';
import { retire } from './holding.js';
import type { Line } from './line.js';
import { plannerOf, targetOf } from './planner.js';
import { isLeaving, holdsUnit } from './replica.js';
import type { Replica } from './replica.js';
import { replaceList, requestNew } from './requests.js';
import { balance } from './scaling.js';
import { desiredOf, isLive } from './service.js';
import type { Service } from './service.js';

/** New instances use the new configuration; the ones there are replaced one after the other (R22, A15). */
export function beginUpdate(context: FleetContext, service: Service, revision: number): void {
  replaceList(context, service, revision);
  beginStrategy(context, service);
  service.replaced = 0;
  service.outdated = 0;
  if (!isLive(service)) return;
  service.updating = true;
  const held = service.replicas.map((id) => replicaAt(context, id)).filter(isOutdated(service));
  service.outdated = held.length;
  // What does not serve is replaced at once: starting instances are given up, waiting requests follow the new list.
  const { grace } = context.setup.rules;
  for (const replica of held) if (replica.state === 'starting') retire(context, replica, 'update', grace);
}

/**
 * One step of a rolling update, taken whenever something of the service has changed: at most `maxSurge` replicas
 * beyond the desired ones, and an old one goes only while `desired - maxUnavailable` stay ready.
 */
export function roll(context: FleetContext, service: Service): void {
  const desired = targetOf(context, service, desiredOf(service));
  const { surge, unavailable } = revisionOf(context, service);
  const floor = desired - unavailable(desired);
  const { grace } = context.setup.rules;
  for (;;) {
    const fresh = service.owed - service.outdated;
    if (service.outdated === 0 && fresh >= desired) break;
    if (fresh < desired && service.owed < desired + surge(desired)) {
      requestNew(context, service, false, lineToGrow(context, service));
      continue;
    }
    if (service.steady <= floor) return;
    const victim = nextOutdated(context, service);
    if (victim === undefined) return;
    retire(context, victim, 'update', grace);
  }
  if (service.steady < desired) return;
  service.updating = false;
  service.surplus = 'update';
  balance(context, service);
}

const lineToGrow = (context: FleetContext, service: Service): Line => {
  const planner = plannerOf(context, service);
  return planner === undefined ? service : (lackingGroup(context, service, planner) ?? service);
};

const isOutdated =
  (service: Service) =>
  (replica: Replica): boolean =>
    holdsUnit(replica) && !isLeaving(replica) && replica.revision < service.revision;

/** Goes once through the slots: one that has been replaced is not outdated again in this update. */
function nextOutdated(context: FleetContext, service: Service): Replica | undefined {
  const outdated = isOutdated(service);
  for (; service.replaced < service.replicas.length; service.replaced++) {
    const replica = replicaAt(context, service.replicas[service.replaced]);
    if (outdated(replica)) return replica;
  }
  return undefined;
}
