export { Fleet } from './fleet.js';
export type { FleetPorts, ServiceSetup, Trace } from './context.js';
export type { Revision } from './service.js';
export type { Replica, ReplicaState } from './replica.js';
export type { GroupLine } from './line.js';
export type { Plan } from './plan.js';
export type { JobSetup } from './job.js';
