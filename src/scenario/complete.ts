import type { EntrySpec, JobSpec, ServiceSpec, WrittenJob, WrittenService } from './types.js';
import type { World } from './world.js';

/** Placeholder of the one type that is not a pool's. */
export const DEDICATED = 'dedicated_resource';

/** Fills in what depends on a service's surroundings: region, protection, and the only dedicated machines. */
export function completed(written: WrittenService, world: World): ServiceSpec {
  const { eas: _, region, protection, minReady, autoscaling, instances, ...rest } = written;
  return {
    ...rest,
    region: region ?? world.regions[0] ?? '',
    protection: protection ?? world.rules.protection > 0,
    minReady: minReady ?? null,
    instances: instances.map((entry) => completedEntry(entry, world)),
    ...(autoscaling === undefined
      ? {}
      : { autoscaling: { ...autoscaling, target: autoscaling.target ?? 1 } }),
  };
}

/** The same of a job. */
export function completedJob({ region, protection, ...rest }: WrittenJob, world: World): JobSpec {
  return {
    ...rest,
    region: region ?? world.regions[0] ?? '',
    protection: protection ?? world.rules.protection > 0,
    instances: rest.instances.map((entry) => completedEntry(entry, world)),
  };
}

function completedEntry(entry: EntrySpec, { dedicated }: World): EntrySpec {
  if (entry.type !== DEDICATED || entry.from !== undefined || dedicated.length !== 1) return entry;
  return { ...entry, from: dedicated[0] };
}
