import type { Bid, Entry, Group, Offer } from '../allocator/index.js';
import { checkAnswer, StrategyError } from '../allocator/index.js';
import { formatDuration, takeMarks } from '../units/index.js';
import type { FleetContext } from './context.js';
import { replicaAt, revisionOf, serviceAt, touch, wantAllocation } from './context.js';
import { lackingGroup } from './group-balance.js';
import type { GroupLine } from './line.js';
import { observe } from './observation.js';
import { newPlanner } from './plan.js';
import { forgetWake, groupLine, groupsOf, tell, wakeAt } from './planner.js';
import type { Plan, Planner } from './plan.js';
import { rebidHeld } from './rebidding.js';
import { enrol, moveTo } from './requests.js';
import type { Service } from './service.js';
import { isLive } from './service.js';

/** Rank 7: the strategies of the services in which something happened decide, by number. */
export function decideStrategies(context: FleetContext): void {
  for (const index of [...takeMarks(context.deciding)].sort((a, b) => a - b)) {
    const service = serviceAt(context, index);
    const planner = context.planners[index];
    const plan = revisionOf(context, service).plan;
    if (planner === undefined || plan === undefined || !isLive(service)) continue;
    decide(context, service, planner, plan);
  }
}

/** A strategy begins anew: at a deployment, a start, an update; an update may also bring or take it. */
export function beginStrategy(context: FleetContext, service: Service): void {
  const plan = revisionOf(context, service).plan;
  const before = context.planners[service.index];
  if (before !== undefined) {
    forgetWake(context, before);
    before.news = [];
  }
  if (plan === undefined) {
    if (before !== undefined) disband(context, service, before);
    return;
  }
  const planner = (context.planners[service.index] ??= newPlanner(null));
  planner.state = plan.strategy.initial;
  tell(context, service, 'deployed');
}

/** The service goes back to the list as it stands: its replicas stand in its own line again. */
function disband(context: FleetContext, service: Service, planner: Planner): void {
  for (const line of groupsOf(context, planner)) setList(context, line, []);
  for (const id of service.replicas) moveTo(context, replicaAt(context, id), service);
  context.planners[service.index] = undefined;
}

function decide(context: FleetContext, service: Service, planner: Planner, plan: Plan): void {
  const { now } = context.simulation;
  const seen = observe(context, service, planner, plan);
  planner.news = [];
  const answer = asked(service, now, () => plan.strategy.decide(planner.state, seen));
  const checked = checkAnswer(answer, plan.choices, now);
  if ('fault' in checked) throw faultOf(service, now, `returned what cannot be used: ${checked.fault}`);
  planner.state = checked.state;
  forgetWake(context, planner);
  if (checked.wakeAt !== undefined) wakeAt(context, service.index, checked.wakeAt);
  adopt(context, service, checked.groups, plan);
}

function asked(service: Service, now: number, call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof StrategyError) throw error;
    const fault = faultOf(service, now, `failed: ${error instanceof Error ? error.message : String(error)}`);
    fault.cause = error;
    throw fault;
  }
}

const faultOf = (service: Service, now: number, what: string): StrategyError =>
  new StrategyError(`the strategy of ${service.name} at ${formatDuration(now)} (second ${now}) ${what}`);

/** Puts what was decided in force; the settlement of this rank brings the replicas to it. */
function adopt(
  context: FleetContext,
  service: Service,
  groups: readonly (Group & { readonly name: string })[],
  plan: Plan,
): void {
  const planner = context.planners[service.index] as Planner;
  const wanted = groups.map((group) => ({ group, line: groupLine(context, service, group.name) }));
  const kept = new Set(wanted.map(({ line }) => line.line));
  for (const line of groupsOf(context, planner)) {
    if (kept.has(line.line)) continue;
    line.count = 0;
    setList(context, line, []);
  }
  for (const { group, line } of wanted) {
    line.count = group.count;
    line.makeFirst = group.handover === 'make-first';
    setList(context, line, entriesOf(group.entries, plan));
    for (const slot of group.members ?? []) {
      const id = service.replicas[slot] as number | undefined;
      if (id !== undefined && replicaAt(context, id).owed) moveTo(context, replicaAt(context, id), line);
    }
  }
  const homes = wanted.map(({ line }) => line);
  if (homes.length > 0) houseOrphans(context, service, homes);
  if (plan.strategy.rebid === true) rebidHeld(context, service);
  touch(context, service);
}

/** Requests of groups that are no more, or from before there was a strategy, go to a group that lacks some. */
function houseOrphans(context: FleetContext, service: Service, homes: readonly GroupLine[]): void {
  const known = new Set(homes.map(({ line }) => line));
  const planner = context.planners[service.index] as Planner;
  for (const id of service.replicas) {
    const replica = replicaAt(context, id);
    if (replica.state !== 'waiting' || known.has(replica.line)) continue;
    moveTo(context, replica, lackingGroup(context, service, planner) ?? homes[0]);
  }
}

/** Bids on one entry that stand next to each other are its pools, and fall under the service's zone policy. */
function entriesOf(bids: readonly Bid[], { offers }: Plan): readonly Entry[] {
  const entries: { offers: Offer[] }[] = [];
  for (const { choice, ceiling } of bids) {
    const offer = bidOn(offers[choice], ceiling);
    const last = entries[entries.length - 1] as { offers: Offer[] } | undefined;
    if (last !== undefined && offer.pool >= 0 && last.offers[0].entry === offer.entry)
      last.offers.push(offer);
    else entries.push({ offers: [offer] });
  }
  return entries;
}

function bidOn({ entry, pool, group, tier, ceiling: limit }: Offer, ceiling: number | undefined): Offer {
  const priced = tier === 'unprotected' || tier === 'protected';
  return { entry, pool, group, tier, ceiling: priced && ceiling !== undefined ? ceiling : limit };
}

/** A new list binds the requests that wait, and new acquisitions; units keep the ceiling they were acquired with. */
function setList(context: FleetContext, line: GroupLine, entries: readonly Entry[]): void {
  const { zonePolicy } = revisionOf(context, serviceAt(context, line.index));
  if (zonePolicy === line.list.zonePolicy && sameEntries(entries, line.list.entries)) return;
  if (line.enrolled) enrol(context, line, -1);
  line.list = { entries, zonePolicy };
  if (line.waiting > 0) wantAllocation(context, line);
}

const sameEntries = (a: readonly Entry[], b: readonly Entry[]): boolean =>
  a.length === b.length && a.every(({ offers }, place) => sameOffers(offers, b[place].offers));

const sameOffers = (a: readonly Offer[], b: readonly Offer[]): boolean =>
  a.length === b.length &&
  a.every(({ entry, pool, group, tier, ceiling }, place) => {
    const other = b[place];
    return (
      entry === other.entry &&
      pool === other.pool &&
      group === other.group &&
      tier === other.tier &&
      ceiling === other.ceiling
    );
  });
