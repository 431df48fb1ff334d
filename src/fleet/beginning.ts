import { orderedFallback } from '../allocator/index.js';
import type { Allocator } from '../allocator/index.js';
import type { Recorder } from '../events/index.js';
import type { Simulation } from '../kernel/index.js';
import { mark, noMarks } from '../units/index.js';
import type { Autoscaling, AutoscalerState } from './autoscaling.js';
import { check, endLifetime, endProtection } from './clocks.js';
import { ask, replicaAt, revisionInForce, serviceAt, ServiceView } from './context.js';
import type {
  FleetContext,
  FleetPorts,
  FleetSetup,
  Handlers,
  PoolWatchers,
  ServiceSetup,
} from './context.js';
import { becomeReady, releaseDue } from './holding.js';
import { failDeletion } from './lifecycle.js';
import { rebalanceDue } from './rebalancing.js';
import { newJob } from './job.js';
import { advanceJob, submitJob } from './job-clock.js';
import { wake } from './planner.js';
import { noMemory } from './price-memory.js';
import { newService } from './service.js';
import { noTimers } from './timers.js';
import type { Walks } from './walks.js';
import { RANK } from '../events/index.js';

/** Before `registerHandlers`. */
const NO_HANDLERS: Handlers = {
  start: -1,
  release: -1,
  protection: -1,
  lifetime: -1,
  check: -1,
  stuck: -1,
  rebalance: -1,
  rescale: -1,
  wake: -1,
  job: -1,
  submit: -1,
};

/** Most startups, notices and protections are constants. */
const IN_ORDER = { inOrder: true };

/** The state of a fleet before anything has happened. */
export function newContext(
  simulation: Simulation,
  setup: FleetSetup,
  ports: FleetPorts,
  recorder: Recorder,
): FleetContext {
  const services = setup.services.map(({ name, replicas }, index) => newService(index, name, replicas));
  const sets = (count: number): Set<number>[] => Array.from({ length: count }, () => new Set<number>());
  return {
    setup,
    ports,
    recorder,
    simulation,
    view: new ServiceView(ports),
    walks: newWalks(setup),
    watchers: watchersOf(setup),
    handlers: NO_HANDLERS,
    replicas: [],
    timers: noTimers(),
    services,
    revisions: services.map((service) => revisionInForce(setup, service)),
    lines: [...services],
    orders: 0,
    dirty: noMarks(),
    openPools: noMarks(),
    openGroups: noMarks(),
    unsettled: noMarks(),
    changed: noMarks(),
    probing: noMarks(),
    rescaling: noMarks(),
    autoscalers: setup.services.map(({ autoscaling }) => newAutoscaler(autoscaling)),
    jobs: setup.services.map(({ job }) => (job === undefined ? undefined : newJob())),
    planners: setup.services.map(() => undefined),
    deciding: noMarks(),
    priceMemories: Array.from({ length: setup.pools }, noMemory),
    poolWaiters: sets(setup.pools),
    poolWaiting: Array.from({ length: setup.pools }, () => 0),
    groupWaiters: sets(setup.groups),
  };
}

function newWalks({ services, rules, allocator, trace }: FleetSetup): Walks {
  const platforms = isPlatforms(allocator);
  // A claim on others' units is renewed, and other allocators may count as they like.
  const countUnits = !platforms || rules.standardDisplacesSpot === 'all' || services.some(asksTogether);
  return {
    plain: platforms && trace === undefined,
    countUnits,
    turns: [],
    found: [],
    candidates: [],
    passedOver: [],
  };
}

/** By its walk: who is taken back is another matter. */
const isPlatforms = ({ allocate }: Allocator): boolean => allocate === orderedFallback.allocate;

/** A gang waits for many units at once; a strategy may ask for many where the job needs but one. */
const asksTogether = ({ job, replicas, revisions }: ServiceSetup): boolean =>
  job !== undefined && (replicas > 1 || revisions.some(({ plan }) => plan !== undefined));

/** By pool, over all revisions that a service may come to. */
function watchersOf({ services, pools }: FleetSetup): readonly (PoolWatchers | undefined)[] {
  const watchers: (PoolWatchers | undefined)[] = Array.from({ length: pools }, () => undefined);
  services.forEach(({ revisions }, index) => {
    for (const { plan } of revisions) {
      for (const { pool } of plan?.offers ?? []) {
        if (pool < 0) continue;
        const known = watchers[pool];
        const window = Math.max(known?.window ?? 0, plan?.strategy.window ?? 0);
        watchers[pool] = { services: [...new Set([...(known?.services ?? []), index])], window };
      }
    }
  });
  return watchers;
}

const newAutoscaler = (settings: Autoscaling | undefined): AutoscalerState | undefined =>
  settings === undefined ? undefined : { demand: 0, history: [], due: -1 };

/** Makes known to the agenda what can fall due for a fleet. */
export function registerHandlers(context: FleetContext): void {
  const { simulation } = context;
  // Each an arrow of its own: through a shared one, every event would be a call to no one knows whom.
  context.handlers = {
    start: simulation.register(
      'replica ready',
      (id) => becomeReady(context, replicaAt(context, id)),
      IN_ORDER,
    ),
    release: simulation.register('release', (id) => releaseDue(context, id), IN_ORDER),
    protection: simulation.register('protection ends', (id) => endProtection(context, id), IN_ORDER),
    lifetime: simulation.register('lifetime ends', (id) => endLifetime(context, id)),
    check: simulation.register('periodic check', (id) => check(context, id)),
    stuck: simulation.register('deletion stuck', (index) => failDeletion(context, serviceAt(context, index))),
    rebalance: simulation.register('rebalance', (index) => rebalanceDue(context, index)),
    wake: simulation.register('strategy wakes', (index) => wake(context, index)),
    job: simulation.register('job goes on', (index) => advanceJob(context, index)),
    submit: simulation.register('job submitted', (index) => submitJob(context, index)),
    rescale: simulation.register('autoscaler window ends', (index) => {
      const autoscaler = context.autoscalers[index];
      if (autoscaler !== undefined) autoscaler.due = -1;
      mark(context.rescaling, index);
      ask(context, RANK.decide);
    }),
  };
}
