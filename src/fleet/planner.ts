import type { News } from '../allocator/index.js';
import { RANK } from '../events/index.js';
import { mark, takeMarks } from '../units/index.js';
import type { MicroPerHour } from '../units/index.js';
import type { FleetContext, PoolWatchers } from './context.js';
import { ask, revisionOf, serviceAt } from './context.js';
import type { GroupLine, Line } from './line.js';
import { newGroupLine } from './line.js';
import type { Planner } from './plan.js';
import { remember } from './price-memory.js';
import type { Replica } from './replica.js';
import type { Service } from './service.js';
import { isLive } from './service.js';

export const plannerOf = (context: FleetContext, service: Line): Planner | undefined =>
  context.planners[service.index];

/** The groups of a planned service. */
export const groupsOf = (context: FleetContext, planner: Planner): readonly GroupLine[] =>
  planner.lines.map((line) => context.lines[line] as GroupLine);

/** The line of that name, made where there is none. */
export function groupLine(context: FleetContext, service: Service, name: string): GroupLine {
  const planner = context.planners[service.index] as Planner;
  const known = groupsOf(context, planner).find((line) => line.name === name);
  if (known !== undefined) return known;
  const made = newGroupLine(context.lines.length, service.index, name);
  context.lines.push(made);
  planner.lines.push(made.line);
  return made;
}

/** Replicas that the service is to have: those that its strategy asks for, or simply the desired ones. */
export function targetOf(context: FleetContext, service: Service, desired: number): number {
  const planner = context.planners[service.index];
  if (planner === undefined) return desired;
  return groupsOf(context, planner).reduce((sum, { count }) => sum + count, 0);
}

/** Tells the strategy of a service, if it has one, what has happened; it decides at rank 7, or in the next second. */
export function tell(context: FleetContext, service: Service, kind: News['kind'], replica?: Replica): void {
  const planner = context.planners[service.index];
  if (planner === undefined || !isLive(service)) return;
  const { now } = context.simulation;
  const last = planner.news[planner.news.length - 1] as News | undefined;
  if (replica !== undefined) {
    const choice = choiceOf(context, service, replica);
    planner.news.push({ at: now, kind, slot: replica.slot, group: groupNameOf(context, replica), choice });
  } else if (last?.kind !== kind || last.at !== now)
    planner.news.push({ at: now, kind, slot: -1, group: '', choice: -1 });
  mark(context.deciding, service.index);
  ask(context, RANK.decide);
}

/** The prices of a pool have changed: its watchers remember them, and hear of it where their strategy follows prices. */
export function tellPrices(
  context: FleetContext,
  pool: number,
  watchers: PoolWatchers,
  prices: { readonly low: MicroPerHour; readonly high: MicroPerHour },
): void {
  remember(context.priceMemories[pool], context.simulation.now, prices, watchers.window);
  for (const index of watchers.services) {
    const plan = revisionOf(context, context.services[index]).plan;
    const follows = plan !== undefined && plan.strategy.followsPrices !== false;
    if (follows && plan.offers.some((offer) => offer.pool === pool))
      tell(context, context.services[index], 'price');
  }
}

/** Name of the group that a replica of a planned service stands in. */
export const groupNameOf = (context: FleetContext, { line }: Replica): string =>
  line < context.services.length ? '' : (context.lines[line] as GroupLine).name;

/** What a replica runs on, as an index into the choices of the present list; -1 where it waits or is not on it. */
export function choiceOf(context: FleetContext, service: Service, replica: Replica): number {
  if (replica.state === 'waiting' || replica.revision !== service.revision) return -1;
  const offers = revisionOf(context, service).plan?.offers ?? [];
  const { entry, pool, group } = replica;
  return offers.findIndex((offer) => offer.entry === entry && offer.pool === pool && offer.group === group);
}

/** What a strategy has not been told when rank 7 was over (ranks 7 and 8) it is told in the next second. */
export function tellLater(context: FleetContext): void {
  for (const index of takeMarks(context.deciding)) wakeAt(context, index, context.simulation.now + 1);
}

/** Has the strategy asked at a second, unless it is to be asked before. */
export function wakeAt(context: FleetContext, index: number, second: number): void {
  const { simulation, handlers } = context;
  const planner = context.planners[index];
  if (planner === undefined || (planner.due >= 0 && planner.dueAt <= second)) return;
  forgetWake(context, planner);
  planner.due = simulation.schedule(second, RANK.level, handlers.wake, index);
  planner.dueAt = second;
}

export function forgetWake({ simulation }: FleetContext, planner: Planner): void {
  if (planner.due >= 0) simulation.cancel(planner.due);
  planner.due = -1;
  planner.dueAt = -1;
}

/** A wake-up falls due (rank 2). */
export function wake(context: FleetContext, index: number): void {
  const planner = context.planners[index];
  if (planner === undefined) return;
  planner.due = -1;
  planner.dueAt = -1;
  tell(context, serviceAt(context, index), 'wake-up');
}
