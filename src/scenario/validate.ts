import { checkMarket } from './check/pools.js';
import { checkJobs } from './check/jobs.js';
import { duplicateNames } from './check/names.js';
import { checkPlans } from './check/plans.js';
import { checkService, diskFault, soundParts, type SoundParts } from './check/services.js';
import { checkAction } from './check/timeline.js';
import { warningsOf } from './check/warnings.js';
import { completed, completedJob } from './complete.js';
import { check } from './explain.js';
import { under, type Fault } from './fault.js';
import { child, itemsOf } from './path.js';
import { scenarioSchema } from './schema/scenario.js';
import { serviceSchema } from './schema/services.js';
import { actionSchema } from './schema/timeline.js';
import { duration } from './schema/quantities.js';
import type { Action, PoolSpec, Scenario, ServiceUpdate, WrittenService } from './types.js';
import { playUpdates } from './updates.js';
import { textAt, worldOf, type World } from './world.js';

/** The scenario that a tree says, or everything that is wrong with it. */
export interface Validated {
  readonly scenario?: Scenario;
  readonly updates: ReadonlyMap<number, ServiceUpdate>;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

export function validate(tree: unknown): Validated {
  const { value, faults } = check(scenarioSchema, tree);
  const world = worldOf(tree);
  const parts = value ?? partsOf(tree);
  const played = playUpdates(parts.timeline, soundServices(tree, parts, world), world);
  const all = [...faults, ...crossFaults(tree, parts, world), ...played.faults];
  if (value === undefined || all.length > 0) return { updates: played.updates, faults: all, warnings: [] };
  const { $schema: _, variants: __, services: written, rules: ___, pools, jobs: asked, ...rest } = value;
  const services = written.map((service) => completed(service, world));
  const jobs = asked.map((job) => completedJob(job, world));
  // Only the type of a nested price is not the schema's to know.
  const scenario = { ...rest, rules: world.rules, pools: pools as readonly PoolSpec[], services, jobs };
  return { scenario, updates: played.updates, faults: [], warnings: warningsOf(scenario, tree, world) };
}

/** The parts of a scenario that are sound in themselves, by their place in the lists. */
interface Parts {
  readonly duration: number | undefined;
  readonly services: readonly (WrittenService | undefined)[];
  readonly timeline: readonly (Action | undefined)[];
}

/** Reads each part by itself, so that a fault in one does not hide those between others. */
function partsOf(tree: unknown): Parts {
  return {
    duration: duration(1).safeParse(child(tree, 'duration')).data,
    services: itemsOf(tree, 'services').map((service) => serviceSchema.safeParse(service).data),
    timeline: itemsOf(tree, 'timeline').map((action) => actionSchema.safeParse(action).data),
  };
}

function crossFaults(tree: unknown, parts: Parts, world: World): readonly Fault[] {
  return [
    ...checkMarket(tree, world),
    ...checkPlans(tree, world),
    ...checkJobs(tree, world),
    ...duplicateNames(tree, 'services'),
    ...itemsOf(tree, 'services').flatMap((service, i) =>
      serviceFaults(soundParts(service), world).map((fault) => under(fault, ['services', i])),
    ),
    ...parts.timeline.flatMap((action, i) =>
      action === undefined
        ? []
        : checkAction(action, world, parts.duration).map((fault) => under(fault, ['timeline', i])),
    ),
  ];
}

function serviceFaults(service: SoundParts, world: World): readonly Fault[] {
  const disk = diskFault(service.disk ?? 0);
  const faults = checkService(service, world);
  if (disk === undefined) return faults;
  return [...faults, { path: ['disk'], message: disk, hint: 'EAS fails such a deployment, R28' }];
}

/** The trees of those services that have no fault yet: only on them do updates say anything of their own. */
function soundServices(tree: unknown, parts: Parts, world: World): ReadonlyMap<string, unknown> {
  const sound = new Map<string, unknown>();
  itemsOf(tree, 'services').forEach((service, i) => {
    const written = parts.services[i];
    const name = textAt(service, 'name');
    if (written === undefined || name === undefined || serviceFaults(written, world).length > 0) return;
    sound.set(name, service);
  });
  return sound;
}
