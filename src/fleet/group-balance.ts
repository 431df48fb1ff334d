import type { FleetContext } from './context.js';
import { graceOf, replicaAt } from './context.js';
import { retire } from './holding.js';
import type { GroupLine } from './line.js';
import { groupsOf } from './planner.js';
import type { Planner } from './plan.js';
import { holdsUnit, isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import { moveTo, requestNew } from './requests.js';
import type { Service } from './service.js';
import { desiredOf } from './service.js';

/**
 * Brings every group of a strategy to its count: requests that wait go over from groups that have too many to groups
 * that lack, what still lacks is asked for, and what is too many is given up with the cause `strategy`.
 */
export function balanceGroups(context: FleetContext, service: Service, planner: Planner): void {
  const groups = groupsOf(context, planner).map((line) => ({
    line,
    members: membersOf(context, service, line),
  }));
  const spare = groups.flatMap(({ line, members }) => surplusRequests(line, members));
  for (const { line, members } of groups) {
    for (let lacking = line.count - members.length; lacking > 0; lacking--) {
      const moved = spare.shift();
      if (moved === undefined) requestNew(context, service, false, line);
      else moveTo(context, moved, line);
    }
  }
  for (const { line } of groups) giveUpSurplus(context, service, line);
  const desired = desiredOf(service);
  if (service.scaling && service.ready >= desired && service.waiting === 0) service.scaling = false;
}

/** The group that lacks a unit of the present revision; an update asks for them one by one. */
export function lackingGroup(
  context: FleetContext,
  service: Service,
  planner: Planner,
): GroupLine | undefined {
  return groupsOf(context, planner).find((line) => {
    const fresh = membersOf(context, service, line).filter(
      (replica) => !holdsUnit(replica) || isLeaving(replica) || replica.revision === service.revision,
    );
    return fresh.length < line.count;
  });
}

const membersOf = (context: FleetContext, service: Service, { line }: GroupLine): readonly Replica[] =>
  service.replicas
    .map((id) => replicaAt(context, id))
    .filter((replica) => replica.owed && replica.line === line);

/** Waiting members beyond the count, the youngest first. */
function surplusRequests({ count }: GroupLine, members: readonly Replica[]): readonly Replica[] {
  const waiting = members.filter(({ state }) => state === 'waiting').sort((a, b) => b.order - a.order);
  return waiting.slice(0, Math.max(0, members.length - count));
}

/**
 * Waiting first, then starting, then noticed, then ready ones from the end of the group's list up, the youngest
 * first. With `make-first` a ready one goes only while the service keeps as many ready as it wants.
 */
function giveUpSurplus(context: FleetContext, service: Service, line: GroupLine): void {
  const members = membersOf(context, service, line);
  const surplus = members.length - line.count;
  if (surplus <= 0) return;
  const grace = graceOf(context, service);
  const order = members.map((replica) => ({ replica, place: placeOf(line, replica), use: useOf(replica) }));
  order.sort(
    (a, b) =>
      a.use - b.use ||
      (a.use === 0
        ? b.replica.order - a.replica.order
        : b.place - a.place || b.replica.acquiredAt - a.replica.acquiredAt) ||
      b.replica.slot - a.replica.slot,
  );
  for (const { replica } of order.slice(0, surplus)) {
    const held = replica.state === 'ready' && line.makeFirst && service.steady <= desiredOf(service);
    if (!held) retire(context, replica, 'strategy', grace);
  }
}

/** Place on the group's list of what the replica runs on; what is not on it any more comes after all that is. */
function placeOf({ list }: GroupLine, { entry, pool, group }: Replica): number {
  let place = 0;
  for (const { offers } of list.entries) {
    for (const offer of offers) {
      if (offer.entry === entry && offer.pool === pool && offer.group === group) return place;
      place++;
    }
  }
  return place;
}

function useOf(replica: Replica): number {
  if (replica.state === 'waiting') return 0;
  if (replica.state === 'starting') return 1;
  return isLeaving(replica) ? 2 : 3;
}
