import type { JobSetup } from '../fleet/index.js';
import type { JobFacts } from '../metrics/index.js';
import type { JobSpec, Scenario, ServiceSpec } from '../scenario/index.js';

/** Everything that holds units, in the order in which events number it: services, and jobs after them. */
export const workloadsOf = ({
  services,
  jobs,
}: Pick<Scenario, 'services' | 'jobs'>): readonly ServiceSpec[] =>
  jobs.length === 0 ? services : [...services, ...jobs.map(asService)];

/** The job at this place among the workloads; undefined for a service. */
export const jobAt = ({ services, jobs }: Pick<Scenario, 'services' | 'jobs'>, index: number) =>
  jobs[index - services.length] as JobSpec | undefined;

/** What of a job the fleet counts by. */
export function jobSetup({ at, work, deadline, restart, checkpoint }: JobSpec): JobSetup {
  return { at, work, deadline, restart, ...(checkpoint && { checkpoint }) };
}

/** What metrics count it by. */
export function jobFacts({ at, work, deadline, restart, checkpoint, replicas }: JobSpec): JobFacts {
  const saves = checkpoint === undefined ? 0 : Math.ceil(work / checkpoint.every) - 1;
  return { at, deadline, leastReplicaSeconds: replicas * (restart + work + saves * (checkpoint?.cost ?? 0)) };
}

/** A job holds its units as a service holds its replicas; what only services have is never used. */
function asService({ name, replicas, region, instances, ...job }: JobSpec): ServiceSpec {
  const { protection, zonePolicy, disk, startup, strategy } = job;
  return {
    ...{ name, replicas, region, instances, protection, zonePolicy, disk, startup, strategy },
    ...{ minReady: null, rebalancing: false, maxSurge: { percent: 2 }, maxUnavailable: { count: 0 } },
    deletion: { activeRequests: false, referencedBy: [], permitted: true, stuck: false },
  };
}
