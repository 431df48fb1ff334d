import type { Decision } from '../allocator/index.js';
import { RANK } from '../events/index.js';
import type { PreemptionCause, Recorder } from '../events/index.js';
import type { Simulation } from '../kernel/index.js';
import { copyPlain, mark, takeMarks } from '../units/index.js';
import type { MicroPerHour } from '../units/index.js';
import { serveWaiting, walk } from './allocation.js';
import { newContext, registerHandlers } from './beginning.js';
import { priceCrossed } from './clocks.js';
import { ask, replicaAt, revisionOf, revisionInForce, serviceAt, touch } from './context.js';
import type { FleetContext, FleetPorts, FleetSetup } from './context.js';
import { beginStrategy, decideStrategies } from './decisions.js';
import { preempt } from './holding.js';
import { judgeJobs } from './job-clock.js';
import type { GroupLine } from './line.js';
import { remove, start, stop } from './lifecycle.js';
import { groupsOf, tellLater, tellPrices } from './planner.js';
import { placeProbes } from './rebalancing.js';
import type { Replica } from './replica.js';
import { beginUpdate } from './rolling-update.js';
import { setWanted } from './scaling.js';
import { desiredOf, isLive } from './service.js';
import type { Service } from './service.js';
import { lookAgain, rescale, settle } from './settlement.js';
import { judgeStates } from './status.js';

/** What of the context is saved; the rest is wiring. */
const STATE = [
  'replicas',
  'timers',
  'services',
  'orders',
  'dirty',
  'openPools',
  'openGroups',
  'unsettled',
  'changed',
  'probing',
  'rescaling',
  'autoscalers',
  'jobs',
  'lines',
  'planners',
  'deciding',
  'priceMemories',
  'poolWaiters',
  'poolWaiting',
  'groupWaiters',
] as const;

/** Services and their replicas: everything that is asked for, held and given back. */
export class Fleet {
  readonly context: FleetContext;

  constructor(simulation: Simulation, setup: FleetSetup, ports: FleetPorts, recorder: Recorder) {
    this.context = newContext(simulation, setup, ports, recorder);
    registerHandlers(this.context);
    simulation.phase(RANK.decide, 'decide', () => this.decide());
    simulation.phase(RANK.allocate, 'allocate', () => this.allocate());
    simulation.phase(RANK.measure, 'measure', () => {
      lookAgain(this.context);
      tellLater(this.context);
      judgeStates(this.context);
    });
  }

  /** Deploys every service at second 0, in file order. */
  deploy(): void {
    const { context } = this;
    const { simulation, recorder, setup, handlers } = context;
    for (const service of context.services) {
      recorder.serviceState(0, service.index, 'Creating', '');
      const submission = setup.services[service.index]?.job?.at ?? 0;
      if (submission > 0) {
        service.phase = 'stopped';
        recorder.desired(0, service.index, 0);
        simulation.schedule(submission, RANK.action, handlers.submit, service.index);
        continue;
      }
      recorder.desired(0, service.index, service.wanted);
      touch(context, service);
      beginStrategy(context, service);
      const rebalances = setup.services[service.index]?.revisions.some(({ rebalancing }) => rebalancing);
      if (rebalances === true) {
        simulation.schedule(setup.rules.rebalancePeriod, RANK.decide, handlers.rebalance, service.index);
      }
    }
  }

  /** The provider takes a unit back. */
  preempt(id: number, cause: PreemptionCause): void {
    preempt(this.context, id, cause);
  }

  priceCrossed(id: number, above: boolean): void {
    priceCrossed(this.context, id, above);
  }

  /**
   * A pool may let somebody in. `more`: it had free units before. Whoever waits has been refused those, mostly for
   * their price, so that more of them change nothing for it.
   */
  poolOpened(pool: number, more: boolean): void {
    if (this.context.poolWaiting[pool] === 0 || (more && !this.context.walks.countUnits)) return;
    mark(this.context.openPools, pool);
    ask(this.context, RANK.allocate);
  }

  /** A pool's prices change (rank 1); strategies that look at it remember them. */
  priceChanged(pool: number, low: MicroPerHour, high: MicroPerHour): void {
    // Hardly anybody looks: what is done for those who do stands apart, so that this is compiled into every price change.
    const watchers = this.context.watchers[pool];
    if (watchers !== undefined) tellPrices(this.context, pool, watchers, { low, high });
  }

  groupOpened(group: number): void {
    mark(this.context.openGroups, group);
    ask(this.context, RANK.allocate);
  }

  demandChanged(service: number, demand: number): void {
    const autoscaler = this.context.autoscalers[service];
    if (autoscaler === undefined) return;
    autoscaler.demand = demand;
    mark(this.context.rescaling, service);
    ask(this.context, RANK.decide);
  }

  /** Actions of the timeline; each says what came of it. */
  stop = (service: number): string => stop(this.context, this.service(service));
  start = (service: number): string => start(this.context, this.service(service));
  remove = (service: number): string => remove(this.context, this.service(service));

  scale(index: number, replicas: number, cause: 'scale' | 'autoscaler'): string {
    const service = this.service(index);
    if (!isLive(service) && !service.phase.startsWith('stop'))
      return `cannot scale: the service is ${service.state}`;
    setWanted(this.context, service, replicas, cause);
    touch(this.context, service);
    return 'done';
  }

  update(index: number, revision: number): string {
    const service = this.service(index);
    if (!isLive(service) && !service.phase.startsWith('stop'))
      return `cannot update: the service is ${service.state}`;
    beginUpdate(this.context, service, revision);
    // The fewest replicas that must be ready may be others from here on.
    this.context.recorder.desired(this.context.simulation.now, index, desiredOf(service));
    touch(this.context, service);
    return 'done';
  }

  serviceOf(replica: number): number {
    return replicaAt(this.context, replica).service;
  }

  slotOf(replica: number): number {
    return replicaAt(this.context, replica).slot;
  }

  /** The replica of a slot as it stands; undefined where the service never had so many. */
  replicaIn(service: number, slot: number): Readonly<Replica> | undefined {
    const id = this.service(service).replicas[slot];
    return id === undefined ? undefined : replicaAt(this.context, id);
  }

  /** What a request in the place of this replica's would be told now; it changes nothing. */
  walkNow(replica: Readonly<Replica>): Decision {
    return walk(this.context, this.context.lines[replica.line], undefined);
  }

  /** What the strategy of a service asks for at present; undefined where the list stands for itself. */
  groupsOf(service: number): readonly GroupLine[] | undefined {
    const planner = this.context.planners[service];
    return planner === undefined ? undefined : groupsOf(this.context, planner);
  }

  /** Index of the revision that the service's new instances use. */
  revisionOf(service: number): number {
    return this.service(service).revision;
  }

  /** Dedicated group that an entry of the service's present list means; -1 for a pool. */
  groupOf(service: number, entry: number): number {
    return revisionOf(this.context, this.service(service)).entries[entry]?.offers[0]?.group ?? -1;
  }

  save(): unknown {
    return copyPlain(Object.fromEntries(STATE.map((name) => [name, this.context[name]])));
  }

  restore(saved: unknown): void {
    const { context } = this;
    Object.assign(context, copyPlain(saved));
    context.revisions = context.services.map((service) => revisionInForce(context.setup, service));
  }

  private service(index: number): Service {
    return serviceAt(this.context, index);
  }

  private decide(): void {
    const { context } = this;
    for (const index of takeMarks(context.rescaling)) rescale(context, this.service(index));
    judgeJobs(context);
    decideStrategies(context);
    settle(context);
  }

  /** A startup or a grace of 0 may ask for more within the second: round and round until all is quiet. */
  private allocate(): void {
    const { context } = this;
    do {
      serveWaiting(context);
      if (!hasMore(context)) placeProbes(context);
      settle(context);
    } while (hasMore(context));
  }
}

/** Whether something may still let a waiting request in. */
const hasMore = ({ dirty, openPools, openGroups }: FleetContext): boolean =>
  dirty.list.length > 0 || openPools.list.length > 0 || openGroups.list.length > 0;
