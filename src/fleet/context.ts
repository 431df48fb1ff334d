import type { Allocator, Decision, OfferTier, Request, View } from '../allocator/index.js';
import { RANK } from '../events/index.js';
import type { Recorder } from '../events/index.js';
import type { AcquisitionDraws, Distribution } from '../random/index.js';
import { isMarked, mark } from '../units/index.js';
import type { Marks, MicroPerHour, Seconds } from '../units/index.js';
import type { Autoscaling, AutoscalerState } from './autoscaling.js';
import type { JobSetup, JobState } from './job.js';
import type { GroupLine, Line } from './line.js';
import type { Planner } from './plan.js';
import type { PriceMemory } from './price-memory.js';
import type { Replica } from './replica.js';
import type { Revision, Service } from './service.js';
import { atRest, desiredOf } from './service.js';
import type { Timed } from './timers.js';
import type { Walks } from './walks.js';

/** The rules of the provider that a fleet lives under. */
export interface FleetRules {
  readonly notice: Seconds;
  readonly checkInterval: Seconds;
  readonly grace: Seconds;
  /** The price is locked inside protection (A5); otherwise it floats. */
  readonly locked: boolean;
  readonly reallocateOn: 'release' | 'notice';
  readonly standardDisplacesSpot: 'background' | 'all';
  readonly priceReclaim: boolean;
  readonly maxLifetime: Seconds | null;
  readonly rebalancePeriod: Seconds;
}

/** A unit as the fleet asks for it. */
export type UnitRequest = Readonly<
  Pick<Replica, 'id' | 'pool' | 'tier' | 'ceiling' | 'protectedUntil' | 'tie'>
>;

/** What a fleet needs from the world around it. */
export interface FleetPorts {
  readonly price: (pool: number, tier: OfferTier) => MicroPerHour;
  readonly free: (pool: number) => number;
  readonly take: (unit: UnitRequest) => void;
  readonly give: (pool: number, id: number) => void;
  readonly leave: (pool: number, id: number) => void;
  /** Whether the price stands above the unit's ceiling: told at the end of protection, and at changes after it. */
  readonly overbid: (id: number, above: boolean) => void;
  readonly examine: (pool: number, id: number) => void;
  readonly expire: (pool: number, id: number) => void;
  readonly await: (pool: number, tier: OfferTier, ceiling: MicroPerHour, change: 1 | -1) => void;
  /** The unit is held under another ceiling from here on. */
  readonly rebid: (pool: number, id: number, ceiling: MicroPerHour) => void;
  /** Returns how many units it took. */
  readonly displace: (pool: number, count: number, spares: (id: number) => boolean) => number;
  readonly freeMachines: (group: number) => number;
  readonly takeMachine: (group: number) => void;
  readonly giveMachine: (group: number) => void;
}

/** The world as one service may see it; good for one walk of its list. */
export class ServiceView implements View {
  service: Service | undefined;
  capacity: Revision['capacity'] = [];
  /** Units that must be had together (the gang of a job): fewer than that are none. */
  together = 1;

  constructor(private readonly ports: FleetPorts) {}

  price(pool: number, tier: OfferTier): MicroPerHour {
    return this.ports.price(pool, tier);
  }

  free(pool: number): number {
    return this.enough(this.ports.free(pool));
  }

  machines(group: number): number {
    return this.enough(this.ports.freeMachines(group));
  }

  room(entry: number): number {
    const { service } = this;
    if (service === undefined) return 0;
    const most = this.capacity[entry](desiredOf(service));
    return most === Infinity ? most : this.enough(most - (service.entryUsed[entry] ?? 0));
  }

  private enough(count: number): number {
    return count >= this.together ? count : 0;
  }
}

/** Told of every walk of a list, when somebody asks (`explain`); the slot is -1 for a rebalancing probe. */
export type Trace = (at: Seconds, service: number, slot: number, decision: Decision) => void;

export interface ServiceSetup {
  readonly name: string;
  readonly replicas: number;
  readonly revisions: readonly Revision[];
  readonly autoscaling?: Autoscaling;
  /** It is a deadline job: `replicas` is its gang. */
  readonly job?: JobSetup;
}

/** What stays the same during a run. */
export interface FleetSetup {
  readonly services: readonly ServiceSetup[];
  readonly pools: number;
  readonly groups: number;
  /** Law of a spot unit's lifetime by pool, in seconds. */
  readonly lifetimes: readonly (Distribution | undefined)[];
  readonly rules: FleetRules;
  readonly allocator: Allocator;
  /** Counter-based draws by service. */
  readonly draws: readonly AcquisitionDraws[];
  readonly trace?: Trace;
}

/** Handlers of the agenda, by what falls due; the argument is a replica id or a service index. */
export interface Handlers {
  readonly start: number;
  readonly release: number;
  readonly protection: number;
  readonly lifetime: number;
  readonly check: number;
  readonly stuck: number;
  readonly rebalance: number;
  readonly rescale: number;
  readonly wake: number;
  readonly job: number;
  readonly submit: number;
}

/** Services whose strategies look at a pool. */
export interface PoolWatchers {
  readonly services: readonly number[];
  readonly window: Seconds;
}

/** State of the fleet and its dirty lists, shared by the files of this room. */
export interface FleetContext extends Timed {
  readonly setup: FleetSetup;
  readonly ports: FleetPorts;
  readonly recorder: Recorder;
  readonly view: ServiceView;
  readonly walks: Walks;
  /** By pool: whose strategies look at its prices, and how far back; undefined where nobody does. */
  readonly watchers: readonly (PoolWatchers | undefined)[];
  handlers: Handlers;
  replicas: Replica[];
  services: Service[];
  /** By service: the revision in force, which every walk reads. Found again from the services where a run goes on. */
  revisions: Revision[];
  /** Who waits for a list: all services, then the groups of strategies as they come up. */
  lines: Line[];
  /** Requests made so far. */
  orders: number;
  /** Lines with requests to be walked in this second (rank 8). */
  dirty: Marks;
  /** Pools, and dedicated groups, that may let somebody in. */
  openPools: Marks;
  openGroups: Marks;
  /** Services whose replicas and desired count are to be brought together (rank 7). */
  unsettled: Marks;
  /** Services whose visible state is to be judged (rank 9). */
  changed: Marks;
  /** Services that place rebalancing probes in this second (rank 8). */
  probing: Marks;
  /** Services whose autoscaler looks again in this second (rank 7). */
  rescaling: Marks;
  autoscalers: (AutoscalerState | undefined)[];
  /** By service, where it is a deadline job. */
  jobs: (JobState | undefined)[];
  /** By service, where a strategy decides for it. */
  planners: (Planner | undefined)[];
  /** Services whose strategy is asked in this second (rank 7). */
  deciding: Marks;
  /** By pool, filled for those that a strategy looks at. */
  priceMemories: PriceMemory[];
  /** Lines that wait for each pool and for each dedicated group. */
  poolWaiters: Set<number>[];
  /** How many they are: asked at every change of stock, where a look into the set would cost more. */
  poolWaiting: number[];
  groupWaiters: Set<number>[];
}

export const revisionOf = (context: FleetContext, service: Service): Revision =>
  context.revisions[service.index];

/** The revision that a service says is in force. */
export const revisionInForce = (setup: FleetSetup, { index, revision }: Service): Revision =>
  setup.services[index].revisions[revision];

export const serviceAt = (context: FleetContext, index: number): Service => context.services[index];
/** The list that a line waits for. */
export const listOf = (context: FleetContext, line: Line): Request =>
  'list' in line ? (line as GroupLine).list : revisionOf(context, serviceAt(context, line.index));
export const lineOf = (context: FleetContext, replica: Replica): Line => context.lines[replica.line];
export const replicaAt = (context: FleetContext, id: number): Replica => context.replicas[id];

/** What the allocator may see on behalf of one line; the same view serves each in turn. */
export function viewOf(context: FleetContext, line: Line): View {
  const { view } = context;
  const service = serviceAt(context, line.index);
  view.service = service;
  view.together = context.jobs[line.index] === undefined ? 1 : Math.max(1, line.waiting);
  view.capacity = revisionOf(context, service).capacity;
  return view;
}

/** Marks a service whose replicas changed: it is settled at rank 7 and its visible state judged at rank 9. */
export function touch(context: FleetContext, service: Service): void {
  if (context.autoscalers[service.index] !== undefined) mark(context.rescaling, service.index);
  // Marked already means asked for already, and one change of a replica is many touches.
  if (isMarked(context.unsettled, service.index) && isMarked(context.changed, service.index)) return;
  mark(context.unsettled, service.index);
  mark(context.changed, service.index);
  ask(context, RANK.decide);
  ask(context, RANK.measure);
}

/**
 * As `touch`, after a change of one replica: where the service is at rest before and after it, neither its count nor
 * its visible state can follow. Most changes of a run are of this kind.
 */
export function stir(context: FleetContext, service: Service): void {
  const { index } = service;
  const { autoscalers, planners, jobs } = context;
  const watched = autoscalers[index] !== undefined || planners[index] !== undefined;
  if (watched || jobs[index] !== undefined || !atRest(service)) touch(context, service);
}

/** How long a unit that we give up still serves: those of a job have nothing to bring to an end. */
export const graceOf = (context: FleetContext, { index }: Service): Seconds =>
  context.jobs[index] === undefined ? context.setup.rules.grace : 0;

/** Has the requests of a line walked at rank 8 of this second; of a planned service, those of all its groups. */
export function wantAllocation(context: FleetContext, line: Line): void {
  const planner = line.line === line.index ? context.planners[line.index] : undefined;
  if (planner === undefined) mark(context.dirty, line.line);
  else for (const group of planner.lines) mark(context.dirty, group);
  ask(context, RANK.allocate);
}

/** Asks for a phase of this second; one that is running goes round again by itself until nothing is left. */
export function ask(context: FleetContext, rank: number): void {
  if (context.simulation.phaseOpen(rank)) context.simulation.request(rank);
}
