export * from './inputs.js';
export * from './results.js';
export * from './collector.js';
