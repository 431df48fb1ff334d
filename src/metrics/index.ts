export * from './inputs.js';
export * from './results.js';
export * from './collector.js';
export * from './plan-results.js';
export * from './plan-collector.js';
export * from './step-bins.js';
export * from './run-history.js';
export * from './realised-market.js';
