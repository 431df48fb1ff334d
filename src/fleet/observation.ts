import type { JobProgress, Observation, OwnReplica, SeenPrices } from '../allocator/index.js';
import type { FleetContext } from './context.js';
import { replicaAt } from './context.js';
import { neededFrom, progressAt, savedAt } from './job.js';
import { choiceOf, groupNameOf } from './planner.js';
import type { Plan, Planner } from './plan.js';
import { recall } from './price-memory.js';
import { isLeaving } from './replica.js';
import type { Replica } from './replica.js';
import type { Service } from './service.js';
import { desiredOf } from './service.js';

/** What the strategy of a service may see now. */
export function observe(context: FleetContext, service: Service, planner: Planner, plan: Plan): Observation {
  const { ports, simulation } = context;
  const { offers, choices, strategy } = plan;
  const at = simulation.now;
  const spare = (choice: number): number | undefined => {
    const { pool, group } = offers[choice];
    if (pool < 0) return ports.freeMachines(group);
    return strategy.seesSpare === true ? ports.free(pool) : undefined;
  };
  const job = jobOf(context, service);
  return {
    at,
    desired: desiredOf(service),
    ...(job && { job }),
    choices,
    replicas: ownReplicas(context, service),
    news: planner.news,
    price: (choice) => priceOf(context, plan, choice),
    history: (choice) => historyOf(context, plan, choice),
    spare,
  };
}

function jobOf({ jobs, setup, simulation }: FleetContext, { index }: Service): JobProgress | undefined {
  const [state, terms] = [jobs[index], setup.services[index].job];
  if (state === undefined || terms === undefined) return undefined;
  const { now } = simulation;
  const { at, deadline, work, restart, checkpoint } = terms;
  const saved = savedAt(state, terms, now);
  return {
    submitted: at,
    deadline: at + deadline,
    work,
    restart,
    checkpoint: checkpoint === undefined ? null : { every: checkpoint.every, cost: checkpoint.cost },
    phase: state.phase,
    done: progressAt(state, now),
    saved,
    restarting: state.phase === 'restarting' ? state.since + restart - now : 0,
    needed: neededFrom(saved, terms),
  };
}

function ownReplicas(context: FleetContext, service: Service): readonly OwnReplica[] {
  const found: OwnReplica[] = [];
  for (const id of service.replicas) {
    const replica = replicaAt(context, id);
    if (!replica.owed) continue;
    const { slot, askedAt } = replica;
    const ceiling = replica.state === 'waiting' ? Infinity : replica.ceiling;
    const group = groupNameOf(context, replica);
    const choice = choiceOf(context, service, replica);
    found.push({ slot, group, state: seenState(replica), askedAt, choice, ceiling });
  }
  return found;
}

function seenState(replica: Replica): OwnReplica['state'] {
  if (isLeaving(replica)) return 'noticed';
  if (replica.state === 'waiting') return 'waiting';
  return replica.state === 'starting' ? 'starting' : 'ready';
}

function priceOf({ ports }: FleetContext, { offers }: Plan, choice: number): number {
  const { pool, tier } = offers[choice];
  return pool < 0 ? 0 : ports.price(pool, tier);
}

function historyOf(context: FleetContext, plan: Plan, choice: number): SeenPrices {
  const { pool, tier } = plan.offers[choice];
  const until = context.simulation.now;
  const from = Math.max(0, until - (plan.strategy.window ?? 0));
  if (tier === 'unprotected' || tier === 'protected') {
    const path = recall(context.priceMemories[pool], tier === 'protected' ? 'high' : 'low', { from, until });
    if (path.at.length > 0) return path;
  }
  return { at: [from], price: [priceOf(context, plan, choice)], until };
}
