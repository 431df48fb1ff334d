export * from './contract/contracts.js';
export type { PlanBilling, PlanTerms } from './contract/terms.js';
export { validUntil } from './contract/validity.js';
export * from './fleet-server.js';
export * from './quota-server.js';
export * from './server.js';
export * from './serving.js';
export type { Calls } from './window-tally.js';
