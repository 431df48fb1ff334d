export * from './inputs.js';
export * from './results.js';
export * from './collector.js';
export * from './plan-results.js';
export * from './plan-collector.js';
