export * from './line-item.js';
export * from './rate-plan.js';
export * from './meter.js';
