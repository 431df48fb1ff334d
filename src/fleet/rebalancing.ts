import { RANK } from '../events/index.js';
import { mark, takeMarks } from '../units/index.js';
import { acquire } from './holding.js';
import type { FleetContext } from './context.js';
import { ask, replicaAt, revisionOf, serviceAt } from './context.js';
import { walk } from './allocation.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import { requestNew, setOwed } from './requests.js';
import { isLive } from './service.js';
import type { Service } from './service.js';

/**
 * `rebalancing: true` moves a service back up its list: every `rebalancePeriod` probe instances are asked for on
 * entries above the ones in use, 1, 2, 4, … of them until one finds nothing (PAI "resource rebalancing"). A probe
 * never waits. When it is ready it counts, and the surplus goes: from the last entry up (make before break).
 */
export function rebalanceDue(context: FleetContext, index: number): void {
  const { simulation, setup, handlers } = context;
  const service = serviceAt(context, index);
  const { rebalancePeriod } = setup.rules;
  simulation.schedule(simulation.now + rebalancePeriod, RANK.decide, handlers.rebalance, index);
  if (
    !isLive(service) ||
    service.updating ||
    service.waiting > 0 ||
    !revisionOf(context, service).rebalancing
  )
    return;
  mark(context.probing, index);
  ask(context, RANK.allocate);
}

/** Probes come after all waiting requests of the second. */
export function placeProbes(context: FleetContext): void {
  for (const index of takeMarks(context.probing)) {
    const service = serviceAt(context, index);
    const asked = Math.min(service.probes, movable(context, service).length);
    let placed = 0;
    while (placed < asked && placeProbe(context, service)) placed++;
    service.probes = placed === asked && asked > 0 ? 2 * asked : 1;
  }
}

/** A probe that has become ready takes its place among the owed replicas; the balance then gives up the surplus. */
export function admitProbes(context: FleetContext, service: Service): void {
  if (service.probesOut === 0) return;
  for (const id of service.replicas) {
    const replica = replicaAt(context, id);
    if (!replica.probe || replica.state !== 'ready') continue;
    replica.probe = false;
    service.probesOut--;
    setOwed(service, replica, true);
    service.surplus = 'rebalancing';
  }
}

/** Replicas below the first entry that no probe under way is going to replace. */
function movable(context: FleetContext, service: Service): readonly Replica[] {
  const all = service.replicas.map((id) => replicaAt(context, id));
  const lower = all.filter(
    (replica) => replica.owed && replica.entry > 0 && replica.state === 'ready' && !isLeaving(replica),
  );
  return lower.sort((a, b) => b.entry - a.entry).slice(service.probesOut);
}

function placeProbe(context: FleetContext, service: Service): boolean {
  const worst = movable(context, service)[0];
  if (worst === undefined) return false;
  const decision = walk(context, service, undefined, worst.entry);
  if (decision.kind === 'waiting') return false;
  const probe = requestNew(context, service, false);
  setOwed(service, probe, false);
  probe.probe = true;
  service.probesOut++;
  acquire(context, probe, decision.offer);
  return true;
}
