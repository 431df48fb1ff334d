import { isDown, type ServiceTally } from './service-tally.js';

/** All services together, for the availability of the totals; plain data. */
export interface JointTally {
  since: number;
  /** Services with d > 0 now, and those of them that are down. */
  wanted: number;
  down: number;
  wantedSeconds: number;
  downSeconds: number;
}

export const emptyJoint = (): JointTally => ({
  since: 0,
  wanted: 0,
  down: 0,
  wantedSeconds: 0,
  downSeconds: 0,
});

export function settleJoint(joint: JointTally, at: number): void {
  const span = at - joint.since;
  if (span <= 0) return;
  if (joint.wanted > 0) joint.wantedSeconds += span;
  if (joint.down > 0) joint.downSeconds += span;
  joint.since = at;
}

/** Adds the service's state to the joint one, or takes it away before a change. */
export function countJoint(joint: JointTally, tally: ServiceTally, change: 1 | -1): void {
  if (tally.ofJob) return;
  if (tally.desired > 0) joint.wanted += change;
  if (isDown(tally)) joint.down += change;
}
