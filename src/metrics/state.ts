import type { MetricsInputs } from './inputs.js';
import { emptyJoint, type JointTally } from './joint-tally.js';
import { emptyJobTally, type JobTally } from './job-tally.js';
import { noRecovery, type LostSince, type Recovery } from './recovery.js';
import { emptyTally, type ServiceTally } from './service-tally.js';
import { placementOf, type Unit } from './units.js';

/** All that metrics keep of services and replicas between events; plain data. */
export interface State {
  readonly tallies: readonly ServiceTally[];
  readonly recoveries: readonly Recovery[];
  /** By service, where it is a deadline job. */
  readonly jobs: readonly (JobTally | null)[];
  readonly lostSince: LostSince;
  readonly joint: JointTally;
  /** By replica. */
  readonly units: Unit[];
  /** By replica: its request has begun to wait. */
  readonly waiting: boolean[];
}

/** Before anything has happened: the entries as first configured stand among the placements, with nothing taken. */
export function emptyState({ services }: MetricsInputs): State {
  const tallies = services.map(({ job }) => emptyTally(job !== undefined));
  const jobs = services.map(({ job }) => (job === undefined ? null : emptyJobTally(job)));
  services.forEach(({ entries = [] }, service) => {
    entries.forEach(({ type, mode }, entry) => placementOf(tallies[service], entry, type, mode));
  });
  const recoveries = services.map(noRecovery);
  return { tallies, jobs, recoveries, lostSince: [], joint: emptyJoint(), units: [], waiting: [] };
}
